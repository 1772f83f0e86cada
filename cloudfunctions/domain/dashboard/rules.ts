/** Which counts may be told, in which order. Pure. */
import { type Cell, fewestPerCell } from '../../../miniprogram/contract/dashboard'

const cellsShown = 20

/**
 * Small cells are not shown. Those left out are told together only where they are two at least and not few themselves:
 * otherwise, as the sum is known, the next smallest is left out with them.
 * @param order by people, the most first; or by label
 */
export function tellable(
  counts: readonly Cell[],
  order: 'people' | 'label',
): { readonly cells: readonly Cell[]; readonly others: number } {
  const most = [...counts].filter(({ people }) => people > 0).sort((one, other) => other.people - one.people)
  const shown = most.filter(({ people }, place) => people >= fewestPerCell && place < cellsShown)
  const hidden = most.slice(shown.length)
  const sumOf = (cells: readonly Cell[]) => cells.reduce((sum, { people }) => sum + people, 0)
  while (hidden.length > 0 && sumOf(hidden) < fewestPerCell && shown.length > 0) {
    const next = shown.pop()
    if (next) hidden.unshift(next)
  }
  const cells =
    order === 'people' ? shown : [...shown].sort((one, other) => (one.label < other.label ? -1 : 1))
  const others = sumOf(hidden)
  return { cells, others: others >= fewestPerCell ? others : 0 }
}

/** Cells that go under one name, as one. */
export function together(cells: readonly Cell[], nameOf: (label: string) => string): Cell[] {
  const sums = new Map<string, number>()
  for (const { label, people } of cells) sums.set(nameOf(label), (sums.get(nameOf(label)) ?? 0) + people)
  return [...sums].map(([label, people]) => ({ label, people }))
}

/** The years of a decade together: a single year of a small college would be a small cell. */
export const byDecade = (years: readonly Cell[]): Cell[] =>
  together(years, (year) => `${year.slice(0, 3)}0 年代`)
