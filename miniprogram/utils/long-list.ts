/**
 * Keeps a list of any length light: only the rows around the screen stand on the page, and blank space as high as the
 * others. A page calls `keepLight` as it scrolls; its template takes the rows and the space from long-list.wxs.
 */

/** Rows come and go by so many; an even number, so that what stands in two columns stays there. */
export const partRows = 10

/** Which rows stand on the page, and how high those above and below them are, in px. With none below, the last is there. */
export interface Shown {
  readonly from: number
  readonly to: number
  readonly above: number
  readonly below: number
}

/** The rows on the page as they were found there, in px below the beginning of the page. */
export interface Found {
  readonly tops: readonly number[]
  readonly end: number
}

/**
 * What is to be set so that rows join a list; those that are there are not sent again. An empty list is set as a whole:
 * setting a place of it would also fill whatever other list shares that empty one.
 */
export const joining = (list: string, length: number, rows: readonly unknown[]): Record<string, unknown> =>
  length === 0
    ? { [list]: rows }
    : Object.fromEntries(rows.map((row, at) => [`${list}[${length + at}]`, row]))

/** @param heights of the parts of a list known so far, from the first on @returns them, with those on the page as they are now */
export function measured(heights: readonly number[], from: number, { tops, end }: Found): readonly number[] {
  const starts = tops.filter((_top, at) => at % partRows === 0)
  const now = starts.map((start, at) => (starts[at + 1] ?? end) - start)
  const first = from / partRows
  return [...heights.slice(0, first), ...now, ...heights.slice(first + now.length)]
}

/** Which rows reach into a stretch of the list. @param top where it begins, in px below the list's beginning */
export function shownAt(heights: readonly number[], top: number, bottom: number): Shown {
  const ends: number[] = []
  for (const height of heights) ends.push((ends[ends.length - 1] ?? 0) + height)
  const last = Math.max(0, ends.length - 1)
  const found = ends.findIndex((end) => end > top)
  const first = found < 0 ? last : found
  const enough = ends.findIndex((end, at) => at >= first && end >= bottom)
  const final = enough < 0 ? last : enough
  return {
    from: first * partRows,
    to: (final + 1) * partRows,
    above: ends[first - 1] ?? 0,
    below: (ends[last] ?? 0) - (ends[final] ?? 0),
  }
}

/** A page with a list. */
interface LongPage {
  readonly data: object
  setData(data: Record<string, unknown>, callback?: () => void): void
}

/** What is known of the list on a page. */
interface Known {
  heights: readonly number[]
  /** How many rows the heights are of. */
  rows: number
  /** Where the list begins, below the beginning of the page. */
  listTop: number
  scrollTop: number
  screenHeight: number
  isMoving: boolean
}

const knownOf = new WeakMap<object, Known>()

const isSame = (one: Shown | undefined, other: Shown) =>
  one?.from === other.from && one.above === other.above && one.to === other.to && one.below === other.below

/** The list at a path such as `view.rows`, and what of it is shown: nothing in particular while it is new. */
function listAt(
  data: object,
  path: readonly string[],
): { rows: readonly unknown[]; shown: Shown | undefined } {
  const inside = (within: unknown, name: string) => (within as Record<string, unknown> | undefined)?.[name]
  const holder = path.slice(0, -1).reduce<unknown>(inside, data)
  const rows = inside(holder, path[path.length - 1] ?? '')
  return { rows: Array.isArray(rows) ? rows : [], shown: inside(holder, 'shown') as Shown | undefined }
}

/**
 * To be called whenever the page scrolls. Sets `shown` beside the list; whatever replaces the list leaves it out, and
 * begins anew.
 * @param list such as `view.rows`
 */
export async function keepLight(page: LongPage, list: string, scrollTop: number): Promise<void> {
  const start = { heights: [], rows: 0, listTop: 0, screenHeight: 0, isMoving: false }
  const known: Known = knownOf.get(page) ?? { ...start, scrollTop }
  knownOf.set(page, known)
  known.scrollTop = scrollTop
  if (known.isMoving) return
  known.isMoving = true
  try {
    let hasMoved: boolean
    let at: number
    do {
      at = known.scrollTop
      hasMoved = await move(page, list.split('.'), known)
      // The page may have been scrolled on meanwhile.
    } while (hasMoved || known.scrollTop !== at)
  } finally {
    known.isMoving = false
  }
}

/** Shows what should be shown now. @returns whether there may be more to do */
async function move(page: LongPage, path: readonly string[], known: Known): Promise<boolean> {
  const { rows, shown: before } = listAt(page.data, path)
  const shown = before && before.from < rows.length ? before : undefined
  const reachesEnd = shown === undefined || shown.below === 0
  const isKnown = shown !== undefined && (!reachesEnd || known.rows === rows.length)
  if (isKnown && isSame(shown, stretchOf(known))) return false

  const found = await measure(page, shown?.below ?? 0)
  // Another list may stand here by now.
  if (!found || listAt(page.data, path).rows !== rows) return false
  const heights = measured(shown ? known.heights : [], shown?.from ?? 0, found)
  known.heights = heights.slice(0, Math.ceil(rows.length / partRows))
  known.listTop = found.listTop
  known.screenHeight = found.screenHeight
  if (reachesEnd) known.rows = rows.length
  const next = stretchOf(known)
  if (isSame(before, next)) return false
  const place = [...path.slice(0, -1), 'shown'].join('.')
  await new Promise<void>((resolve) => page.setData({ [place]: next }, resolve))
  return true
}

/** The screen, with half of it above and below, so that a thumb finds rows where it goes. */
function stretchOf({ heights, listTop, scrollTop, screenHeight }: Known): Shown {
  const top = scrollTop - listTop
  return shownAt(heights, top - screenHeight / 2, top + screenHeight * 1.5)
}

/** @param below how high the space below the rows is @returns nothing while there are no rows to be seen */
function measure(
  page: LongPage,
  below: number,
): Promise<(Found & Pick<Known, 'listTop' | 'screenHeight'>) | undefined> {
  return new Promise((resolve) =>
    wx
      .createSelectorQuery()
      .in(page as WechatMiniprogram.Page.TrivialInstance)
      .selectViewport()
      .fields({ size: true, scrollOffset: true })
      .select('.long-list')
      .boundingClientRect()
      .selectAll('.long-row')
      .boundingClientRect()
      .exec(([viewport, list, rows]) => {
        if (!list?.height || rows.length === 0) return resolve(undefined)
        const listTop = list.top + viewport.scrollTop
        resolve({
          tops: rows.map(({ top }: { top: number }) => top + viewport.scrollTop),
          end: listTop + list.height - below,
          listTop,
          screenHeight: viewport.height,
        })
      }),
  )
}
