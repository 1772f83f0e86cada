/** Projects and gifts. What was given is summed from the ledger; a gift says who, to what, and how. */
import type { DonorKind } from '../../../miniprogram/contract/giving'
import type { GiftWay, Goods, giftStatuses } from '../../../miniprogram/contract/giving-offline'
import type { ProjectKind, ProjectStatus } from '../../../miniprogram/contract/giving-projects'
import type { Contact } from '../../../miniprogram/contract/organisations'
import { Collection, command } from '../../platform/cloud'
import { afterCursor, pageSize, rowsAtMost } from '../../platform/cursor'
import { Pile } from '../../platform/piles'
import type { LedgerEntry } from '../ledger/records'

export interface Project {
  readonly _id: string
  readonly kind: ProjectKind
  readonly title: string
  readonly summary: string
  readonly purpose: string
  /** Who proposes it; of a class drive, the class. */
  readonly bodyId: string
  /** That body and its ancestors: whoever edits for one of them edits this. */
  readonly bodyPath: readonly string[]
  /** 0: without a goal. */
  readonly goalFen: number
  readonly presetsFen: readonly number[]
  readonly minimumFen: number
  readonly opensAt: Date | null
  readonly closesAt: Date | null
  readonly closesWhenFull: boolean
  readonly contact: Contact
  readonly pictureIds: readonly string[]
  readonly status: ProjectStatus
  /** Why it was sent back, or closed; empty otherwise. */
  readonly reason: string
  readonly order: number
  /** Grows with every change, so that two editors do not overwrite each other unknowingly. */
  readonly revision: number
  readonly createdBy: string
  /** Who asked the treasurer, and is told of the answer; empty before. */
  readonly proposedBy: string
  /** Decided, and whoever proposed it was not told yet. */
  readonly untold: boolean
}

/** fit: shown · waiting: for staff, because WeChat did not find it fit or could not be asked · refused: by staff. */
export interface GiftWords {
  readonly text: string
  readonly state: 'none' | 'fit' | 'waiting' | 'refused'
}

/** unpaid, pledged: not counted · received: it has come · refunded: and all gone back · dropped: it will not come, or was entered wrongly. */
export type GiftStatus = keyof typeof giftStatuses

export interface Gift {
  readonly _id: string
  /** Empty for somebody whom staff entered. */
  readonly personId: string
  /** Under which the gift is known: the person's, or that of whom they gave for. */
  readonly donorName: string
  readonly donorKind: DonorKind
  /** The one class or branch that has the credit; empty when none has. The sum counts once all the same. */
  readonly creditedTo: string
  readonly isAnonymous: boolean
  /** A word to go with it, which others read only once it was found fit. */
  readonly words: GiftWords
  /** All that was wished, as a hash: an attempt sent again with another wish is another gift. */
  readonly intent: string
  readonly projectId: string
  /** Of the order that pays for it; outside WeChat Pay the code by which it is known on paper. */
  readonly orderNo: string
  readonly way: GiftWay
  /** Money alone; 0 for things and shares. */
  readonly amountFen: number
  /** What is left of it after refunds; changed in the same write as what changes it. */
  readonly keptFen: number
  readonly goods: readonly Goods[]
  /** What things are said to be worth. */
  readonly worthFen: number | null
  readonly details: string
  readonly status: GiftStatus
  readonly createdAt: Date
  readonly receivedAt: Date | null
  /** Received, and the donor has not been thanked yet. */
  readonly untold: boolean
  /** The line of the bank's statement that proves it; empty while none does. */
  readonly bankRowId: string
  readonly corrections: number
  /** Written with what made it true, until it is in the ledger. Gifts through WeChat Pay are entered by payments. */
  readonly unentered: LedgerEntry | null
  /** Of the code by which the donor came, if they came by one. */
  readonly scene?: string
  /** What went back to the donor, in all and by refund; absent while nothing did. */
  readonly refundedFen?: number
  readonly refunds?: Readonly<Record<string, number>>
}

const projects = new Collection<Project>('projects')
const gifts = new Collection<Gift>('gifts')

export const readProject = (projectId: string): Promise<Project | undefined> => projects.read(projectId)
export const readProjects = (ids: readonly string[]): Promise<Project[]> =>
  projects.find({ _id: command.in([...ids]) })
/** What was ever open to everybody, in its order: so many that no house has more. */
export const listProjects = (limit = 1000): Promise<Project[]> =>
  projects.find({ status: command.in(['open', 'closed']) }, { order: [['order', 'asc']], limit })

/** The fifty projects that come first among those to which one can give, or among those to which one could. */
export const listProjectsThatAre = (status: 'open' | 'closed'): Promise<Project[]> =>
  projects.find({ status }, { order: [['order', 'asc']], limit: rowsAtMost })

/** Projects of these bodies that the public sees, in their order. */
export const listProjectsOf = (bodyIds: readonly string[]): Promise<Project[]> =>
  projects.find(
    { bodyId: command.in([...bodyIds]), status: command.in(['open', 'closed']) },
    { order: [['order', 'asc']], limit: 1000 },
  )

/** The fifty projects of a body that come first among those to which one can give. */
export const listOpenProjectsOf = (bodyId: string): Promise<Project[]> =>
  projects.find({ bodyId, status: 'open' }, { order: [['order', 'asc']], limit: 50 })

