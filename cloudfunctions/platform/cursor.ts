/** Paging that neither skips nor repeats when rows are added meanwhile: by time, then by id. */
import { command, type Query } from './cloud'

/** No page is longer. */
export const pageSize = 20

/** The opaque mark of the last row shown. */
export const cursorOf = (at: Date, id: string): string => `${at.getTime().toString(36)}_${id}`

function read(cursor: string | undefined): { at: Date; id: string } | undefined {
  const match = /^([0-9a-z]{1,11})_(.+)$/.exec(cursor ?? '')
  if (!match) return undefined
  return { at: new Date(Number.parseInt(match[1] ?? '', 36)), id: match[2] ?? '' }
}

/** The rows of `query` that come after the cursor, in the direction of `field`; a garbled cursor starts anew. */
export function afterCursor(
  query: Query,
  field: string,
  direction: 'asc' | 'desc',
  cursor: string | undefined,
): Query {
  const last = read(cursor)
  if (!last) return query
  const beyond = direction === 'asc' ? command.gt : command.lt
  return command.and([
    query,
    command.or([{ [field]: beyond(last.at) }, { [field]: last.at, _id: beyond(last.id) }]),
  ]) as unknown as Query
}

/** Splits what was found with one row too many into a page and the cursor of the next. */
export function page<Row extends { readonly _id: string }>(
  rows: readonly Row[],
  at: (row: Row) => Date,
  size = pageSize,
): { rows: readonly Row[]; next: string | undefined } {
  const shown = rows.slice(0, size)
  const last = shown.at(-1)
  return { rows: shown, next: rows.length > size && last ? cursorOf(at(last), last._id) : undefined }
}
