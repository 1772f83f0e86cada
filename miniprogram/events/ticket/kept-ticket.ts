/** A ticket is kept on the phone, so that it opens at the door without network. */
import type { Ticket } from '../../contract/door'

const keyOf = (eventId: string) => `ticket:${eventId}`

export function keepTicket(ticket: Ticket): void {
  wx.setStorageSync(keyOf(ticket.event.eventId), ticket)
}

/** The ticket as it was when the server was last reached; undefined when it never was. */
export function keptTicket(eventId: string): Ticket | undefined {
  const kept: unknown = wx.getStorageSync(keyOf(eventId))
  return typeof kept === 'object' && kept !== null ? (kept as Ticket) : undefined
}

export function dropTicket(eventId: string): void {
  wx.removeStorageSync(keyOf(eventId))
}
