/** A certificate in words, the same on the drawing and for whoever checks it. */
import type { CertificateFacts } from '../../contract/giving-papers'
import { formatYuan } from '../../contract/money'
import { campusTime } from '../../utils/date'

/** It is for remembering: for the tax office there is another paper. */
export const noInvoice = '本证书不作为票据'

export interface CertificateWords {
  readonly donorName: string
  readonly projectTitle: string
  /** The sum, or the things. */
  readonly gift: string
  readonly receivedOn: string
  readonly payee: string
  /** In groups of four, for reading aloud. */
  readonly number: string
}

export const groupedNumber = (number: string): string =>
  `${number.slice(0, 2)} ${number.slice(2).replace(/(.{4})(?=.)/g, '$1 ')}`

export function certificateWordsOf(facts: CertificateFacts): CertificateWords {
  const { year, month, day } = campusTime(facts.receivedAt)
  return {
    donorName: facts.donorName,
    projectTitle: facts.projectTitle,
    gift: facts.amountFen > 0 ? `人民币 ${formatYuan(facts.amountFen)} 元` : facts.goods,
    receivedOn: `${year} 年 ${month} 月 ${day} 日`,
    payee: facts.payee,
    number: groupedNumber(facts.number),
  }
}
