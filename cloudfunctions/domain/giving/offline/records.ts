/** Gifts outside WeChat Pay, and the lines of the bank's statements. */
import type { bankRowStates, OfflineWay } from '../../../../miniprogram/contract/giving-offline'
import { Collection, command, type Order } from '../../../platform/cloud'
import { afterCursor, pageSize } from '../../../platform/cursor'
import { Pile } from '../../../platform/piles'
import type { LedgerEntry } from '../../ledger/records'
import type { Gift, GiftStatus } from '../records'

export interface BankRowRecord {
  /** Made of what the bank says, so that the same line is kept once. */
  readonly _id: string
  readonly at: Date
  readonly amountFen: number
  readonly payer: string
  readonly memo: string
  readonly serial: string
  readonly state: keyof typeof bankRowStates
  /** Of a matched line: whose receipt it is. */
  readonly giftId: string
  /** Of one set aside: why it is no gift. */
  readonly reason: string
  readonly importedAt: Date
  readonly byPersonId: string
}

const gifts = new Collection<Gift>('gifts')
const bankRows = new Collection<BankRowRecord>('bankRows')

const offlineWays: readonly OfflineWay[] = ['transfer', 'cash', 'cheque', 'equity', 'materials']

/** Gifts outside WeChat Pay that stand so, latest first, one more than a page. */
export const listOfflineGifts = (status: GiftStatus, after: string | undefined): Promise<Gift[]> =>
  gifts.find(afterCursor({ way: command.in([...offlineWays]), status }, 'createdAt', 'desc', after), {
    order: [
      ['createdAt', 'desc'],
      ['_id', 'desc'],
    ],
    limit: pageSize + 1,
  })

interface Receipt {
  readonly amountFen: number
  readonly receivedAt: Date
  readonly bankRowId: string
  readonly unentered: LedgerEntry | null
}

/** A promised gift has come: counted from now on, and to be entered and thanked for. */
export const receivePledge = (giftId: string, { unentered, ...receipt }: Receipt): Promise<boolean> =>
  gifts.change(
    { _id: giftId, status: 'pledged' },
    {
      ...receipt,
      keptFen: receipt.amountFen,
      status: 'received',
      untold: true,
      unentered: unentered && command.set(unentered),
    },
  )

export const dropPledge = (giftId: string, details: string): Promise<boolean> =>
  gifts.change({ _id: giftId, status: 'pledged' }, { status: 'dropped', details })

/** Puts a gift right, if it still says what it said and nothing of it waits to be entered. */
export const correctGift = (
  { _id, amountFen, corrections }: Pick<Gift, '_id' | 'amountFen' | 'corrections'>,
  toFen: number,
  unentered: LedgerEntry,
): Promise<boolean> =>
  gifts.change(
    { _id, amountFen, corrections, status: 'received', unentered: null },
    {
      amountFen: toFen,
      keptFen: command.inc(toFen - amountFen),
      corrections: command.inc(1),
      unentered: command.set(unentered),
      // What was never given is no gift; its entries stay, and sum to nothing.
      ...(toFen === 0 ? { status: 'dropped' } : {}),
    },
  )

/** Says which line of a statement proves a gift, once. */
export const proveGift = (giftId: string, bankRowId: string): Promise<boolean> =>
  gifts.change({ _id: giftId, bankRowId: '' }, { bankRowId })

export const unenteredGifts = new Pile(gifts, () => ({ 'unentered.at': command.gt(new Date(0)) }), {
  limit: 200,
})

/** Notes that what was to be entered is in the ledger. */
export const markEntered = (giftId: string, entryId: string): Promise<boolean> =>
  gifts.change({ _id: giftId, 'unentered._id': entryId }, { unentered: null })

export const readBankRow = (rowId: string): Promise<BankRowRecord | undefined> => bankRows.read(rowId)

/** Which of these lines are kept already. */
export async function readKnownRows(ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await bankRows.find({ _id: command.in([...ids]) }, { limit: 1000, fields: ['state'] })
  return new Set(rows.map(({ _id }) => _id))
}

export const insertBankRow = (row: BankRowRecord): Promise<'inserted' | 'exists'> => bankRows.insert(row)
export const insertBankRows = (rows: readonly BankRowRecord[]): Promise<'inserted' | 'exists'> =>
  bankRows.insertMany(rows)

const latestFirst: Order = [
  ['at', 'desc'],
  ['_id', 'desc'],
]

export const listBankRows = (
  state: BankRowRecord['state'],
  after: string | undefined,
): Promise<BankRowRecord[]> =>
  bankRows.find(afterCursor({ state }, 'at', 'desc', after), { order: latestFirst, limit: pageSize + 1 })

/** So many lines are matched in one step, by whoever imported them or by the timer. */
export const newBankRows = new Pile(bankRows, () => ({ state: 'new' }), { order: latestFirst, limit: 200 })

/** Moves a line on, if nobody decided about it yet. */
export const settleBankRow = (
  rowId: string,
  to: Partial<Pick<BankRowRecord, 'state' | 'giftId' | 'reason'>>,
): Promise<boolean> => bankRows.change({ _id: rowId, state: command.in(['new', 'open']) }, to)

export const everyBankRow = (): AsyncGenerator<BankRowRecord> => bankRows.every()
export const renameImporter = (personId: string, pseudonymId: string): Promise<number> =>
  bankRows.changeEvery({ byPersonId: personId }, { byPersonId: pseudonymId })
