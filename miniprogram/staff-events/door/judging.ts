/** Judging a ticket without network, from the list of guests that the phone keeps and its own scans. */
import { type DoorGuest, markOf } from '../../contract/door'
import type { KeptScan } from '../services/scan-queue'

/** What was shown at the door. */
export type Shown = { readonly code: string } | { readonly holderId: string }

/**
 * in: on the list, and not in yet · again: in already, as far as this phone knows · missing: a ticket of this event, but
 * not on the list: newer than it, or given back, or forged · other: no ticket of this event.
 */
export type Judgement =
  | { readonly verdict: 'in'; readonly guest: DoorGuest }
  | { readonly verdict: 'again'; readonly guest: DoorGuest; readonly at: number; readonly byName: string }
  | { readonly verdict: 'missing' }
  | { readonly verdict: 'other' }

/** The holder whom a ticket of this event names; undefined for any other text. */
export function holderIn(eventId: string, code: string): string | undefined {
  const [kind, ofEventId, holderId, , signature, ...more] = code.split('.')
  const isTicket = kind === 'ticket' && ofEventId === eventId && signature !== undefined && more.length === 0
  return isTicket ? holderId : undefined
}

export function judge(
  eventId: string,
  shown: Shown,
  guests: readonly DoorGuest[],
  scans: readonly KeptScan[],
): Judgement {
  const holderId = 'code' in shown ? holderIn(eventId, shown.code) : shown.holderId
  if (holderId === undefined) return { verdict: 'other' }
  const guest = guests.find((one) => one.holderId === holderId)
  const isGenuine = !('code' in shown) || guest?.mark === markOf(shown.code)
  if (!guest || !isGenuine) return { verdict: 'missing' }
  if (guest.entered) return { verdict: 'again', guest, ...guest.entered }
  const earlier = scans.find(
    (scan) => (scan.code === undefined ? scan.holderId : holderIn(eventId, scan.code)) === holderId,
  )
  return earlier
    ? { verdict: 'again', guest, at: earlier.scannedAt, byName: '本机' }
    : { verdict: 'in', guest }
}

const foundAtMost = 8

/** Guests whose name holds these words, or whose ticket's number begins with them. */
export function findGuests(words: string, guests: readonly DoorGuest[]): readonly DoorGuest[] {
  const wanted = words.trim()
  if (wanted === '') return []
  const number = wanted.toUpperCase()
  return guests
    .filter((guest) => guest.name.includes(wanted) || guest.number.startsWith(number))
    .slice(0, foundAtMost)
}

/** The list with somebody marked as in, or no longer. */
export const withEntered = (
  guests: readonly DoorGuest[],
  holderId: string,
  entered: DoorGuest['entered'],
): readonly DoorGuest[] =>
  guests.map((guest) => (guest.holderId === holderId ? { ...guest, entered } : guest))
