/** Projects and gifts. What was given is summed from the ledger; a gift says who, to what, and how. */
import { Collection, command } from '../../platform/cloud'
import { afterCursor, pageSize } from '../../platform/cursor'

export interface Project {
  readonly _id: string
  readonly title: string
  readonly summary: string
  readonly purpose: string
  readonly bodyId: string
  readonly goalFen: number
  readonly presetsFen: readonly number[]
  readonly minimumFen: number
  readonly status: 'open' | 'closed'
  readonly order: number
}

/** unpaid: intended, not counted · received: the money has come · refunded: and has all gone back. */
export type GiftStatus = 'unpaid' | 'received' | 'refunded'

export interface Gift {
  readonly _id: string
  readonly personId: string
  readonly donorName: string
  readonly isAnonymous: boolean
  readonly projectId: string
  readonly orderNo: string
  readonly amountFen: number
  readonly status: GiftStatus
  readonly createdAt: Date
  readonly receivedAt: Date | null
  /** Received, and the donor has not been thanked yet. */
  readonly untold: boolean
  /** What went back to the donor, in all and by refund; absent while nothing did. */
  readonly refundedFen?: number
  readonly refunds?: Readonly<Record<string, number>>
}

/** What is left of a gift. */
export const keptFen = ({ amountFen, refundedFen = 0 }: Gift): number => amountFen - refundedFen

const projects = new Collection<Project>('projects')
const gifts = new Collection<Gift>('gifts')

export const readProject = (projectId: string): Promise<Project | undefined> => projects.read(projectId)
export const readProjects = (ids: readonly string[]): Promise<Project[]> =>
  projects.find({ _id: command.in([...ids]) })
export const listProjects = (limit = 50): Promise<Project[]> =>
  projects.find({ status: command.in(['open', 'closed']) }, { order: [['order', 'asc']], limit })

/** Projects of these bodies, in their order. */
export const listProjectsProposedBy = (bodyIds: readonly string[]): Promise<Project[]> =>
  projects.find({ bodyId: command.in([...bodyIds]) }, { order: [['order', 'asc']], limit: 1000 })

/** Hands a project on to another body, if it is still of the one that was read. */
export const reassignProject = ({ _id, bodyId }: Project, to: string): Promise<boolean> =>
  projects.change({ _id, bodyId }, { bodyId: to })

export const insertGift = (gift: Gift): Promise<'inserted' | 'exists'> => gifts.insert(gift)
export const readGift = (giftId: string): Promise<Gift | undefined> => gifts.read(giftId)

/** Marks a gift as received, once. */
export const receiveGift = (giftId: string, receivedAt: Date): Promise<boolean> =>
  gifts.change({ _id: giftId, status: 'unpaid' }, { status: 'received', receivedAt, untold: true })

/** Notes that one refund of a gift was made, once. */
export const noteGiftRefund = (giftId: string, refundNo: string, amountFen: number): Promise<boolean> =>
  gifts.change(
    { _id: giftId, [`refunds.${refundNo}`]: command.exists(false) },
    { [`refunds.${refundNo}`]: amountFen, refundedFen: command.inc(amountFen) },
  )

/** A gift that has all gone back is no longer one. */
export const endRefundedGift = ({ _id, amountFen }: Pick<Gift, '_id' | 'amountFen'>): Promise<boolean> =>
  gifts.change(
    { _id, status: 'received', refundedFen: command.gte(amountFen) },
    { status: 'refunded', untold: false },
  )

export const readGifts = (ids: readonly string[]): Promise<Gift[]> =>
  gifts.find({ _id: command.in([...ids]) })

export const listGiftsOf = (personId: string): Promise<Gift[]> =>
  gifts.find({ personId }, { order: [['createdAt', 'desc']], limit: 50 })

/** Every gift of a person, however many. */
export const everyGiftOf = (personId: string): AsyncGenerator<Gift> => gifts.every({ personId })

/** Makes one person's gift another's. */
export const passGift = (giftId: string, fromId: string, toId: string): Promise<boolean> =>
  gifts.change({ _id: giftId, personId: fromId }, { personId: toId })

/** Puts all gifts of a person under a pseudonym. */
export const forgetDonor = (
  personId: string,
  pseudonym: Pick<Gift, 'personId' | 'donorName'>,
): Promise<number> => gifts.changeEvery({ personId }, pseudonym)

const received = (projectId: string | undefined) => ({
  status: 'received',
  ...(projectId === undefined ? {} : { projectId }),
})

/** Received gifts, latest first, one more than a page. */
export const listReceived = (
  projectId: string | undefined,
  after: string | undefined,
  limit = pageSize + 1,
): Promise<Gift[]> =>
  gifts.find(afterCursor(received(projectId), 'receivedAt', 'desc', after), {
    order: [
      ['receivedAt', 'desc'],
      ['_id', 'desc'],
    ],
    limit,
  })

/** How many gifts each project received. */
export async function countByProject(projectIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await gifts.aggregate<{ _id: string; gifts: number }>((stages) =>
    stages
      .match({ status: 'received', projectId: command.in([...projectIds]) })
      .group({ _id: '$projectId', gifts: { $sum: 1 } }),
  )
  return new Map(rows.map((row) => [row._id, row.gifts]))
}

/** What each project received from one person. */
export const sumReceivedFrom = (
  personId: string,
): Promise<{ readonly _id: string; readonly gifts: number; readonly amountFen: number }[]> =>
  gifts.aggregate((stages) =>
    stages.match({ personId, status: 'received' }).group({
      _id: '$projectId',
      gifts: { $sum: 1 },
      amountFen: { $sum: { $subtract: ['$amountFen', { $ifNull: ['$refundedFen', 0] }] } },
    }),
  )

export const listUnthanked = (): Promise<Gift[]> => gifts.find({ untold: true })
export const markThanked = (giftId: string): Promise<boolean> =>
  gifts.change({ _id: giftId }, { untold: false })

export const everyGift = (): AsyncGenerator<Gift> => gifts.every()
