/** A part of the agenda as the editor shows it. */
import type { FieldMessages } from '../../contract/errors'
import type { AgendaPart } from '../../contract/event-content'
import { formatMoment } from '../../utils/date'

export interface PartView extends Pick<AgendaPart, 'title' | 'place' | 'topics'> {
  readonly key: string
  readonly heading: string
  readonly note: string
  /** 0: no time of its own. */
  readonly startsAt: number
  /** Sentences by field: `title`, `topics.0.title`, `topics.0.papers.1.address`. */
  readonly problems: FieldMessages
  /** The first of them, for while it is closed. */
  readonly problem: string
}

export function partViewOf(part: AgendaPart, place: number, all: FieldMessages, nowMs: number): PartView {
  const prefix = `agenda.${place}.`
  const own = Object.entries(all).filter(([path]) => path.startsWith(prefix))
  const when = part.startsAt === undefined ? '' : formatMoment(part.startsAt, nowMs)
  const topics = part.topics.length === 0 ? '' : `${part.topics.length} 个议题`
  return {
    title: part.title,
    place: part.place,
    topics: part.topics,
    key: `part-${place}`,
    heading: part.title === '' ? '新环节' : part.title,
    note: [when, part.place, topics].filter((one) => one !== '').join(' · '),
    startsAt: part.startsAt ?? 0,
    problems: Object.fromEntries(own.map(([path, words]) => [path.slice(prefix.length), words])),
    problem: own[0]?.[1] ?? '',
  }
}
