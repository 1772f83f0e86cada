/** A list is read on once at a time; what belongs to another list is dropped, and what failed can be asked for again. */
import { type PagedView, readAnew, readOn } from '../../../miniprogram/utils/reading-on'

interface View extends PagedView {
  readonly rows: readonly string[]
}

class FakePage {
  data: { view: View } = { view: { state: 'ready', rows: ['甲'], next: 'second', more: 'idle' } }

  setData(changes: Record<string, unknown>) {
    for (const [path, value] of Object.entries(changes)) {
      const row = /rows\[(\d+)\]/.exec(path)
      const rows = [...this.data.view.rows]
      if (row) rows[Number(row[1])] = value as string
      this.data.view = { ...this.data.view, rows, ...(row ? {} : { [path.replace('view.', '')]: value }) }
    }
  }
}

let page: FakePage
let asked: string[]
beforeEach(() => {
  page = new FakePage()
  asked = []
})

const read = async (after: string) => {
  asked.push(after)
  return { rows: ['乙', '丙'] }
}
const go = (how: Parameters<typeof readOn>[3] = read) => readOn(page, 'rows', page.data.view.rows.length, how)

test('rows join those that are there, and the end is known', async () => {
  await go()
  expect(asked).toEqual(['second'])
  expect(page.data.view).toEqual({ state: 'ready', rows: ['甲', '乙', '丙'], next: '', more: 'idle' })
  await go()
  expect(asked).toEqual(['second'])
})

test('reaching the end twice asks once', async () => {
  await Promise.all([go(), go()])
  expect(asked).toEqual(['second'])
  expect(page.data.view.rows).toEqual(['甲', '乙', '丙'])
})

test('nothing is asked while the list is not there', async () => {
  page.data.view = { state: 'loading', rows: [], next: 'second' }
  await go()
  expect(asked).toEqual([])
})

test('what arrives after the list was read anew is dropped', async () => {
  await go(async () => {
    page.data.view = { state: 'ready', rows: ['新'], next: 'other', more: 'idle' }
    return { rows: ['旧'], next: 'third' }
  })
  expect(page.data.view).toEqual({ state: 'ready', rows: ['新'], next: 'other', more: 'idle' })
})

test('what failed is said, keeps what is there, and is asked for again', async () => {
  const warn = jest.spyOn(console, 'warn').mockImplementation(() => {})
  await go(() => Promise.reject(new Error('no network')))
  warn.mockRestore()
  expect(page.data.view).toEqual({ state: 'ready', rows: ['甲'], next: 'second', more: 'failed' })
  await go()
  expect(page.data.view.rows).toEqual(['甲', '乙', '丙'])
})

describe('a list read anew', () => {
  const pages: Readonly<Record<string, { rows: readonly string[]; next?: string; total: number }>> = {
    '': { rows: ['甲', '乙'], next: 'second', total: 5 },
    second: { rows: ['丙', '丁'], next: 'third', total: 5 },
    third: { rows: ['戊'], total: 5 },
  }
  const anew = (view: object) =>
    readAnew(
      { data: { view } },
      'rows',
      async (after = '') => {
        asked.push(after)
        const found = pages[after]
        if (!found) throw new Error(`no page ${after}`)
        return found
      },
      ({ rows }) => rows,
    )

  test.each([
    ['is its first page while nothing was read', { state: 'loading' }, [''], ['甲', '乙'], 'second'],
    [
      'is its first page when no more was read',
      { state: 'ready', rows: ['甲'] },
      [''],
      ['甲', '乙'],
      'second',
    ],
    [
      'is as long as it was read',
      { state: 'ready', rows: ['甲', '子', '乙'] },
      ['', 'second'],
      ['甲', '乙', '丙', '丁'],
      'third',
    ],
    [
      'ends where it ends by now',
      { state: 'ready', rows: Array(9).fill('子') },
      ['', 'second', 'third'],
      ['甲', '乙', '丙', '丁', '戊'],
      '',
    ],
  ])('%s', async (_what, view, pagesAsked, rows, next) => {
    const { first, list } = await anew(view)
    expect(asked).toEqual(pagesAsked)
    expect(list).toEqual({ rows, next, more: 'idle' })
    expect(first.total).toBe(5)
  })

  test('stands on the page where it stood', async () => {
    const shown = { from: 10, to: 30, above: 900, below: 0 }
    expect((await anew({ state: 'ready', rows: ['甲'], shown })).list.shown).toBe(shown)
  })
})
