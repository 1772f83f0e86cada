/** What the page of signing up shows. */
import { type Me, personKinds } from '../../contract/alumni'
import type { EventSummary } from '../../contract/events'
import type { Output } from '../../contract/index'
import { formatMoment, formatSpan } from '../../utils/date'
import { isQueueing } from '../../utils/event-state'

/** For what, as whom, and what the button says. */
export interface SignUpForm {
  readonly host: string
  readonly title: string
  readonly when: string
  readonly place: string
  readonly seats: string
  /** What becomes of this sign-up while there is a queue; empty without one. */
  readonly queue: string
  readonly name: string
  readonly standing: string
  readonly label: string
  readonly companionsAtMost: number
  /** What the person should know before. */
  readonly terms: readonly string[]
}

export function signUpFormOf(
  event: EventSummary,
  asked: Output<'events.readForm'>,
  { name, kind, educations }: NonNullable<Me['person']>,
  nowMs: number,
): SignUpForm {
  const { capacity, left, waiting } = event.seats
  const [first] = educations
  const education = first ? ` · ${first.college.name} · ${first.entryYear} 级` : ''
  const queues = isQueueing(event)
  return {
    host: event.host.name,
    title: event.title,
    when: formatSpan(event.startsAt, event.endsAt, nowMs),
    place: event.place,
    seats: `余 ${left} 席 / 共 ${capacity} 席${waiting > 0 ? `，候补 ${waiting} 人` : ''}`,
    queue: queues
      ? '现在报名将进入候补：有人取消时，席位按候补先后依次递补。同行人数多于空余席位时，须等到席位足够'
      : '',
    name,
    standing: `${personKinds[kind]}${education}`,
    label: queues ? '确认加入候补' : '确认报名',
    companionsAtMost: asked.companionsAtMost,
    terms: [
      '您的姓名会提供给主办单位和现场签到人员，仅用于本次活动',
      `不能到场时，请在 ${formatMoment(asked.cancelsUntil, nowMs)} 前取消报名，席位将让给候补的校友`,
      asked.companionsAtMost > 0
        ? '同行人各占一席，请与您一同凭电子票入场'
        : '席位仅限本人使用，请凭电子票入场',
    ],
  }
}
