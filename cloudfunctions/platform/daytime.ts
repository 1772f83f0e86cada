/** Nobody is woken: a phone rings from nine in the morning to nine in the evening, campus time. */
import { dayMs, hourMs } from './clock'

const dayBegins = 9
const dayEnds = 21

const campusOffsetMs = 8 * hourMs
const msOfDay = (at: Date) => (at.getTime() + campusOffsetMs) % dayMs

/** The hour on campus, with its fraction. */
export const hourOf = (at: Date): number => msOfDay(at) / hourMs

/** The moment on the same day on campus at which this hour begins. */
export const atHour = (at: Date, hour: number): Date => new Date(at.getTime() - msOfDay(at) + hour * hourMs)

export const isDaytime = (at: Date): boolean => hourOf(at) >= dayBegins && hourOf(at) < dayEnds

/** The same moment by day, the next such moment by night. */
export function nextDaytime(at: Date): Date {
  if (hourOf(at) < dayBegins) return atHour(at, dayBegins)
  return hourOf(at) >= dayEnds ? atHour(new Date(at.getTime() + dayMs), dayBegins) : at
}

/** Before nine in the morning: from then on it is day. */
export const isBeforeDay = (at: Date): boolean => hourOf(at) < dayBegins
