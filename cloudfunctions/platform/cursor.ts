/** Paging that neither skips nor repeats when rows are added meanwhile: by time or text, then by id. */
import { command, type Query } from './cloud'

/** As many rows as a list shows at once. */
export const pageSize = 20

/** No reply holds more rows of a list. */
export const rowsAtMost = 50

/** What rows are ordered by: a moment, a text or a whole number. */
type Place = Date | string | number

/** The opaque mark of the last row shown. */
export function cursorOf(at: Place, id: string): string {
  if (typeof at === 'string') return `~${Buffer.from(at).toString('hex')}_${id}`
  return typeof at === 'number' ? `.${at}_${id}` : `${at.getTime().toString(36)}_${id}`
}

function read(cursor: string | undefined): { at: Place; id: string } | undefined {
  const match = /^(?:~([0-9a-f]*)|\.(-?\d{1,15})|([0-9a-z]{1,11}))_(.+)$/.exec(cursor ?? '')
  if (!match) return undefined
  const [, text, number, moment = '', id = ''] = match
  if (text !== undefined) return { at: Buffer.from(text, 'hex').toString(), id }
  return { at: number === undefined ? new Date(Number.parseInt(moment, 36)) : Number(number), id }
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
  const [from, beyond] =
    direction === 'asc' ? [command.gte, command.gt] : ([command.lte, command.lt] as const)
  return command.and([
    query,
    // An index begins at the place; what is left to pass over there has the same one.
    { [field]: from(last.at) },
    command.or([{ [field]: beyond(last.at) }, { _id: beyond(last.id) }]),
  ]) as unknown as Query
}

/** Splits what was found with one row too many into a page and the cursor of the next. */
export function page<Row extends { readonly _id: string }>(
  rows: readonly Row[],
  at: (row: Row) => Place,
  size = pageSize,
): { rows: readonly Row[]; next: string | undefined } {
  const shown = rows.slice(0, size)
  const last = shown.at(-1)
  return { rows: shown, next: rows.length > size && last ? cursorOf(at(last), last._id) : undefined }
}

/** The page behind the cursor of rows that were read as a whole. */
function pageOfAll<Row extends { readonly _id: string }>(
  rows: readonly Row[],
  at: (row: Row) => Place,
  compare: (one: Place, other: Place) => number,
  cursor: string | undefined,
  size: number,
): { rows: readonly Row[]; next: string | undefined } {
  const order = (one: { at: Place; id: string }, other: { at: Place; id: string }) =>
    compare(one.at, other.at) || (one.id === other.id ? 0 : one.id < other.id ? -1 : 1)
  const placeOf = (row: Row) => ({ at: at(row), id: row._id })
  const last = read(cursor)
  const left = rows.filter((row) => !last || order(placeOf(row), last) > 0)
  return page(
    left.sort((one, other) => order(placeOf(one), placeOf(other))),
    at,
    size,
  )
}

/** In the order of time. */
export const pageByTime = <Row extends { readonly _id: string }>(
  rows: readonly Row[],
  at: (row: Row) => Date,
  cursor: string | undefined,
) => pageOfAll(rows, at, (one, other) => Number(one) - Number(other), cursor, pageSize)

/** The latest first. */
export const pageLatestFirst: typeof pageByTime = (rows, at, cursor) =>
  pageOfAll(rows, at, (one, other) => Number(other) - Number(one), cursor, pageSize)

/** In the order of their words, as people read them. */
export const pageByWords = <Row extends { readonly _id: string }>(
  rows: readonly Row[],
  wordsOf: (row: Row) => string,
  cursor: string | undefined,
  size = rowsAtMost,
) => pageOfAll(rows, wordsOf, (one, other) => String(one).localeCompare(String(other), 'zh-CN'), cursor, size)
