/** One event as staff read it: when and where, how many seats are taken, how it stands. */
import type { EventSummary } from '../../contract/events'
import { formatSpan } from '../../utils/date'

interface Chip {
  readonly text: string
  readonly tone: 'neutral' | 'primary' | 'success' | 'warning' | 'danger'
}

export interface EventFacts {
  readonly title: string
  readonly when: string
  readonly where: string
  readonly seats: string
  /** Of the seats, in whole per cent; a draft has none to take. */
  readonly takenPercent: number | undefined
  readonly chip: Chip
}

function chipOf(event: EventSummary, nowMs: number): Chip {
  const { status, seats } = event
  if (status === 'draft') return { text: '草稿', tone: 'neutral' }
  if (status === 'cancelled') return { text: '已取消', tone: 'danger' }
  if (event.endsAt <= nowMs) return { text: '已结束', tone: 'neutral' }
  if (event.startsAt <= nowMs) return { text: '进行中', tone: 'primary' }
  if (event.signUpOpensAt > nowMs) return { text: '报名未开始', tone: 'neutral' }
  if (event.signUpClosesAt <= nowMs) return { text: '报名已截止', tone: 'neutral' }
  if (seats.left === 0 || seats.waiting > 0) return { text: '已满，候补中', tone: 'warning' }
  return { text: '报名中', tone: 'success' }
}

function seatsOf({ status, seats }: EventSummary): string {
  if (status === 'draft') return `名额 ${seats.capacity} 人`
  const taken = `已报名 ${seats.capacity - seats.left} / ${seats.capacity} 人`
  return seats.waiting > 0 ? `${taken} · 候补 ${seats.waiting} 人` : taken
}

export function factsOf(event: EventSummary, nowMs: number): EventFacts {
  const { title, host, place, status, startsAt, endsAt, seats } = event
  const taken = Math.round(((seats.capacity - seats.left) / seats.capacity) * 100)
  return {
    title,
    when: formatSpan(startsAt, endsAt, nowMs),
    where: `${place} · ${host.name}`,
    seats: seatsOf(event),
    takenPercent: status === 'draft' ? undefined : taken,
    chip: chipOf(event, nowMs),
  }
}
