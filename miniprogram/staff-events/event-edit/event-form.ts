/** An event as its editor types it: what a new one begins with, how its times move together, what is sent. */
import { type EventContent, plainContent } from '../../contract/event-editing'
import type { Moment } from '../../contract/fields'
import { campusTime, formatTime } from '../../utils/date'

/** Like the content that is sent, but with what stands in the number's field. */
export interface EventForm extends Omit<EventContent, 'capacity'> {
  readonly capacity: string
}

export type FormField = keyof EventForm

export const momentFields = ['startsAt', 'endsAt', 'signUpOpensAt', 'signUpClosesAt'] as const
export type MomentField = (typeof momentFields)[number]

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs
const campusOffsetMs = 8 * hourMs

const twoDigits = (value: number) => String(value).padStart(2, '0')

/** `2027-10-15`, as a date picker says it. */
export function dateOf(moment: Moment): string {
  const { year, month, day } = campusTime(moment)
  return `${year}-${twoDigits(month)}-${twoDigits(day)}`
}

/** The moment of a date (`2027-10-15`) and a time (`09:00`) on the campus clock. */
export function momentFrom(date: string, time: string): Moment {
  return Date.parse(`${date}T${time}:00+08:00`)
}

/** What a date picker and a time picker show for each moment of the form. */
export type Clocks = Readonly<Record<MomentField, { date: string; time: string; day: string }>>

export function clocksOf(form: EventForm): Clocks {
  const entries = momentFields.map((field) => {
    const { year, month, day, weekday } = campusTime(form[field])
    const shown = {
      date: dateOf(form[field]),
      time: formatTime(form[field]),
      day: `${year}年${month}月${day}日 ${weekday}`,
    }
    return [field, shown]
  })
  return Object.fromEntries(entries)
}

/** A new event: in a week at two in the afternoon for two hours; sign-up opens now and closes an hour before. */
export function newForm(nowMs: number, hostId: string): EventForm {
  const midnight = Math.floor((nowMs + campusOffsetMs) / dayMs) * dayMs - campusOffsetMs
  const startsAt = midnight + 7 * dayMs + 14 * hourMs
  return {
    hostId,
    ...plainContent,
    title: '',
    startsAt,
    endsAt: startsAt + 2 * hourMs,
    signUpOpensAt: Math.floor(nowMs / minuteMs) * minuteMs,
    signUpClosesAt: startsAt - hourMs,
    capacity: '100',
  }
}

/** Sets a moment. As in a calendar, moving the start moves the end and the closing of sign-up along with it. */
export function withMoment(form: EventForm, field: MomentField, moment: Moment): EventForm {
  if (field !== 'startsAt') return { ...form, [field]: moment }
  const byMs = moment - form.startsAt
  return {
    ...form,
    startsAt: moment,
    endsAt: form.endsAt + byMs,
    signUpClosesAt: form.signUpClosesAt + byMs,
  }
}

const weekMs = 7 * dayMs
const yearMs = 52 * weekMs

/**
 * A new event like an earlier one: on the same day of the week a year later, or as many years as it takes to be ahead.
 * Nobody and nothing of that year comes along: no people, no recap, and the meeting has a new link.
 */
export function nextYearOf(content: EventContent, nowMs: number): EventContent {
  const byMs = Math.max(1, Math.ceil((nowMs - content.startsAt) / yearMs)) * yearMs
  const { meeting, cancelsUntil, ...rest } = content
  return {
    ...rest,
    startsAt: rest.startsAt + byMs,
    endsAt: rest.endsAt + byMs,
    signUpOpensAt: rest.signUpOpensAt + byMs,
    signUpClosesAt: rest.signUpClosesAt + byMs,
    agenda: rest.agenda.map(({ startsAt, ...part }) =>
      startsAt === undefined ? part : { ...part, startsAt: startsAt + byMs },
    ),
    questions: rest.questions.map(({ erasesAt, ...question }) =>
      erasesAt === undefined ? question : { ...question, erasesAt: erasesAt + byMs },
    ),
    ...(cancelsUntil === undefined ? {} : { cancelsUntil: cancelsUntil + byMs }),
    ...(meeting ? { meeting: { platform: meeting.platform, code: '' } } : {}),
  }
}

export function formFrom(content: EventContent): EventForm {
  return { ...content, capacity: String(content.capacity) }
}

/** What is sent; a capacity that is no number becomes NaN, which the contract refuses with a sentence. */
export function contentFrom(form: EventForm): EventContent {
  return { ...form, capacity: form.capacity.trim() === '' ? Number.NaN : Number(form.capacity) }
}