/** Every project of these bodies, in whatever state. */
export const listProjectsProposedBy = (bodyIds: readonly string[]): Promise<Project[]> =>
  projects.find({ bodyId: command.in([...bodyIds]) }, { limit: 1000 })

/** Says of which body a project is, and where that lies, if it is still of the one that was read. */
export const reassignProject = (
  { _id, bodyId }: Project,
  to: { readonly _id: string; readonly bodyPath: readonly string[] },
): Promise<boolean> => projects.change({ _id, bodyId }, { bodyId: to._id, bodyPath: [...to.bodyPath] })

export const insertGift = (gift: Gift): Promise<'inserted' | 'exists'> => gifts.insert(gift)
export const readGift = (giftId: string): Promise<Gift | undefined> => gifts.read(giftId)

/** Marks a gift as received, once. */
export const receiveGift = (giftId: string, receivedAt: Date): Promise<boolean> =>
  gifts.change({ _id: giftId, status: 'unpaid' }, { status: 'received', receivedAt, untold: true })

/** Notes that one refund of a gift was made, once. */
export const noteGiftRefund = (giftId: string, refundNo: string, amountFen: number): Promise<boolean> =>
  gifts.change(
    { _id: giftId, [`refunds.${refundNo}`]: command.exists(false) },
    {
      [`refunds.${refundNo}`]: amountFen,
      refundedFen: command.inc(amountFen),
      keptFen: command.inc(-amountFen),
    },
  )

/** A gift that has all gone back is no longer one. */
export const endRefundedGift = ({ _id, amountFen }: Pick<Gift, '_id' | 'amountFen'>): Promise<boolean> =>
  gifts.change(
    { _id, status: 'received', refundedFen: command.gte(amountFen) },
    { status: 'refunded', untold: false },
  )

export const readGifts = (ids: readonly string[]): Promise<Gift[]> =>
  gifts.find({ _id: command.in([...ids]) })

/** The gifts of a person, the latest first: a page, and one more where there are more. */
export const listGiftsOf = (personId: string, after: string | undefined): Promise<Gift[]> =>
  gifts.find(afterCursor({ personId }, 'createdAt', 'desc', after), {
    order: [
      ['createdAt', 'desc'],
      ['_id', 'desc'],
    ],
    limit: pageSize + 1,
  })

/** What came of money from a person, on all ways, and was kept. */
export async function sumGiftsOf(personId: string): Promise<{ keptFen: number; gifts: number }> {
  const [sum] = await gifts.aggregate<{ keptFen: number; gifts: number }>((stages) =>
    stages
      .match({ personId, status: 'received', keptFen: command.gt(0) })
      .group({ _id: null, keptFen: { $sum: '$keptFen' }, gifts: { $sum: 1 } }),
  )
  return { keptFen: sum?.keptFen ?? 0, gifts: sum?.gifts ?? 0 }
}

/** Every gift of a person, however many. */
export const everyGiftOf = (personId: string): AsyncGenerator<Gift> => gifts.every({ personId })

/** Makes one person's gift another's. */
export const passGift = (giftId: string, fromId: string, toId: string): Promise<boolean> =>
  gifts.change({ _id: giftId, personId: fromId }, { personId: toId })

/** Puts all gifts of a person under a pseudonym; what was given in the name of a class or an enterprise keeps that. */
export async function forgetDonor(personId: string, pseudonymId: string, name: string): Promise<void> {
  await gifts.changeEvery({ personId, donorKind: 'person' }, { donorName: name })
  await gifts.changeEvery({ personId }, { personId: pseudonymId, intent: '', details: '', 'words.text': '' })
}

/** How many gifts each project received. */
export async function countByProject(projectIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await gifts.aggregate<{ _id: string; gifts: number }>((stages) =>
    stages
      .match({ status: 'received', projectId: command.in([...projectIds]) })
      .group({ _id: '$projectId', gifts: { $sum: 1 } }),
  )
  return new Map(rows.map((row) => [row._id, row.gifts]))
}

/** How many gifts came by each of these codes, and what is left of them. */
export async function sumGiftsBy(
  scenes: readonly string[],
): Promise<ReadonlyMap<string, { readonly gifts: number; readonly keptFen: number }>> {
  const rows = await gifts.aggregate<{ _id: string; gifts: number; keptFen: number }>((stages) =>
    stages
      .match({ scene: command.in([...scenes]), status: 'received' })
      .group({ _id: '$scene', gifts: { $sum: 1 }, keptFen: { $sum: '$keptFen' } }),
  )
  return new Map(rows.map(({ _id, ...sums }) => [_id, sums]))
}

/** What each project received from one person. */
export const sumReceivedFrom = (
  personId: string,
): Promise<{ readonly _id: string; readonly gifts: number; readonly amountFen: number }[]> =>
  gifts.aggregate((stages) =>
    stages.match({ personId, status: 'received' }).group({
      _id: '$projectId',
      gifts: { $sum: 1 },
      amountFen: { $sum: '$keptFen' },
    }),
  )

export const unthankedGifts = new Pile(gifts, () => ({ untold: true }))
export const markThanked = (giftId: string): Promise<boolean> =>
  gifts.change({ _id: giftId }, { untold: false })

/** Every gift that a project has received, however many. */
export const everyReceivedGift = (projectId: string): AsyncGenerator<Gift> =>
  gifts.every({ projectId, status: 'received' })

export const everyGift = (): AsyncGenerator<Gift> => gifts.every()
