/** A long list is light wherever one scrolls to, shows what it should, and never jumps. */
import fc from 'fast-check'
import { joining, keepLight, measured, type Shown, shownAt } from '../../../miniprogram/utils/long-list'

test('rows that join are set by their places, so that the others are not sent again', () => {
  expect(joining('view.rows', 40, ['甲', '乙'])).toEqual({ 'view.rows[40]': '甲', 'view.rows[41]': '乙' })
})

test('rows that join an empty list are set as a whole, so that no other empty list is filled with them', () => {
  expect(joining('view.rows', 0, ['甲', '乙'])).toEqual({ 'view.rows': ['甲', '乙'] })
})

describe('which rows stand on the page', () => {
  const heights = [500, 500, 400, 500, 100]

  test.each([
    ['at the beginning', -200, 900, { from: 0, to: 20, above: 0, below: 1000 }],
    ['on the edge of a part, which is not needed yet', 0, 500, { from: 0, to: 10, above: 0, below: 1500 }],
    ['in the middle', 1100, 1300, { from: 20, to: 30, above: 1000, below: 600 }],
    ['across two parts', 1300, 1500, { from: 20, to: 40, above: 1000, below: 100 }],
    ['at the end, where rows may still join', 1900, 2600, { from: 40, to: 50, above: 1900, below: 0 }],
    ['far below the end', 9000, 9900, { from: 40, to: 50, above: 1900, below: 0 }],
    ['far above the beginning', -900, -100, { from: 0, to: 10, above: 0, below: 1500 }],
  ])('%s', (_where, top, bottom, shown) => {
    expect(shownAt(heights, top, bottom)).toEqual(shown)
  })

  test('nothing is kept away while nothing is known', () => {
    expect(shownAt([], 0, 900)).toEqual({ from: 0, to: 10, above: 0, below: 0 })
  })
})

test('parts on the page are measured by where their rows begin; the others stay as they were', () => {
  const tops = Array.from({ length: 23 }, (_row, at) => 1000 + at * 50)
  expect(measured([500, 1, 2, 3, 600], 10, { tops, end: 2200 })).toEqual([500, 500, 500, 200, 600])
})

/** A page of rows of these heights, laid out as WeChat does, and asked as WeChat is asked. */
class FakePage {
  readonly data: { view: { rows: number[]; shown?: Shown } } = { view: { rows: [] } }
  mostRows = 0

  constructor(
    private readonly listTop: number,
    readonly screenHeight: number,
  ) {}

  scrollTop = 0

  setData(changes: Record<string, unknown>, callback?: () => void) {
    for (const [path, value] of Object.entries(changes)) {
      const row = /rows\[(\d+)\]/.exec(path)
      if (row) this.data.view.rows[Number(row[1])] = value as number
      else if (path === 'view.rows') this.data.view.rows = [...(value as number[])]
      else this.data.view.shown = value as Shown
    }
    this.mostRows = Math.max(this.mostRows, this.onPage.length)
    setImmediate(() => callback?.())
  }

  get first(): number {
    return this.data.view.shown?.from ?? 0
  }

  get onPage(): readonly number[] {
    const { rows, shown } = this.data.view
    return rows.slice(this.first, shown && shown.below > 0 ? shown.to : rows.length)
  }

  /** Where rows begin, as the page is laid out now. */
  get tops(): readonly number[] {
    let top = this.listTop + (this.data.view.shown?.above ?? 0)
    return this.onPage.map((height) => {
      top += height
      return top - height
    })
  }

  get height(): number {
    const { above = 0, below = 0 } = this.data.view.shown ?? {}
    return above + this.onPage.reduce((sum, height) => sum + height, 0) + below
  }

  /** What wx.createSelectorQuery().…exec() answers. */
  answer(callback: (answers: readonly unknown[]) => void) {
    setImmediate(() => {
      const { scrollTop, screenHeight: height } = this
      const list = { top: this.listTop - scrollTop, height: this.height }
      callback([{ scrollTop, height }, list, this.tops.map((top) => ({ top: top - scrollTop }))])
    })
  }

  query(): object {
    const query: Record<string, unknown> = {}
    for (const name of [
      'in',
      'selectViewport',
      'fields',
      'select',
      'selectAll',
      'boundingClientRect',
    ] as const)
      query[name] = () => query
    query.exec = (callback: (answers: readonly unknown[]) => void) => this.answer(callback)
    return query
  }
}

const lists = fc.record({
  listTop: fc.integer({ min: 0, max: 600 }),
  heights: fc.array(fc.integer({ min: 60, max: 240 }), { minLength: 30, maxLength: 400 }),
  /** How far one scrolls, down or up; beyond the end one reads on. */
  steps: fc.array(fc.integer({ min: -9000, max: 12_000 }), { minLength: 5, maxLength: 40 }),
})

test('wherever one scrolls, what is to be seen is there, in its place, and little else', async () => {
  await fc.assert(
    fc.asyncProperty(lists, async ({ listTop, heights, steps }) => {
      const page = new FakePage(listTop, 800)
      Object.assign(globalThis, { wx: { createSelectorQuery: () => page.query() } })
      const readOn = () => {
        const { length } = page.data.view.rows
        page.setData(joining('view.rows', length, heights.slice(length, length + 20)))
      }
      const topOf = (row: number) => listTop + heights.slice(0, row).reduce((sum, height) => sum + height, 0)
      readOn()
      for (const step of steps) {
        const end = listTop + page.height - page.screenHeight
        const isBeyond = page.scrollTop + step >= end
        page.scrollTop = Math.max(0, Math.min(end, page.scrollTop + step))
        // Some events come while the last one is still worked on.
        void keepLight(page, 'view.rows', page.scrollTop / 2)
        await keepLight(page, 'view.rows', page.scrollTop)
        for (let turn = 0; turn < 12; turn++) await new Promise(setImmediate)

        expect(page.tops[0]).toBeCloseTo(topOf(page.first))
        expect(page.height).toBeCloseTo(topOf(page.data.view.rows.length) - listTop)
        const seenFrom = Math.max(page.scrollTop, listTop)
        const seenTo = Math.min(page.scrollTop + page.screenHeight, listTop + page.height)
        expect(page.tops[0]).toBeLessThanOrEqual(seenFrom)
        expect((page.tops.at(-1) ?? 0) + (page.onPage.at(-1) ?? 0)).toBeGreaterThanOrEqual(seenTo - 0.001)
        if (isBeyond) readOn()
      }
      // Two screens of the lowest rows, the parts that reach into them, and a page that was just read.
      expect(page.mostRows).toBeLessThanOrEqual(1600 / 60 + 20 + 20 + 10)
    }),
    { numRuns: 30 },
  )
})

test('a list that takes the place of another begins anew', async () => {
  const page = new FakePage(100, 800)
  Object.assign(globalThis, { wx: { createSelectorQuery: () => page.query() } })
  page.setData(joining('view.rows', 0, Array(200).fill(100)))
  page.scrollTop = 15_000
  await keepLight(page, 'view.rows', 15_000)
  expect(page.first).toBe(140)

  Object.assign(page.data, { view: { rows: Array(60).fill(80) } })
  page.scrollTop = 0
  await keepLight(page, 'view.rows', 0)
  expect(page.data.view.shown).toEqual({ from: 0, to: 20, above: 0, below: 3200 })
})
