/** Gifts outside WeChat Pay and lines of the bank, as a treasurer works them off. */
import { type BankRow, type OfflineGift, offlineWays } from '../../contract/giving-offline'
import { formatYuan } from '../../contract/money'
import { formatDay } from '../../utils/date'

export type Tab = 'pledged' | 'received' | 'bank'

export const tabs: readonly { readonly tab: Tab; readonly label: string }[] = [
  { tab: 'pledged', label: '待到账' },
  { tab: 'received', label: '已到账' },
  { tab: 'bank', label: '待认领流水' },
]

export interface Row {
  readonly key: string
  /** The sum, or the things. */
  readonly given: string
  readonly title: string
  readonly lines: readonly string[]
  readonly amountFen: number
  readonly isMoney: boolean
}

const givenIn = ({ amountFen, goods, way }: OfflineGift): string => {
  if (amountFen > 0) return `${formatYuan(amountFen)} 元`
  const things = goods.map(({ name, quantity, unit }) => `${name} ${quantity} ${unit}`).join('、')
  return things === '' ? offlineWays[way] : things
}

export function giftRow(gift: OfflineGift, nowMs: number): Row {
  const { orderNo, donorName, isAnonymous, projectTitle, way, details, receivedAt, announcedAt } = gift
  const day = receivedAt === undefined ? `${formatDay(announcedAt, nowMs)}登记` : formatDay(receivedAt, nowMs)
  const worth = gift.worthFen === undefined ? '' : `估值 ${formatYuan(gift.worthFen)} 元（不计入金额）`
  return {
    key: orderNo,
    given: givenIn(gift),
    title: isAnonymous ? `${donorName}（匿名）` : donorName,
    lines: [
      `${projectTitle} · ${offlineWays[way]}`,
      [day, `识别码 ${orderNo}`, gift.isMatched ? '已与银行流水核对' : '']
        .filter((part) => part !== '')
        .join(' · '),
      worth,
      details,
    ].filter((line) => line !== ''),
    amountFen: gift.amountFen,
    isMoney: way !== 'materials' && way !== 'equity',
  }
}

export const bankRow = ({ rowId, at, amountFen, payer, memo }: BankRow, nowMs: number): Row => ({
  key: rowId,
  given: `${formatYuan(amountFen)} 元`,
  title: payer === '' ? '（无户名）' : payer,
  lines: [formatDay(at, nowMs), memo].filter((line) => line !== ''),
  amountFen,
  isMoney: true,
})
