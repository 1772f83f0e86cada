/** When people are told about an event they signed up for, whom an announcement concerns, and what changed. */
import { campusTime } from '../../../platform/campus-time'
import { atHour, hourOf, isBeforeDay, isDaytime, nextDaytime } from '../../../platform/daytime'
import type { EventRecord, SignUp } from '../records'
import type { Announcement, AnnouncementKind } from './records'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

/** Reminders come till eight, so that they are read before nine. */
const lastReminder = 20

const dayOf = (at: Date) => campusTime(at).slice(0, 10)

/** A day before it begins; of what begins at night, by day on the day before. */
export function remindAt(startsAt: Date): Date {
  const dayBefore = new Date(startsAt.getTime() - dayMs)
  if (isBeforeDay(dayBefore)) return nextDaytime(dayBefore)
  return hourOf(dayBefore) > lastReminder ? atHour(dayBefore, lastReminder) : dayBefore
}

/** No event is reminded of longer before: one late in the evening is reminded of at eight the day before. */
export const remindsAtMostBeforeMs = dayMs + (24 - lastReminder) * hourMs

/** An hour after the end, when people are home; the next morning, when that is late. */
export const thankAt = (endsAt: Date): Date => nextDaytime(new Date(endsAt.getTime() + hourMs))

/** An event put off to another day is reminded of again before that day; moved within its day it is not. */
export const reminderIdOf = ({ _id, startsAt }: Pick<EventRecord, '_id' | 'startsAt'>): string =>
  `reminder:${_id}:${dayOf(startsAt)}`
export const thanksIdOf = (eventId: string): string => `thanks:${eventId}`
export const changeIdOf = (eventId: string, revision: number): string => `changed:${eventId}:${revision}`
export const cancellationIdOf = (eventId: string): string => `cancelled:${eventId}`

/** Which events are to be reminded of at this moment. By night nobody is. */
export const isReminderDue = ({ startsAt }: Pick<EventRecord, 'startsAt'>, now: Date): boolean =>
  isDaytime(now) && remindAt(startsAt) <= now && startsAt > now

export const isThanksDue = ({ endsAt }: Pick<EventRecord, 'endsAt'>, now: Date): boolean =>
  isDaytime(now) && thankAt(endsAt) <= now

/** Whether there is still a point in it, as the event stands by now. */
export function isWorthTelling(kind: AnnouncementKind, event: EventRecord, now: Date): boolean {
  switch (kind) {
    case 'reminder':
      return event.status === 'published' && event.startsAt > now
    case 'changed':
      return event.status === 'published' && event.endsAt > now
    case 'thanks':
      return event.status === 'published'
    case 'cancelled':
      return true
  }
}

/** Guests whom staff entered have no phone here, and who has left is nobody. */
export const hasPhone = (personId: string): boolean => !/^(?:guest-|erased_)/.test(personId)

/** Whether somebody is concerned. */
export function isConcerned(
  { kind, at }: Pick<Announcement, 'kind' | 'at'>,
  signUp: Pick<SignUp, 'personId' | 'status' | 'changedAt'>,
  hasCome: boolean,
): boolean {
  if (!hasPhone(signUp.personId)) return false
  switch (kind) {
    case 'reminder':
      // Who got the seat within the last day was told then.
      return signUp.status === 'confirmed' && signUp.changedAt <= at
    case 'changed':
    case 'cancelled':
      return signUp.status === 'confirmed' || signUp.status === 'waiting'
    case 'thanks':
      return hasCome
  }
}

/** From when on a phone may ring for it: at night only for what is near. */
export function ringsFrom(kind: AnnouncementKind, startsAt: Date, now: Date): Date {
  const isNear = startsAt.getTime() - now.getTime() < 12 * hourMs
  return (kind === 'changed' || kind === 'cancelled') && isNear ? now : nextDaytime(now)
}
