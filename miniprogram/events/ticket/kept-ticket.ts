/** A ticket is kept on the phone, so that it opens at the door without network. */
import type { Ticket } from '../../contract/door'

/** A ticket, and when the server last told it. */
export interface KeptTicket {
  readonly ticket: Ticket
  readonly keptAt: number
}

const keyOf = (eventId: string) => `ticket:${eventId}`

export function keepTicket(ticket: Ticket, keptAt: number): void {
  const kept: KeptTicket = { ticket, keptAt }
  wx.setStorageSync(keyOf(ticket.event.eventId), kept)
}

/** The ticket as it was when the server was last reached; undefined when it never was. */
export function keptTicket(eventId: string): KeptTicket | undefined {
  const kept: unknown = wx.getStorageSync(keyOf(eventId))
  const isKept = typeof kept === 'object' && kept !== null && 'keptAt' in kept
  return isKept ? (kept as KeptTicket) : undefined
}

export function dropTicket(eventId: string): void {
  wx.removeStorageSync(keyOf(eventId))
}
