/** An event as its editor types it: what a new one begins with, how its times move together, what is sent. */
import type { Question } from '../../contract/event-content'
import { type EventContent, plainContent } from '../../contract/event-editing'
import type { Moment } from '../../contract/fields'

/** Like the content that is sent, but with what stands in the number's field. */
export interface EventForm extends Omit<EventContent, 'capacity'> {
  readonly capacity: string
}

export type FormField = keyof EventForm

export type MomentField = 'startsAt' | 'endsAt' | 'signUpOpensAt' | 'signUpClosesAt'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs
const campusOffsetMs = 8 * hourMs

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

/**
 * Sets a moment. As in a calendar, moving the start moves along what is bound to it: the end, the closing of sign-up, the
 * last moment to withdraw and the agenda.
 */
export function withMoment(form: EventForm, field: MomentField, moment: Moment): EventForm {
  if (field !== 'startsAt') return { ...form, [field]: moment }
  const byMs = moment - form.startsAt
  return {
    ...form,
    startsAt: moment,
    endsAt: form.endsAt + byMs,
    signUpClosesAt: form.signUpClosesAt + byMs,
    ...(form.cancelsUntil === undefined ? {} : { cancelsUntil: form.cancelsUntil + byMs }),
    agenda: movedAgenda(form.agenda, byMs),
  }
}

const movedAgenda = (agenda: EventContent['agenda'], byMs: number): EventContent['agenda'] =>
  agenda.map((part) => (part.startsAt === undefined ? part : { ...part, startsAt: part.startsAt + byMs }))

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
    agenda: movedAgenda(rest.agenda, byMs),
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

/**
 * What is sent. A capacity that is no number becomes NaN, which the contract refuses with a sentence; lines left empty
 * among the options of a question fall away, and all options of one that has nothing to choose.
 */
export function contentFrom(form: EventForm): EventContent {
  return {
    ...form,
    capacity: form.capacity.trim() === '' ? Number.NaN : Number(form.capacity),
    questions: form.questions.map((question) => ({ ...question, options: optionsOf(question) })),
  }
}

const optionsOf = ({ kind, options }: Question): string[] =>
  kind === 'choice' || kind === 'several' ? options.filter((option) => option.trim() !== '') : []
