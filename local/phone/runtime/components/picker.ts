/** picker, picker-view and picker-view-column. */

import { report } from '../errors'
import { pickColumns } from '../sheets/picker'
import { dateColumns, regionColumns, timeColumns, type Wheels } from '../sheets/wheels'
import { builtin, type Self } from './builtin'

const properties = {
  name: String,
  mode: { type: String, value: 'selector' },
  headerText: String,
  range: { type: Array, value: [] },
  rangeKey: String,
  value: null,
  start: String,
  end: String,
  fields: { type: String, value: 'day' },
  level: { type: String, value: 'sub-district' },
  customItem: String,
  disabled: Boolean,
}

type Picker = Self<typeof properties>

const labelOf = (item: unknown, key: string) =>
  String(key && item ? (item as Record<string, unknown>)[key] : item)

/** What the sheet turns, and how its places become the value that WeChat reports. */
function wheelsOf({ values }: Picker): Wheels<unknown> {
  const { mode, range, rangeKey, value, start, end, fields, level } = values
  const label = (item: unknown) => labelOf(item, rangeKey)
  switch (mode) {
    case 'multiSelector': {
      const columns = range as unknown[][]
      const places = (value as number[] | null) ?? []
      return {
        columns: () => columns.map((column) => column.map(label)),
        places: columns.map((_, index) => Number(places[index] ?? 0)),
        value: (chosen) => chosen,
      }
    }
    case 'date':
      return dateColumns({ value: String(value ?? ''), start, end, fields })
    case 'time':
      return timeColumns({ value: String(value ?? ''), start, end })
    case 'region':
      return regionColumns({ value: (value as string[] | null) ?? [], level })
    default:
      return {
        columns: () => [range.map(label)],
        places: [Number(value ?? 0)],
        // A phone reports the place of a single column as text.
        value: ([place = 0]) => String(place),
      }
  }
}

/** https://developers.weixin.qq.com/miniprogram/dev/component/picker.html */
export const picker = builtin('picker', properties, (self) => {
  const open = async () => {
    if (self.values.disabled) return
    const wheels = wheelsOf(self)
    const chosen = await pickColumns({
      title: self.values.headerText,
      // Columns of a multiSelector may change while the sheet is open, in answer to columnchange.
      wheels:
        self.values.mode === 'multiSelector'
          ? { ...wheels, columns: () => wheelsOf(self).columns([]) }
          : wheels,
      onTurn: (column, value) => {
        if (self.values.mode === 'multiSelector') self.emit('columnchange', { column, value })
      },
    })
    if (!chosen) return self.emit('cancel')
    const value = wheels.value(chosen)
    self.set({ value })
    const region = self.values.mode === 'region' ? { code: [], postcode: '' } : {}
    self.emit('change', { value, ...region })
  }
  const start = () => {
    open().catch((error) => report(error, '<picker>'))
  }
  return {
    attached: () => self.element.setAttribute('role', self.element.getAttribute('role') ?? 'button'),
    tap: start,
    labelled: start,
    field: { value: () => self.values.value, reset: () => self.set({ value: null }) },
  }
})

const rowHeight = 34

/** https://developers.weixin.qq.com/miniprogram/dev/component/picker-view.html */
export const pickerView = builtin(
  'picker-view',
  {
    value: { type: Array, value: [] },
    indicatorStyle: String,
    indicatorClass: String,
    maskStyle: String,
    maskClass: String,
    immediateChange: Boolean,
  },
  (self) => {
    const columns = () => self.inside('picker-view-column').map((column) => column.element)
    const height = () => Number(/height:\s*([\d.]+)px/.exec(self.values.indicatorStyle)?.[1] ?? rowHeight)
    const show = () => {
      const rows = height()
      self.element.style.setProperty('--row', `${rows}px`)
      columns().forEach((column, index) => {
        column.scrollTo({ top: Number(self.values.value[index] ?? 0) * rows, behavior: 'instant' })
      })
    }
    const settle = () => {
      const value = columns().map((column) => Math.round(column.scrollTop / height()))
      if (value.every((place, index) => place === self.values.value[index])) return
      self.set({ value })
      self.emit('change', { value })
    }
    return {
      attached() {
        self.element.addEventListener('scrollend', settle, { capture: true })
        setTimeout(show)
      },
      changed: {
        value: () => setTimeout(show),
        'indicatorStyle, maskStyle': () => {
          self.part('.wx-picker-indicator').setAttribute('style', self.values.indicatorStyle)
          self.part('.wx-picker-mask').setAttribute('style', self.values.maskStyle)
        },
      },
    }
  },
)

export const pickerViewColumn = builtin('picker-view-column', {})
