/**
 * Has spreadsheets of people written, one after the other until everybody is in one, and opens or shares them.
 *
 * Properties: show; asked – the input of people.export: who is meant.
 * Event: close – dismissed, which ends what is not written yet.
 */
import type { Input } from '../../../contract/index'
import { call } from '../../../services/cloud'
import { fetchFile, openTable, sendFile } from '../../../services/files'
import { campusTime } from '../../../utils/date'
import { failureOf } from '../../../utils/failure'

interface Spreadsheet {
  readonly name: string
  readonly path: string
  readonly people: number
}

const twoDigits = (value: number) => String(value).padStart(2, '0')

/** `校友名单 20261120-0930.xlsx`, and from the second on with its number. */
function nameOf(place: number, nowMs: number): string {
  const { year, month, day, hour, minute } = campusTime(nowMs)
  const when = `${year}${twoDigits(month)}${twoDigits(day)}-${twoDigits(hour)}${twoDigits(minute)}`
  return `校友名单 ${when}${place === 0 ? '' : `（${place + 1}）`}.xlsx`
}

Component({
  options: { pureDataPattern: /^_/ },
  properties: {
    show: Boolean,
    asked: { type: Object, value: {} as Input<'people.export'> },
  },
  data: {
    state: 'asking' as 'asking' | 'writing' | 'done',
    files: [] as Spreadsheet[],
    people: 0,
    problem: '',
    /** Which opening of the sheet this is: what an earlier one began is of no use to it. */
    _turn: 0,
    /** Where the next file begins, after one that failed. */
    _next: undefined as string | undefined,
  },
  observers: {
    show(show: boolean) {
      if (!show) return
      this.setData({
        state: 'asking',
        files: [],
        people: 0,
        problem: '',
        _turn: this.data._turn + 1,
        _next: undefined,
      })
    },
  },
  methods: {
    /** From where it stood: whatever is written is not written again. */
    async onWrite() {
      const { asked, _turn: turn } = this.data
      if (this.data.state === 'writing') return
      this.setData({ state: 'writing', problem: '' })
      try {
        do {
          const { files, _next } = this.data
          const { url, people, next } = await call('people.export', { ...asked, after: _next })
          const name = nameOf(files.length, Date.now())
          const { path } = await fetchFile(url, name)
          if (turn !== this.data._turn || !this.data.show) return
          this.setData({
            files: [...files, { name, path, people }],
            people: this.data.people + people,
            _next: next,
          })
        } while (this.data._next !== undefined)
        this.setData({ state: 'done' })
      } catch (error) {
        if (turn === this.data._turn) this.setData({ state: 'asking', problem: failureOf(error).message })
      }
    },
    async onOpen(event: WechatMiniprogram.TouchEvent) {
      const { path, name } = event.currentTarget.dataset
      await this.attempt(() => openTable({ path, name }))
    },
    async onShare(event: WechatMiniprogram.TouchEvent) {
      const { path, name } = event.currentTarget.dataset
      await this.attempt(() => sendFile({ path, name }))
    },
    async attempt(act: () => Promise<unknown>) {
      try {
        await act()
        this.setData({ problem: '' })
      } catch (error) {
        console.warn('document', (error as { errMsg?: string }).errMsg)
        this.setData({ problem: '这台设备没能打开文件，请换一台设备再试' })
      }
    },
    onClose() {
      this.triggerEvent('close')
    },
  },
})
