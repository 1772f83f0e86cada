/** The treasurers' desk: two weeks of bills that agree with the sample gifts, a refund to decide on, an orphan payment. */
import type { Exception, Order } from '../../cloudfunctions/domain/payments/records'
import type { Refund } from '../../cloudfunctions/domain/payments/refunds/records'
import type { Bill, BillLine } from '../../cloudfunctions/domain/treasury/bills/records'
import { totalsOf } from '../../cloudfunctions/domain/treasury/bills/rules'
import { campusDay } from '../../cloudfunctions/platform/campus-time'
import { personIdOf } from '../../cloudfunctions/platform/ids'
import { personas } from './personas'

const dayMs = 86_400_000
const hourMs = 3_600_000
const daysBilled = 14
/** What WeChat Pay keeps, in ten-thousandths. */
const feeRate = 60

/** Documents of every collection that the desk fills. */
export function sampleMoney(orders: readonly Order[], nowMs: number) {
  const lines = orders.map(lineOf)
  const days = Array.from({ length: daysBilled }, (_, index) =>
    campusDay(new Date(nowMs - (index + 1) * dayMs)),
  )
  const billed = lines.filter(({ day }) => days.includes(day))
  // Yesterday stays open: somebody paid for an order that nobody here knows.
  const orphan = orphanOn(days[0] ?? '', nowMs)
  const bills = days.map((day) => billOf(day, [...billed, orphan.line], nowMs))
  return {
    bills,
    billLines: [...billed, orphan.line],
    exceptions: [orphan.exception],
    refunds: waitingRefunds(orders, nowMs),
  }
}

type Paid = Pick<Order, '_id' | 'transactionId' | 'amountFen' | 'createdAt'>

/** A sample order is paid when it is made. */
function lineOf({ _id, transactionId, amountFen, createdAt: at }: Paid): BillLine {
  return {
    _id: `pay:${transactionId}`,
    day: campusDay(at),
    kind: 'payment',
    at,
    transactionId,
    outTradeNo: _id,
    refundId: '',
    outRefundNo: '',
    refundStatus: '',
    amountFen,
    feeFen: Math.round((amountFen * feeRate) / 10_000),
  }
}

function billOf(day: string, lines: readonly BillLine[], nowMs: number): Bill {
  const own = lines.filter((line) => line.day === day)
  const isAgreed = own.every(({ outTradeNo }) => outTradeNo !== orphanNo)
  return {
    _id: day,
    state: isAgreed ? 'closed' : 'open',
    nextAt: null,
    tries: 0,
    fetchedAt: new Date(nowMs),
    ...totalsOf(own),
  }
}

const orphanNo = 'DSAMPLEORPHAN'

function orphanOn(day: string, nowMs: number): { line: BillLine; exception: Exception } {
  const transactionId = '4200000000SAMPLEORPHAN'
  const at = new Date(`${day}T15:20:00+08:00`)
  const amountFen = 52_000
  return {
    line: lineOf({ _id: orphanNo, transactionId, amountFen, createdAt: at }),
    exception: {
      _id: `orphan-${transactionId}`,
      kind: 'orphan payment',
      day,
      orderNo: orphanNo,
      refundNo: '',
      wechatFen: amountFen,
      ourFen: 0,
      why: 'no such order here',
      state: 'open',
      at: new Date(nowMs - hourMs),
      resolution: null,
      unsettled: false,
    },
  }
}

/** Each treasurer has asked for one, which waits for the other. */
function waitingRefunds(orders: readonly Order[], nowMs: number): Refund[] {
  const latest = [...orders].sort((one, other) => other.createdAt.getTime() - one.createdAt.getTime())
  const wishes = [
    { key: 'treasurer', reason: '捐赠人误付两次，申请退回一笔' },
    { key: 'comptroller', reason: '捐赠人来电，金额填错' },
  ]
  return wishes.flatMap(({ key, reason }, index) => {
    const order = latest[index]
    const persona = personas.find((one) => one.key === key)
    if (!order || !persona) return []
    const requestedAt = new Date(nowMs - (index + 1) * hourMs)
    return {
      _id: `RSAMPLE${String(index).padStart(6, '0')}`,
      orderNo: order._id,
      giftId: order.purpose.giftId,
      projectId: order.purpose.projectId,
      amountFen: order.amountFen,
      reason,
      state: 'requested',
      requestedBy: personIdOf(persona.openid),
      requestedAt,
      decidedBy: '',
      decidedAt: null,
      answer: '',
      refundedAt: null,
      tries: 0,
      nextAt: null,
      untold: false,
    } satisfies Refund
  })
}
