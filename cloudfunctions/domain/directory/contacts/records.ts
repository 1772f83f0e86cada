/** Requests for contact from one person to another: at most one in each direction. */
import type { ContactStatus } from '../../../../miniprogram/contract/directory'
import { Collection, command } from '../../../platform/cloud'
import { afterCursor, pageSize } from '../../../platform/cursor'
import { Pile } from '../../../platform/piles'

export interface ContactRequest {
  /** `from:to`, so that asking twice is asking once. */
  readonly _id: string
  readonly fromId: string
  readonly toId: string
  readonly message: string
  /** What the person who was asked gives, once they accepted. */
  readonly reply: string
  /** withheld: the person who was asked blocked the other one; who asked is told that it waits. */
  readonly status: ContactStatus | 'withheld'
  readonly askedAt: Date
  /** How often its words could not be checked, and when to try again; only while checking. */
  readonly checks: number
  readonly checkAt: Date
  /** Delivered or accepted, and the one whom it concerns has not been told yet. */
  readonly untold: boolean
}

export const requestIdOf = (fromId: string, toId: string): string => `${fromId}:${toId}`

const requests = new Collection<ContactRequest>('contactRequests')

export const readRequest = (id: string): Promise<ContactRequest | undefined> => requests.read(id)
export const insertRequest = (request: ContactRequest): Promise<'inserted' | 'exists'> =>
  requests.insert(request)

/** Puts other words in place of those that could not be delivered. */
export const replaceRefused = ({ _id, ...changes }: ContactRequest): Promise<boolean> =>
  requests.change({ _id, status: 'refused' }, changes)

const latestFirst = {
  order: [
    ['askedAt', 'desc'],
    ['_id', 'desc'],
  ],
  limit: pageSize + 1,
} as const

/** What was delivered to a person, latest first, one more than a page. */
export const listReceived = (toId: string, after: string | undefined): Promise<ContactRequest[]> =>
  requests.find(
    afterCursor({ toId, status: command.in(['waiting', 'accepted', 'declined']) }, 'askedAt', 'desc', after),
    latestFirst,
  )

/** What a person asked, latest first, one more than a page. */
export const listSent = (fromId: string, after: string | undefined): Promise<ContactRequest[]> =>
  requests.find(afterCursor({ fromId }, 'askedAt', 'desc', after), latestFirst)

/** Writes an answer, if the request can still get it. */
export const acceptRequest = (id: string, reply: string): Promise<boolean> =>
  requests.change(
    { _id: id, status: command.in(['waiting', 'declined']) },
    { status: 'accepted', reply, untold: true },
  )
export const declineRequest = (id: string): Promise<boolean> =>
  requests.change({ _id: id, status: 'waiting' }, { status: 'declined', untold: false })

/** Takes back what was delivered and not accepted; what is not delivered yet never will be. */
export const withholdRequest = (id: string): Promise<boolean> =>
  requests.change(
    { _id: id, status: command.in(['checking', 'waiting', 'declined']) },
    { status: 'withheld', untold: false },
  )

/** Lets a withheld request come again; its words are checked first, because perhaps they never were. */
export const releaseRequest = (id: string, now: Date): Promise<boolean> =>
  requests.change({ _id: id, status: 'withheld' }, { status: 'checking', checkAt: now })

/** Requests whose words are to be checked now. */
export const uncheckedRequests = new Pile(
  requests,
  (now) => ({ status: 'checking', checkAt: command.lte(now) }),
  { order: [['checkAt', 'asc']] },
)

/** Writes what a check has found, if the request still waits for it. */
export const settleCheck = (
  id: string,
  found: Partial<Pick<ContactRequest, 'status' | 'checks' | 'checkAt' | 'untold'>>,
): Promise<boolean> => requests.change({ _id: id, status: 'checking' }, found)

export const untoldRequests = new Pile(requests, () => ({ untold: true }))
export const markRequestTold = (id: string, status: ContactRequest['status']): Promise<boolean> =>
  requests.change({ _id: id, status }, { untold: false })

export const everyRequestFrom = (fromId: string): AsyncGenerator<ContactRequest> => requests.every({ fromId })
export const everyRequestTo = (toId: string): AsyncGenerator<ContactRequest> => requests.every({ toId })

export const removeRequest = (id: string): Promise<number> => requests.remove({ _id: id })

export const everyRequest = (): AsyncGenerator<ContactRequest> => requests.every()
