/** What each side is told of a request for contact, and when its words are checked again. */
import type { Contact, ContactStatus } from '../../../../miniprogram/contract/directory'
import type { ContactRequest } from './records'

/** Whoever asked does not learn that they were declined or blocked: that looks like an answer still to come. */
const toldToAsker: Readonly<Record<ContactRequest['status'], ContactStatus>> = {
  checking: 'checking',
  waiting: 'waiting',
  accepted: 'accepted',
  declined: 'waiting',
  refused: 'refused',
  withheld: 'waiting',
}

const describe = ({ message, askedAt, reply }: ContactRequest, status: ContactStatus): Contact => ({
  status,
  message,
  askedAt: askedAt.getTime(),
  reply: status === 'accepted' ? reply : '',
})

/** A request as whoever asked is told of it. */
export const describeSent = (request: ContactRequest): Contact =>
  describe(request, toldToAsker[request.status])

/** A delivered request as whoever was asked is told of it. */
export const describeReceived = (request: ContactRequest): Contact =>
  describe(request, request.status === 'withheld' ? 'declined' : request.status)

/** When words that could not be checked are checked again: after 1, 4, 9, 16 … minutes, ever more seldom. */
export const nextCheckAt = (checks: number, now: Date): Date =>
  new Date(now.getTime() + checks * checks * 60_000)
