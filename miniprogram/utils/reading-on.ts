/** Reading on where a list ends, alike on every page whose view holds rows, where the next page begins, and how it goes. */
import { joining } from './long-list'

export interface PagedView {
  readonly state: string
  /** Where the next page begins; empty at the end. */
  readonly next?: string
  readonly more?: 'idle' | 'loading' | 'failed'
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
