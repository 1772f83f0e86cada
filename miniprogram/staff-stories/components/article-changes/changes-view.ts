/** What a version of an article changes, as staff read it: each place by its name, taken words and new ones marked. */
import { type BlockKind, blockKinds, type ShownCover } from '../../../contract/event-content'
import type { ArticleChanges, BlockChange, ChangedField, Piece } from '../../../contract/news-editing'
import { formatDate, formatMoment } from '../../../utils/date'

export interface CoverView {
  readonly src: string
  readonly isDrawn: boolean
}

export interface BlockRow {
  /** What happened to it; empty for those that stayed the same. */
  readonly chip: string
  readonly tone: 'success' | 'danger' | 'warning' | 'neutral'
  readonly label: string
  readonly pieces: readonly Piece[]
  readonly url: string
  /** The same for whoever has it read aloud. */
  readonly words: string
}

export interface ChangesView {
  readonly heading: string
  /** How many places differ. */
  readonly count: number
  readonly isAgainstShown: boolean
  readonly fields: readonly {
    readonly label: string
    readonly pieces: readonly Piece[]
    readonly words: string
  }[]
  readonly covers: readonly CoverView[]
  readonly rows: readonly BlockRow[]
}

const fieldLabels: Readonly<Record<ChangedField, string>> = {
  title: '标题',
  summary: '摘要',
  category: '栏目',
  author: '作者',
  photographer: '摄影',
  happenedAt: '事件日期',
  event: '相关活动',
  project: '相关项目',
}

const marks = {
  added: { chip: '新增', tone: 'success' },
  taken: { chip: '删去', tone: 'danger' },
  changed: { chip: '修改', tone: 'warning' },
  moved: { chip: '移到这里', tone: 'neutral' },
} as const

const readAloud = { same: '', added: '新增', taken: '删去' } as const

/** `删去“三百”，新增“三千”`; words that stayed are not read. */
const spoken = (pieces: readonly Piece[]): string =>
  pieces
    .filter(({ mark }) => mark !== 'same')
    .map(({ mark, words }) => `${readAloud[mark]}“${words}”`)
    .join('，')

export const coverView = (cover: ShownCover): CoverView => ({
  src: cover.kind === 'picture' ? cover.url : `/assets/art/${cover.art}.svg`,
  isDrawn: cover.kind === 'art',
})

/** A day of the calendar as people say it. */
const inDays = (piece: Piece, nowMs: number): Piece => ({ ...piece, words: formatDate(piece.words, nowMs) })

const labelOf = (kind: BlockKind): string => (kind === 'text' ? '段落' : blockKinds[kind])

function rowOf(change: BlockChange): BlockRow {
  if (change.mark === 'same') {
    const label = `${change.count} 处内容未改`
    return { chip: '', tone: 'neutral', label, pieces: [], url: '', words: label }
  }
  const { chip, tone } = marks[change.mark]
  const label = labelOf(change.kind)
  const said =
    change.mark === 'changed' ? spoken(change.pieces) : change.pieces.map(({ words }) => words).join('')
  return {
    chip,
    tone,
    label,
    pieces: change.pieces,
    url: change.url ?? '',
    words: [chip, label, said].filter((part) => part !== '').join('，'),
  }
}

export function changesViewOf(
  { against, fields, cover, blocks }: ArticleChanges,
  nowMs: number,
): ChangesView {
  const changed = blocks.filter(({ mark }) => mark !== 'same').length
  return {
    heading: against.isShown
      ? '与读者现在看到的版本相比'
      : `与 ${formatMoment(against.at, nowMs)} 提交的版本相比`,
    count: fields.length + (cover ? 1 : 0) + changed,
    isAgainstShown: against.isShown,
    fields: fields.map(({ field, pieces: found }) => {
      const pieces = field === 'happenedAt' ? found.map((piece) => inDays(piece, nowMs)) : found
      return { label: fieldLabels[field], pieces, words: `${fieldLabels[field]}，${spoken(pieces)}` }
    }),
    covers: cover ? [coverView(cover.before), coverView(cover.after)] : [],
    rows: blocks.map(rowOf),
  }
}
