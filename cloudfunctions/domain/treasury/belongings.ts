/** What the treasury keeps of a person: which refunds they asked for or decided, and which differences they resolved. */
import { formatYuan } from '../../../miniprogram/contract/money'
import { exceptionKinds, refundStates } from '../../../miniprogram/contract/treasury'
import { campusTime } from '../../platform/campus-time'
import { collect } from '../../platform/cloud'
import type { Belongings } from '../belongings'
import { everyExceptionResolvedBy, renameResolver } from '../payments/records'
import {
  everyRefundAskedBy,
  everyRefundDecidedBy,
  type Refund,
  renameInRefunds,
} from '../payments/refunds/records'

const refundRow = (part: string, { requestedAt, amountFen, state }: Refund) => [
  part,
  campusTime(requestedAt),
  formatYuan(amountFen),
  refundStates[state],
]

export const treasuryBelongings = {
  async describe(personId) {
    const [asked, decided, resolved] = await Promise.all([
      collect(everyRefundAskedBy(personId)),
      collect(everyRefundDecidedBy(personId)),
      collect(everyExceptionResolvedBy(personId)),
    ])
    const refunds = {
      title: '经办的退款',
      columns: ['经办', '申请时间', '金额（元）', '状态'],
      rows: [
        ...asked.map((refund) => refundRow('申请', refund)),
        ...decided.map((refund) => refundRow('复核', refund)),
      ],
    }
    const differences = {
      title: '核对的账目',
      columns: ['日期', '事项', '核对时间'],
      rows: resolved.map(({ day, kind, resolution }) => [
        day,
        exceptionKinds[kind],
        resolution ? campusTime(resolution.at) : '',
      ]),
    }
    return [refunds, differences].filter(({ rows }) => rows.length > 0)
  },
  async erase(personId, pseudonymId) {
    await renameInRefunds(personId, pseudonymId)
    await renameResolver(personId, pseudonymId)
  },
} satisfies Belongings
