/** The sheet of turning columns behind <picker>. */
import { make, openSheet } from './sheet'
import type { Wheels } from './wheels'

interface PickOptions {
  title: string
  wheels: Wheels<unknown>
  /** Called whenever a column comes to rest at another place. */
  onTurn(column: number, place: number): void
}

/** @returns the place of each column, or undefined */
export function pickColumns({ title, wheels, onTurn }: PickOptions): Promise<number[] | undefined> {
  const places = [...wheels.places]
  return openSheet<number[]>(
    { label: title || '请选择', className: 'phone-sheet phone-picker-sheet' },
    (answer) => {
      const columns = make('div', 'phone-picker-columns')
      const draw = () => {
        const rows = wheels.columns(places)
        rows.forEach((labels, column) => {
          places[column] = Math.min(places[column] ?? 0, Math.max(0, labels.length - 1))
          const known = columns.children[column] as HTMLElement | undefined
          if (known?.dataset.labels === labels.join('\n')) return
          const drawn = drawColumn(labels, places[column], (place) => {
            places[column] = place
            onTurn(column, place)
            draw()
          })
          if (known) known.replaceWith(drawn)
          else columns.append(drawn)
          drawn.dispatchEvent(new Event('placed'))
        })
      }
      const button = (text: string, className: string, act: () => void) => {
        const one = make('button', className, text)
        one.type = 'button'
        one.addEventListener('click', act)
        return one
      }
      draw()
      // Columns can only be turned to their places once they have a height.
      requestAnimationFrame(() => {
        for (const column of columns.children) column.dispatchEvent(new Event('placed'))
      })
      return [
        make(
          'div',
          'phone-picker-bar',
          button('取消', 'phone-picker-button', () => answer()),
          make('h2', 'phone-picker-title', title),
          button('确定', 'phone-picker-button phone-picker-confirm', () => answer(places)),
        ),
        columns,
      ]
    },
  )
}

/** One column: it turns by finger, wheel or mouse, and a tap on a row chooses that row. */
function drawColumn(labels: string[], place: number, turned: (place: number) => void): HTMLElement {
  let current = place
  const rows = labels.map((label, index) => {
    const row = make('div', 'phone-picker-row', label)
    row.setAttribute('role', 'option')
    row.addEventListener('click', () => settle(index, true))
    return row
  })
  const column = make('div', 'phone-picker-column', ...rows)
  column.setAttribute('role', 'listbox')
  column.dataset.labels = labels.join('\n')
  const rowHeight = () => rows[0]?.offsetHeight || 1
  const mark = () => {
    for (const [index, row] of rows.entries()) row.setAttribute('aria-selected', String(index === current))
  }
  const settle = (index: number, scroll: boolean) => {
    if (scroll) column.scrollTo({ top: index * rowHeight(), behavior: 'instant' })
    if (index === current) return
    current = index
    mark()
    turned(index)
  }
  column.addEventListener('placed', () =>
    column.scrollTo({ top: current * rowHeight(), behavior: 'instant' }),
  )
  column.addEventListener('scrollend', () => settle(Math.round(column.scrollTop / rowHeight()), false))
  mark()
  return column
}
