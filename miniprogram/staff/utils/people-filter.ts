/** What a filter sheet chose among people, as actions ask for it. */
import type { BodyName } from '../../contract/organisations'

type Chosen = Readonly<Record<string, string>>

/** A table such as `{ alumnus: '校友' }` as options. */
export const optionsOf = (table: Readonly<Record<string, string>>) =>
  Object.entries(table).map(([value, label]) => ({ value, label }))

/** The colleges that a reviewer may choose among; of a single one there is nothing to choose. */
export const collegeGroups = (colleges: readonly BodyName[]) =>
  colleges.length < 2
    ? []
    : [
        {
          key: 'collegeId',
          label: '学院',
          options: colleges.map(({ bodyId, name }) => ({ value: bodyId, label: name })),
        },
      ]

/** College and years of entry; what was not chosen is left out. */
export const studiesAsked = ({ collegeId, from, to }: Chosen) => ({
  ...(collegeId ? { collegeId } : {}),
  ...(from ? { entryYearFrom: Number(from) } : {}),
  ...(to ? { entryYearTo: Number(to) } : {}),
})

/** How many things were chosen; a span of years is one. */
export function chosenCount({ from, to, ...others }: Chosen): number {
  const asksYears = Boolean(from) || Boolean(to)
  return Object.values(others).filter((value) => value !== '').length + (asksYears ? 1 : 0)
}
