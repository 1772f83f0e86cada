/** The codes of tickets and of the screen at the door: what they say, and how long the latter do. */
import { numberLength, numberLetters } from '../../../miniprogram/contract/door'
import { secondMs } from '../../platform/clock'
import { keyedHash, openCode, signCode } from '../../platform/ids'

/** The code of a ticket: it names the seat's holder and grows old when the seat is given back. */
export const ticketCodeOf = (eventId: string, holderId: string, version: number): string =>
  signCode('ticket', [eventId, holderId, String(version)])

/** Whom a ticket of this event names; undefined for whatever is not one. */
export function openTicket(
  eventId: string,
  code: string,
): { readonly holderId: string; readonly version: number } | undefined {
  const [ticketEventId, holderId, version] = openCode('ticket', code) ?? []
  if (ticketEventId !== eventId || holderId === undefined) return undefined
  return { holderId, version: Number(version) }
}

/**
 * The short number of a ticket, of some 30 bits. It opens nothing by itself: volunteers find a guest by it, as they do
 * by a name, in the list of the one event that is theirs.
 */
export function ticketNumberOf(eventId: string, holderId: string): string {
  const hash = keyedHash('ticket number', `${eventId}\n${holderId}`)
  const digits = Array.from({ length: numberLength }, (_, index) =>
    Number.parseInt(hash.slice(index * 4, index * 4 + 4), 16),
  )
  return digits.map((digit) => numberLetters[digit % numberLetters.length]).join('')
}

const windowMs = 30 * secondMs
/** The screen's clock and the server's may differ a little, and a hand is slower than a screen. */
const earlyMs = 5 * secondMs
const lateMs = 30 * secondMs

/** How many codes a screen is given in advance, so that a short trouble of the network does not close the door. */
const codesAhead = 4

/** The codes for a screen at the door: of now, and of the next minutes. */
export function doorCodes(eventId: string, now: Date) {
  const current = Math.floor(now.getTime() / windowMs)
  return Array.from({ length: codesAhead }, (_, ahead) => {
    const window = current + ahead
    const from = window * windowMs
    return { code: signCode('door', [eventId, window.toString(36)]), from, until: from + windowMs }
  })
}

/** The event at whose door this code is shown at this moment; undefined for any other code. */
export function openDoorCode(code: string, now: Date): string | undefined {
  const [eventId, window = ''] = openCode('door', code) ?? []
  const from = Number.parseInt(window, 36) * windowMs
  const isShown = now.getTime() >= from - earlyMs && now.getTime() < from + windowMs + lateMs
  return isShown ? eventId : undefined
}
