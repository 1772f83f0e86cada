/** However long a list is and wherever one stands in it, few rows are on the page, and nothing jumps. */
import fc from 'fast-check'
import { measured, placeOf, stepRows } from '../../../../miniprogram/components/long-list/window'

const screenHeight = 844

/** Scrolls to a place and lets the list settle, as the component does. */
function settled(heights: readonly number[], total: number, top: number, rowHeight: number) {
  let known = heights
  let place = placeOf(known, total, top, screenHeight)
  for (let turn = 0; turn < 5000; turn++) {
    known = measured(known, place, total, (place.to - place.from) * rowHeight)
    const next = placeOf(known, total, top, screenHeight)
    if (next.from === place.from && next.to === place.to) return { known, place: next }
    place = next
  }
  throw new Error('the list never settles')
}

it('shows the first step before anything is known', () => {
  expect(placeOf([], 10_000, 0, screenHeight)).toEqual({ from: 0, to: stepRows, above: 0, below: 0 })
})

it('shows all of a short list', () => {
  expect(settled([], 3, 0, 80).place).toEqual({ from: 0, to: 3, above: 0, below: 0 })
})

it('takes up what came behind a last step that was not full', () => {
  const { known } = settled([], 13, 0, 80)
  expect(settled(known, 20, 0, 80).known).toEqual([800, 800])
})

it('holds at 10,000 rows: few of them stand there, the screen is full, and what is above keeps its height', () => {
  const total = 10_000
  fc.assert(
    fc.property(
      fc.integer({ min: 56, max: 300 }),
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 5 }),
      (rowHeight, jumps) => {
        let known: readonly number[] = Array.from({ length: 1000 }, () => rowHeight * stepRows)
        for (const jump of jumps) {
          const top = -Math.floor(jump * (total * rowHeight - screenHeight))
          const { place, ...found } = settled(known, total, top, rowHeight)
          known = found.known
          expect(place.to - place.from).toBeLessThanOrEqual(60)
          expect(place.above).toBe(place.from * rowHeight)
          expect(place.above + top).toBeLessThanOrEqual(0)
          expect(place.to * rowHeight + top).toBeGreaterThanOrEqual(
            Math.min(screenHeight, total * rowHeight + top),
          )
        }
      },
    ),
  )
})
