/** The older interface's words for how a refund stands. https://pay.weixin.qq.com/doc/v2/merchant/4011935224 */
import type { RefundStatus } from './port'

const words: Readonly<Record<string, RefundStatus>> = {
  SUCCESS: 'SUCCESS',
  CHANGE: 'ABNORMAL',
  REFUNDCLOSE: 'CLOSED',
  PROCESSING: 'PROCESSING',
}

/** The status that a word means, or undefined for anything else. */
export const refundStatusOf = (word: unknown): RefundStatus | undefined =>
  typeof word === 'string' && Object.hasOwn(words, word) ? words[word] : undefined
