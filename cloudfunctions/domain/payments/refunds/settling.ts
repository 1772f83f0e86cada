/** The one place where a refund becomes true: approvals, notifications, questions and bills all end in applyRefund. */
import type { ErrorCode } from '../../../../miniprogram/contract/errors'
import { errorMeanings } from '../../../../miniprogram/contract/errors'
import type { RefundState } from '../../../../miniprogram/contract/treasury'
import { campusDay } from '../../../platform/campus-time'
import { now as currentTime, dayMs, minuteMs } from '../../../platform/clock'
import { log } from '../../../platform/log'
import { PayRefused, PayUnavailable, type RefundReport, wechatPay } from '../../../platform/wechat-pay/index'
import { readGift, readProjects } from '../../giving/records'
import { takeBackGift } from '../../giving/settle'
import { insertEntry } from '../../ledger/records'
import { refundEntry } from '../../ledger/rules'
import { enqueue } from '../../messages/actions'
import { insertException, type Order, readOrder, releaseRefund, setAsideRefund } from '../records'
import {
  dueRefunds,
  markRefundTold,
  moveRefund,
  openStates,
  type Refund,
  readRefund,
  untoldRefunds,
} from './records'
import { decideReport, footingOf, isFinalRefusal, mostRefunds, nextAskAt, refundsApartMs } from './rules'

/**
 * Makes WeChat's word about a refund true here. Every write has a deterministic id or a condition, so that it may be
 * run any number of times and be cut off anywhere: the refund is moved last, and until then it is asked about again.
 */
export async function applyRefund(report: RefundReport): Promise<void> {
  const at = currentTime()
  const refund = await readRefund(report.outRefundNo)
  if (!refund) {
    if (report.status === 'SUCCESS') await reportForeignRefund(report, at)
    return
  }
  const decision = decideReport(refund, report, at)
  switch (decision.kind) {
    case 'enter': {
      const { refundedAt } = decision
      await insertEntry(refundEntry(refund, refundedAt))
      await takeBackGift(refund.giftId, refund._id, refund.amountFen)
      await moveRefund(refund._id, openStates, { state: 'success', refundedAt, nextAt: null, untold: true })
      return
    }
    case 'release':
      await releaseRefund(refund.orderNo, refund._id, refund.amountFen)
      await moveRefund(refund._id, openStates, { state: 'closed', nextAt: null })
      return
    case 'note': {
      // What is abnormal waits for a person at WeChat Pay's console, and is asked about once a day.
      const isAbnormal = decision.state === 'abnormal'
      const nextAt = isAbnormal ? new Date(at.getTime() + dayMs) : nextAskAt(refund.tries, at)
      const from = isAbnormal ? openStates : (['approved', 'processing'] as const)
      await moveRefund(refund._id, from, {
        state: decision.state,
        answer: '',
        tries: refund.tries + 1,
        nextAt,
      })
      return
    }
    case 'differ':
      log.warn('refund differs', { refundNo: refund._id, differs: decision.why })
      await insertException({
        _id: `refund-mismatch-${refund._id}`,
        kind: 'refund mismatch',
        day: campusDay(report.refundedAt ?? at),
        orderNo: report.outTradeNo,
        refundNo: refund._id,
        wechatFen: report.amountFen ?? 0,
        ourFen: refund.amountFen,
        why: decision.why,
        at,
      })
      await moveRefund(refund._id, openStates, { state: 'abnormal', nextAt: null })
      return
    case 'nothing':
  }
}

/** A refund that we never asked for, made at WeChat Pay's console: for a treasurer to enter. */
export async function reportForeignRefund(report: RefundReport, at: Date): Promise<void> {
  log.warn('refund made elsewhere', { orderNo: report.outTradeNo })
  await insertException({
    _id: `foreign-refund-${report.refundId ?? report.outRefundNo}`,
    kind: 'foreign refund',
    day: campusDay(report.refundedAt ?? at),
    orderNo: report.outTradeNo,
    refundNo: report.refundId ?? report.outRefundNo,
    wechatFen: report.amountFen ?? 0,
    ourFen: 0,
    why: 'not asked for here',
    at,
  })
}

