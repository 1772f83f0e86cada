/** What becomes of a gift outside WeChat Pay, and what a line of the bank's statement says; pure. */
import type { ErrorCode, FieldMessages } from '../../../../miniprogram/contract/errors'
import type { Goods, OfflineWay } from '../../../../miniprogram/contract/giving-offline'
import type { Gift } from '../records'

/** Money is counted in the ledger; things and shares are told apart from it, and never as a sum. */
export const isMoney = (way: Gift['way']): boolean => way !== 'materials' && way !== 'equity'

interface Given {
  readonly way: OfflineWay
  readonly amountFen: number
  readonly goods: readonly unknown[]
  readonly details: string
}

/** What is missing of what is given; undefined when nothing is. */
export function givenProblems({ way, amountFen, goods, details }: Given): FieldMessages | undefined {
  if (isMoney(way)) return amountFen > 0 ? undefined : { amountFen: '请填写金额' }
  if (amountFen > 0) return { amountFen: '物资与股权不计金额，估值请另填' }
  if (way === 'materials') return goods.length > 0 ? undefined : { goods: '请填写物资' }
  return details === '' ? { details: '请说明股权' } : undefined
}

/** `图书 20 册、显微镜 2 台` */
export const goodsInWords = (goods: readonly Goods[]): string =>
  goods.map(({ name, quantity, unit }) => `${name} ${quantity} ${unit}`).join('、')

/** Whether a promised gift may be entered as come, with this sum. */
export function decideReceipt({ status, way }: Gift, amountFen: number): 'receive' | ErrorCode {
  if (status !== 'pledged') return 'GIFT_CHANGED'
  return isMoney(way) === amountFen > 0 ? 'receive' : 'AMOUNT_OUT_OF_RANGE'
}

/** Whether a gift may be put right: it has come, not through WeChat, and still says what the caller saw. */
export function decideCorrection(gift: Gift, fromFen: number, amountFen: number): 'correct' | ErrorCode {
  if (gift.way === 'wechat') return 'NOT_FOUND'
  if (gift.status !== 'received' || gift.amountFen !== fromFen) return 'GIFT_CHANGED'
  return isMoney(gift.way) && amountFen !== fromFen ? 'correct' : 'AMOUNT_OUT_OF_RANGE'
}

/** The codes by which announced gifts are known: no letter that looks like another. */
const referencePattern = /JZ[A-HJ-NP-Z2-9]{8}/

/** The code that somebody wrote into a transfer, however they wrote it; undefined when there is none. */
export const referenceIn = (memo: string): string | undefined =>
  referencePattern.exec(memo.normalize('NFKC').toUpperCase().replace(/[\s-]/g, ''))?.[0]

/**
 * What a line of the statement is to a gift: its receipt; the proof of one that was entered before; nothing, when the
 * sum differs, or it is not waiting for a line.
 */
export function decideMatch(
  row: { readonly _id: string; readonly amountFen: number },
  gift: Gift,
): 'receives' | 'proves' | 'is matched' | 'differs' {
  if (gift.bankRowId === row._id) return 'is matched'
  if (gift.bankRowId !== '' || !isMoney(gift.way) || gift.way === 'wechat') return 'differs'
  if (gift.amountFen !== row.amountFen) return 'differs'
  if (gift.status === 'pledged') return 'receives'
  return gift.status === 'received' ? 'proves' : 'differs'
}
