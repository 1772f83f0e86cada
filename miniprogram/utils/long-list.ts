/** What a page with a long list needs beside the component long-list. */

export interface Shown {
  /** The first row that stands on the page, and the one after the last. */
  readonly from: number
  readonly to: number
}

/** A part of the page's data: the rows that stand on it. */
export interface LongList {
  shown: Shown
}

/** What to say before the list has said what it wants. */
export const firstRows: Shown = { from: 0, to: 10 }

interface LongListPage {
  setData(data: LongList): void
}

/** The handler of the component's `move`. */
export function onMove(this: LongListPage, { detail }: WechatMiniprogram.CustomEvent<Shown>): void {
  this.setData({ shown: { from: detail.from, to: detail.to } })
}
