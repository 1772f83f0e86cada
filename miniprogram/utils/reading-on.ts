/** Reading on where a list ends, alike on every page whose view holds rows, where the next page begins, and how it goes. */
import type { Failure } from './failure'
import { joining, type Shown } from './long-list'

export interface PagedView {
  readonly state: string
  /** Where the next page begins; empty at the end. */
  readonly next?: string
  readonly more?: 'idle' | 'loading' | 'failed'
}

/** A list under tabs: while it is read, when there is nothing in it, as it is, or why it is not there. */
export type ListView<Row> =
  | { readonly state: 'loading' }
  | { readonly state: 'empty'; readonly title: string }
  | (Required<PagedView> & {
      readonly state: 'ready'
      readonly rows: readonly Row[]
      readonly offline: boolean
    })
  | Failure

/** A list as it was read anew: what the first page said besides, and the rows as far as they were read. */
export interface ReadAnew<Found, Row> {
  readonly first: Found
  readonly list: {
    readonly rows: readonly Row[]
    readonly next: string
    readonly more: 'idle'
    /** Which of the rows stand on the page, as before. */
    readonly shown?: Shown
  }
}

/**
 * Reads a list from its beginning as far as it was read before: whoever comes back to it finds it where they left it.
 * @param list the rows' name in the view
 */
export async function readAnew<Found extends { readonly next?: string | undefined }, Row>(
  page: { readonly data: { readonly view: object } },
  list: string,
  read: (after: string | undefined) => Promise<Found>,
  rowsOf: (found: Found) => readonly Row[],
): Promise<ReadAnew<Found, Row>> {
  const before = page.data.view as Readonly<Record<string, unknown>> & { readonly shown?: Shown }
  const known = before[list]
  const length = Array.isArray(known) ? known.length : 0
  const first = await read(undefined)
  const rows = [...rowsOf(first)]
  let { next } = first
  while (next !== undefined && rows.length < length) {
    const found = await read(next)
    rows.push(...rowsOf(found))
    next = found.next
  }
  return {
    first,
    list: { rows, next: next ?? '', more: 'idle', ...(before.shown && { shown: before.shown }) },
  }
}

interface PagedPage {
  readonly data: { readonly view: PagedView }
  setData(data: Record<string, unknown>): void
}

interface Part {
  readonly rows: readonly unknown[]
  readonly next?: string | undefined
}

/**
 * Reads one more page, unless there is none, or one is being read. What arrives after the list was read anew is dropped;
 * what fails can be tapped again.
 * @param list the rows' name in the view
 * @param length how many of them there are
 * @param read asks for the page that begins at `after`
 */
export async function readOn(
  page: PagedPage,
  list: string,
  length: number,
  read: (after: string) => Promise<Part>,
): Promise<void> {
  const { state, next: after = '', more } = page.data.view
  if (state !== 'ready' || after === '' || more === 'loading') return
  page.setData({ 'view.more': 'loading' })
  const isStale = () => page.data.view.state !== 'ready' || page.data.view.next !== after
  try {
    const { rows, next = '' } = await read(after)
    if (isStale()) return
    page.setData({ ...joining(`view.${list}`, length, rows), 'view.next': next, 'view.more': 'idle' })
  } catch (error) {
    console.warn('reading on', error)
    if (!isStale()) page.setData({ 'view.more': 'failed' })
  }
}
