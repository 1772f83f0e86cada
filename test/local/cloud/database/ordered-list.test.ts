import * as fastCheck from 'fast-check'
import { OrderedList } from '../../../../local/cloud/database/ordered-list'

const ascending = (left: number, right: number) => left - right

test('whatever is added and removed, each stretch is in order, both ways', () => {
  const anyNumber = fastCheck.nat(3_000)
  const many = fastCheck.uniqueArray(anyNumber, { maxLength: 3_000, size: 'max' })
  fastCheck.assert(
    fastCheck.property(
      ...([many, many, many, anyNumber, anyNumber] as const),
      (given, added, removed, low, high) => {
        const list = new OrderedList(ascending, given.sort(ascending))
        const held = new Set(given)
        for (const item of added) if (!held.has(item)) list.add(item)
        for (const item of added) held.add(item)
        for (const item of removed) list.remove(item)
        for (const item of removed) held.delete(item)
        const sideOf = (item: number) => (item < low ? -1 : item > high ? 1 : 0)
        const expected = [...held].filter((item) => sideOf(item) === 0).sort(ascending)
        if (low <= high) {
          expect([...list.stretch(sideOf)]).toEqual(expected)
          expect([...list.stretch(sideOf, true)]).toEqual(expected.reverse())
        }
        expect([...list.stretch(() => 0)]).toEqual([...held].sort(ascending))
      },
    ),
    // Thousands of items are worth no search for the smallest failure.
    { numRuns: 40, endOnFailure: true },
  )
})