/** Brings an approved refund one step further; tells how it stands afterwards. */
export async function pursueRefund(refund: Refund, now: Date): Promise<RefundState> {
  try {
    await askAbout(refund, now)
  } catch (error) {
    if (!(error instanceof PayUnavailable || error instanceof PayRefused)) throw error
    await moveRefund(refund._id, openStates, {
      tries: refund.tries + 1,
      nextAt: nextAskAt(refund.tries, now),
      ...(error instanceof PayRefused ? { answer: error.code } : {}),
    })
    log.warn('refund not taken on', { refundNo: refund._id, why: error.message })
  }
  return (await readRefund(refund._id))?.state ?? refund.state
}

async function askAbout(refund: Refund, now: Date): Promise<void> {
  if (refund.state !== 'approved') {
    const report = await wechatPay().queryRefund(refund._id, refund.orderNo)
    if (report !== 'NOT_EXIST') return applyRefund(report)
  }
  // Asked for the first time, or again because no answer came: under its number it is the same refund.
  const order = await readOrder(refund.orderNo)
  if (order && (await hasFooting(refund, order, now))) await applyRefund(await request(refund, order))
}

/** Sets the money aside before WeChat is asked, so that two refunds never give back more than was paid. */
async function hasFooting(refund: Refund, order: Order, now: Date): Promise<boolean> {
  const footing = footingOf(refund, order, now)
  if (footing === 'set aside') return true
  const bounds = { count: mostRefunds, before: new Date(now.getTime() - refundsApartMs) }
  if (footing === 'possible' && (await setAsideRefund(order, refund, bounds, now))) return true
  // Another refund of the order came first: it is looked at again when that one is past.
  if (footing === 'possible' || footing === 'later')
    await moveRefund(refund._id, ['approved'], { nextAt: new Date(now.getTime() + minuteMs) })
  else await drop(refund, footing)
  return false
}

async function drop(refund: Refund, code: ErrorCode): Promise<void> {
  await moveRefund(refund._id, ['approved'], {
    state: 'declined',
    answer: errorMeanings[code].message,
    nextAt: null,
  })
}

async function request(refund: Refund, order: Order): Promise<RefundReport> {
  const port = wechatPay()
  try {
    return await port.refund({
      outTradeNo: order._id,
      outRefundNo: refund._id,
      totalFen: order.amountFen,
      amountFen: refund.amountFen,
      reason: refund.reason,
    })
  } catch (error) {
    if (!(error instanceof PayRefused && isFinalRefusal(error.code))) throw error
    // Refused for good, unless it was taken on before and only the answer was lost.
    const known = await port.queryRefund(refund._id, order._id)
    if (known !== 'NOT_EXIST') return known
    await moveRefund(refund._id, ['approved'], { answer: error.code })
    return { outRefundNo: refund._id, outTradeNo: order._id, status: 'CLOSED' }
  }
}

/** Asks about every refund that WeChat Pay has not said the last word of, each in its own time. */
export async function sweepRefunds(now: Date): Promise<void> {
  for (const refund of await dueRefunds.read(now)) {
    try {
      await pursueRefund(refund, now)
    } catch (error) {
      log.error('sweeping a refund failed', error, { refundNo: refund._id })
    }
  }
}

/** Tells donors what came back to them. */
export async function tellRefunds(now: Date): Promise<void> {
  const untold = await untoldRefunds.read(now)
  const projects = await readProjects(untold.map(({ projectId }) => projectId))
  const titles = new Map(projects.map(({ _id, title }) => [_id, title]))
  for (const refund of untold) {
    const gift = await readGift(refund.giftId)
    if (gift)
      await enqueue({
        cause: `refund:${refund._id}`,
        personId: gift.personId,
        message: {
          template: 'giftRefunded',
          projectTitle: titles.get(refund.projectId) ?? '',
          amountFen: refund.amountFen,
          reason: refund.reason,
          at: refund.refundedAt ?? now,
          orderNo: refund.orderNo,
        },
        now,
      })
    await markRefundTold(refund._id)
  }
}
