/** What a page with a long list needs beside the component long-list. */
import type { Shown } from '../components/long-list/window'

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

/** Data to set so that rows stand behind those that are there, without setting these again. */
export const behind = <Row>(path: string, length: number, rows: readonly Row[]): Record<string, Row> =>
  Object.fromEntries(rows.map((row, at) => [`${path}[${length + at}]`, row]))
