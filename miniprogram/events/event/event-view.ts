/** What the page of an event shows, made from the event, one's own sign-up, who one is, and the time. */
import type { Me } from '../../contract/alumni'
import type { ShownBlock, ShownCover } from '../../contract/event-content'
import { admissions, type EventDetail, type EventSummary } from '../../contract/events'
import type { Output } from '../../contract/index'
import type { OwnSignUp } from '../../contract/sign-ups'
import { formatMoment, formatSpan } from '../../utils/date'
import { type EventState, eventStateOf, isQueueing } from '../../utils/event-state'
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
  readonly coHosts: string
  /** Our own drawing, or the address of a picture. */
  readonly cover: string
  readonly isDrawn: boolean
  /** The same, for the card with which the event is shared. */
  readonly cardCover: ShownCover
  readonly when: string
  readonly place: string
  readonly address: string
  readonly point: { readonly latitude: number; readonly longitude: number } | undefined
  readonly meeting: MeetingView | undefined
  readonly admission: string
  readonly signUpOpens: string
  readonly signUpCloses: string
  readonly withdrawal: string
  readonly terms: string
  readonly blocks: readonly ShownBlock[]
  readonly agenda: readonly PartView[]
  readonly recap: readonly ShownBlock[]
  /** Why it was cancelled; empty when it was not. */
  readonly cancelledFor: string
  readonly chip: Chip
  /** Nobody can come any more, so nobody is asked to. */
  readonly isOver: boolean
  readonly seats: SeatsView
  /** One sentence on one's own place; empty without one. */
  readonly mine: string
  readonly next: EventStep
}

/** Its link and its code are empty for those who have no seat. */
interface MeetingView {
  readonly platform: string
  readonly address: string
  readonly code: string
  readonly note: string
}

interface PartView {
  readonly title: string
  /** Time and place in one line. */
  readonly line: string
  readonly topics: EventDetail['agenda'][number]['topics']
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
    coHosts: event.coHosts.map(({ name }) => name).join('、'),
    ...coverOf(event.cover),
    cardCover: event.cover,
    when: formatSpan(event.startsAt, event.endsAt, nowMs),
    place: event.place,
    address: event.venue.address,
    point: event.venue.point,
    meeting: meetingOf(event),
    admission: admissionOf(event),
    signUpOpens: formatMoment(event.signUpOpensAt, nowMs),
    signUpCloses: formatMoment(event.signUpClosesAt, nowMs),
    withdrawal:
      event.cancelsUntil === undefined ? '' : `${formatMoment(event.cancelsUntil, nowMs)} 前可取消报名`,
    terms: termsOf(event),
    blocks: event.blocks,
    agenda: event.agenda.map(({ title, startsAt, place, topics }) => ({
      title,
      line: [startsAt === undefined ? '' : formatMoment(startsAt, nowMs), place]
        .filter((part) => part !== '')
        .join(' · '),
      topics,
    })),
    recap: event.recap,
    cancelledFor: event.cancellation?.reason ?? '',
    chip: chips[state],
    isOver: state === 'cancelled' || event.endsAt <= nowMs,
    seats: seatsViewOf(event, state),
    mine: ownPlace(state, mine, nowMs),
    next: nextEventStep(event, mine, me, nowMs),
  }
}

function coverOf(cover: ShownCover): Pick<EventView, 'cover' | 'isDrawn'> {
  return cover.kind === 'art'
    ? { cover: `/assets/art/${cover.art}.svg`, isDrawn: true }
    : { cover: cover.url, isDrawn: false }
}

function meetingOf({ meeting }: EventDetail): MeetingView | undefined {
  if (!meeting) return undefined
  const { platform, address = '', code } = meeting
  const note = code === undefined ? '报名成功后，可在此查看会议号和链接' : ''
  return { platform, address, code: code ?? '', note }
}

function admissionOf({ admission, admittedBodies }: EventDetail): string {
  if (admission !== 'bodies') return admissions[admission]
  return `${admittedBodies.map(({ name }) => name).join('、')}的校友`
}

/** Companions, and the categories that people choose from, where there are any. */
function termsOf({ companionsAtMost, categories }: EventDetail): string {
  const open = categories.filter(({ givenBy }) => givenBy === 'person')
  return [
    companionsAtMost > 0 ? `每人可带 ${companionsAtMost} 位同行人` : '',
    open.length > 0 ? `参加类别：${open.map(({ name }) => name).join('、')}` : '',
  ]
    .filter((part) => part !== '')
    .join('；')
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
