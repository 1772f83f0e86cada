/** Gifts that do not come through WeChat Pay: announced, received, found on the bank's statement, corrected. */
import { strictObject } from 'valibot'
import { action } from './action'
import { fileId } from './event-content'
import { choice, flag, id, integer, list, type Moment, moment, optional, text } from './fields'
import { type DonorKind, donor, donorKinds } from './giving'
import { largestAmountFen } from './money'

export const offlineWays = {
  transfer: '银行转账',
  cash: '现金',
  cheque: '支票',
  equity: '股权',
  materials: '物资',
} as const
export type OfflineWay = keyof typeof offlineWays
export type GiftWay = 'wechat' | OfflineWay

/** unpaid, pledged: not counted · received: it has come · refunded: and all gone back · dropped: it will not come, or was entered wrongly. */
export const giftStatuses = {
  unpaid: '待支付',
  pledged: '待到账',
  received: '已到账',
  refunded: '已退款',
  dropped: '已取消',
} as const

/** Things given, counted by themselves and never as money. */
export const goods = strictObject(
  {
    name: text('物资名称', { max: 30 }),
    quantity: integer('数量', { min: 1, max: 10_000_000 }),
    unit: text('单位', { max: 10 }),
  },
  '物资有误',
)
export interface Goods {
  readonly name: string
  readonly quantity: number
  readonly unit: string
}

/** A gift outside WeChat Pay as treasurers see it. */
export interface OfflineGift {
  readonly orderNo: string
  readonly donorName: string
  readonly donorKind: DonorKind
  readonly isAnonymous: boolean
  readonly projectTitle: string
  readonly way: OfflineWay
  readonly amountFen: number
  readonly goods: readonly Goods[]
  /** What the things are said to be worth; apart from money. */
  readonly worthFen: number | undefined
  readonly details: string
  readonly status: keyof typeof giftStatuses
  /** Whether it was found on a statement of the bank. */
  readonly isMatched: boolean
  readonly announcedAt: Moment
  readonly receivedAt: Moment | undefined
}

/** new, open: nobody knows yet whose it is · matched: to a gift · aside: no gift, and why. */
export const bankRowStates = { new: '待匹配', open: '待认领', matched: '已匹配', aside: '非捐赠' } as const

export interface BankRow {
  readonly rowId: string
  readonly at: Moment
  readonly amountFen: number
  readonly payer: string
  readonly memo: string
  readonly state: keyof typeof bankRowStates
  readonly reason: string
}

export const statementRowsAtMost = 5000
export const statementFolder = (personId: string): string => `statements/${personId}`

const amount = integer('金额', { min: 0, max: largestAmountFen })
const reason = text('原因', { min: 2, max: 200 })
const items = list('物资', goods, { max: 20 })
const details = text('说明', { min: 0, max: 300 })

export const givingOffline = {
  /** Says that something is to come; the answer is the code by which it will be known. Serves whom giving serves. */
  'giving.announce': action(
    'person',
    {
      attemptKey: id(),
      projectId: id(),
      way: choice('捐赠方式', offlineWays),
      amountFen: amount,
      goods: items,
      details,
      isAnonymous: flag('是否匿名'),
      donor: optional(donor),
    },
    { atMost: { times: 20, per: 'day' } },
  ).returns<{ readonly orderNo: string }>(),
  'giving.withdrawPledge': action('person', { orderNo: id() }).returns<{ readonly orderNo: string }>(),

  'giving.listOffline': action('treasurer', {
    status: choice('状态', giftStatuses),
    after: optional(text('游标', { max: 100 })),
  }).returns<{ readonly gifts: readonly OfflineGift[]; readonly next: string | undefined }>(),
  /** Enters a gift that came, or was promised, on paper. */
  'giving.enterOffline': action(
    'treasurer',
    {
      draftKey: id(),
      projectId: id(),
      donorKind: choice('捐赠人类型', donorKinds),
      donorName: text('捐赠人', { max: 40 }),
      isAnonymous: flag('是否匿名'),
      way: choice('捐赠方式', offlineWays),
      amountFen: amount,
      goods: items,
      worthFen: optional(amount),
      details,
      /** Left out: promised, not come yet. */
      receivedAt: optional(moment('到账日期')),
      /** The line of the bank's statement that it is. */
      rowId: optional(id()),
    },
    { audits: 'draftKey' },
  ).returns<{ readonly orderNo: string }>(),
  'giving.receive': action(
    'treasurer',
    { orderNo: id(), amountFen: amount, receivedAt: moment('到账日期') },
    { audits: 'orderNo' },
  ).returns<{ readonly orderNo: string }>(),
  'giving.dropPledge': action('treasurer', { orderNo: id(), reason }, { audits: 'orderNo' }).returns<{
    readonly orderNo: string
  }>(),
  /** What was entered wrongly stays in the ledger, and is put right by another entry, with the reason. */
  'giving.correct': action(
    'treasurer',
    {
      orderNo: id(),
      /** What the caller saw, so that nobody corrects what was corrected meanwhile. */
      fromFen: amount,
      amountFen: amount,
      reason,
    },
    { audits: 'orderNo' },
  ).returns<{ readonly orderNo: string }>(),

  /** Reads a statement of the bank: tried first, then kept. The same line again is the same. */
  'giving.importStatement': action(
    'treasurer',
    { fileId: fileId('银行流水'), isTrial: flag('是否试读') },
    { audits: 'fileId', atMost: { times: 100, per: 'day' } },
  ).returns<{
    readonly fresh: number
    readonly known: number
    readonly outgoing: number
    /** One sentence for each line that cannot be read; the first twenty. */
    readonly problems: readonly string[]
  }>(),
  'giving.listBankRows': action('treasurer', {
    state: choice('状态', bankRowStates),
    after: optional(text('游标', { max: 100 })),
  }).returns<{ readonly rows: readonly BankRow[]; readonly next: string | undefined }>(),
  'giving.matchBankRow': action('treasurer', { rowId: id(), orderNo: id() }, { audits: 'rowId' }).returns<{
    readonly state: keyof typeof bankRowStates
  }>(),
  'giving.setAsideBankRow': action('treasurer', { rowId: id(), reason }, { audits: 'rowId' }).returns<{
    readonly state: keyof typeof bankRowStates
  }>(),
}
