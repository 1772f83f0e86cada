/** What a choice-sheet offers when there is more to choose from than it shows: the rest is sought by what is typed. */
import { failureOf } from '../utils/failure'

export interface Choice {
  readonly value: string
  readonly label: string
  readonly note?: string
  readonly group?: string
}

/** The choices, whether others may be sought by their names, and what stands there while there are none. */
export interface Offered {
  readonly options: readonly Choice[]
  readonly seeks: boolean
  readonly message: string
}

export const nothingOffered: Offered = { options: [], seeks: false, message: '' }

export interface OfferingPage {
  readonly data: { readonly offered: Offered }
  setData(data: { offered: Offered }): void
}

interface Found {
  readonly options: readonly Choice[]
  /** Whether there are others, whom only their name finds. */
  readonly hasMore: boolean
  /** What stands there instead when there are no options. */
  readonly nothing: string
}

const latest = new WeakMap<object, object>()

/**
 * Fills the page's `offered` with what is read for the words.
 * @param typed into the sheet; left out when it opens
 */
export async function offer(
  page: OfferingPage,
  typed: string | undefined,
  read: (words: string) => Promise<Found>,
): Promise<void> {
  const before = typed === undefined ? nothingOffered : page.data.offered
  const asked = {}
  latest.set(page, asked)
  page.setData({ offered: { ...before, message: '正在读取…' } })
  const show = (shown: Offered) => {
    // Something else may have been typed before the answer comes.
    if (latest.get(page) === asked) page.setData({ offered: shown })
  }
  try {
    const { options, hasMore, nothing } = await read((typed ?? '').trim())
    show({ options, seeks: hasMore || before.seeks, message: nothing })
  } catch (error) {
    show({ options: [], seeks: before.seeks, message: failureOf(error).message })
  }
}
