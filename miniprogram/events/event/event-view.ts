/** What the page of an event shows, made from the event, one's own sign-up, who one is, and the time. */
import type { Me } from '../../contract/alumni'
import { admissions, type EventSummary } from '../../contract/events'
import type { Output } from '../../contract/index'
import type { OwnSignUp } from '../../contract/sign-ups'
import { formatMoment, formatSpan } from '../../utils/date'
import { type EventState, eventStateOf, isQueueing } from '../../utils/event-state'
import { paragraphsOf } from '../../utils/paragraphs'
import { type EventStep, nextEventStep } from '../utils/event-step'

interface Chip {
  readonly text: string
  readonly tone: string
  readonly icon: string
}

export interface EventView {
  readonly eventId: string
  readonly title: string
  readonly host: string
  readonly when: string
  readonly place: string
  readonly admission: string
  readonly signUpOpens: string
  readonly signUpCloses: string
  readonly description: readonly string[]
  readonly chip: Chip
  readonly seats: SeatsView
  /** One sentence on one's own place; empty without one. */
  readonly mine: string
  readonly next: EventStep
}

interface SeatsView {
  readonly left: number
  readonly capacity: number
  readonly waiting: number
  /** How much of the house is taken, in per cent. */
  readonly takenPercent: number
  /** What a newcomer should know of the queue; empty while there is none. */
  readonly note: string
}

const chips: Readonly<Record<EventState, Chip>> = {
  cancelled: { text: '活动已取消', tone: 'danger', icon: 'close' },
  attended: { text: '已签到', tone: 'success', icon: 'check' },
  ended: { text: '已结束', tone: 'neutral', icon: '' },
  joined: { text: '已报名', tone: 'primary', icon: 'check' },
  waiting: { text: '候补中', tone: 'warning', icon: 'clock' },
  upcoming: { text: '报名尚未开始', tone: 'neutral', icon: 'clock' },
  closed: { text: '报名已截止', tone: 'neutral', icon: '' },
  open: { text: '报名中', tone: 'success', icon: '' },
  waitlist: { text: '已满，可候补', tone: 'warning', icon: '' },
}

export function eventViewOf({ event, mine }: Output<'events.read'>, me: Me, nowMs: number): EventView {
  const state = eventStateOf(event, mine, nowMs)
  return {
    eventId: event.eventId,
    title: event.title,
    host: event.host.name,
    when: formatSpan(event.startsAt, event.endsAt, nowMs),
    place: event.place,
    admission: admissions[event.admission],
    signUpOpens: formatMoment(event.signUpOpensAt, nowMs),
    signUpCloses: formatMoment(event.signUpClosesAt, nowMs),
    description: paragraphsOf(event.description),
    chip: chips[state],
    seats: seatsViewOf(event, state),
    mine: ownPlace(state, mine, nowMs),
    next: nextEventStep(event, mine, me, nowMs),
  }
}

function seatsViewOf(event: EventSummary, state: EventState): SeatsView {
  const { capacity, left, waiting } = event.seats
  const takesSignUps = state === 'open' || state === 'waitlist' || state === 'waiting'
  return {
    left,
    capacity,
    waiting,
    takenPercent: capacity > 0 ? Math.round(((capacity - left) / capacity) * 100) : 0,
    note: takesSignUps && isQueueing(event) ? '有人取消时，席位按候补先后依次递补' : '',
  }
}

function ownPlace(state: EventState, mine: OwnSignUp | undefined, nowMs: number): string {
  if (state === 'attended') return `您已于 ${formatMoment(mine?.checkedInAt ?? nowMs, nowMs)} 签到`
  if (state === 'joined') return '席位已为您保留，请凭电子票入场'
  if (state === 'waiting')
    return mine?.position === undefined ? '您正在候补' : `您在候补第 ${mine.position} 位`
  return ''
}
