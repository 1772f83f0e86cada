/** Bodies in heaps: mine, those I asked to join, and the rest by kind. */
import type { Output } from '../../contract/index'
import { type BodyKind, type BodySummary, bodyKinds } from '../../contract/organisations'
import { type BodyLine, bodyLineOf } from '../../utils/body-line'

export interface Heap {
  readonly key: string
  readonly label: string
  readonly lines: readonly BodyLine[]
}

/** In this order they stand on the page. */
const shownKinds: readonly BodyKind[] = ['college', 'branch', 'association', 'foundation', 'class']

const ofKind = (bodies: readonly BodySummary[], kind: BodyKind): BodyLine[] =>
  bodies.filter((body) => body.kind === kind).map(bodyLineOf)

const filled = (heaps: readonly Heap[]): Heap[] => heaps.filter(({ lines }) => lines.length > 0)

const answers = { asked: '等待联络人同意', refused: '未获同意，可再次申请' } as const

/** What a person belongs to, their classes first: the university is everybody's, and tells nothing. */
export function ownHeaps({ bodies, requests }: Output<'organisations.listMine'>): Heap[] {
  const own = [...shownKinds].reverse().flatMap((kind) => ofKind(bodies, kind))
  return filled([
    { key: 'mine', label: '我的组织', lines: own },
    {
      key: 'asked',
      label: '我的申请',
      lines: requests.map(({ body, status }) => ({ ...bodyLineOf(body), note: answers[status] })),
    },
  ])
}

/** By kind; what the heading says already no line says again. */
export const heapsOf = (bodies: readonly BodySummary[]): Heap[] =>
  filled(
    shownKinds.map((kind) => ({
      key: kind,
      label: bodyKinds[kind],
      lines: ofKind(bodies, kind).map((line) => ({
        ...line,
        note: line.note === bodyKinds[kind] ? '' : line.note,
      })),
    })),
  )

/** What was searched for, all in one heap. */
export const foundHeap = (bodies: readonly BodySummary[]): Heap[] =>
  filled([{ key: 'found', label: '搜索结果', lines: bodies.map(bodyLineOf) }])
