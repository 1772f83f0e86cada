/** Bodies in heaps: mine, those I asked to join, and the rest by kind, as they come page by page. */
import type { Output } from '../../contract/index'
import { type BodyKind, type BodySummary, bodyKinds } from '../../contract/organisations'
import { type BodyLine, bodyLineOf } from '../../utils/body-line'

/** A line of a heap; the first one bears the heap's name. */
export interface Row extends BodyLine {
  readonly key: string
  readonly heap: string
  readonly heading: string
  /** Whether the heap ends with it. */
  readonly isLast: boolean
}

interface Heap {
  readonly heap: string
  readonly heading: string
  readonly lines: readonly BodyLine[]
}

const listedKinds = Object.keys(bodyKinds) as BodyKind[]

const rowsOf = (heaps: readonly Heap[]): Row[] =>
  heaps.flatMap(({ heap, heading, lines }) =>
    lines.map((line, at) => ({
      ...line,
      key: `${heap} ${line.bodyId}`,
      heap,
      heading: at === 0 ? heading : '',
      isLast: at === lines.length - 1,
    })),
  )

const answers = { asked: '等待联络人同意', refused: '未获同意，可再次申请' } as const

/** What a person belongs to, their classes first: the university is everybody's, and tells nothing. */
export function ownRows({ bodies, requests }: Output<'organisations.listMine'>): Row[] {
  const nearest = [...listedKinds].reverse().filter((kind) => kind !== 'university')
  return rowsOf([
    {
      heap: 'mine',
      heading: '我的组织',
      lines: nearest.flatMap((kind) => bodies.filter((body) => body.kind === kind).map(bodyLineOf)),
    },
    {
      heap: 'asked',
      heading: '我的申请',
      lines: requests.map(({ body, status }) => ({ ...bodyLineOf(body), note: answers[status] })),
    },
  ])
}

/**
 * By kind; what the heading says already no line says again.
 * @param before the heap of the last row that is there already, which goes on
 * @param hasMore whether the last heap may go on on the next page
 */
export function rowsByKind(bodies: readonly BodySummary[], hasMore: boolean, before = ''): Row[] {
  const heaps = listedKinds.map((kind) => ({
    heap: kind,
    heading: kind === before ? '' : bodyKinds[kind],
    lines: bodies
      .filter((body) => body.kind === kind)
      .map(bodyLineOf)
      .map((line) => ({ ...line, note: line.note === bodyKinds[kind] ? '' : line.note })),
  }))
  const rows = rowsOf(heaps)
  return rows.map((row, at) => (hasMore && at === rows.length - 1 ? { ...row, isLast: false } : row))
}

/** What was searched for, all in one heap. */
export const foundRows = (bodies: readonly BodySummary[]): Row[] =>
  rowsOf([{ heap: 'found', heading: '搜索结果', lines: bodies.map(bodyLineOf) }])
