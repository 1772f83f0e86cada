/** Working off exceptions: each with a reason, and where money must be entered, by a correction beside what stands. */
import { log } from '../../platform/log'
import { readGift } from '../giving/records'
import { takeBackGift } from '../giving/settle'
import { insertEntry } from '../ledger/records'
import { differenceEntry, refundEntry } from '../ledger/rules'
import {
  type Exception,
  markExceptionSettled,
  noteForeignRefund,
  readOrder,
  unsettledExceptions,
} from '../payments/records'
import { closeIfSettled } from './bills/fetching'

/** Enters what a resolution says, and lets its day be closed; again changes nothing. */
export async function settleResolution(exception: Exception): Promise<void> {
  const { _id, orderNo, refundNo, kind, day, resolution } = exception
  if (resolution?.correction) {
    const { projectId, amountFen } = resolution.correction
    const { reason, at } = resolution
    const order = kind === 'foreign refund' ? await readOrder(orderNo) : undefined
    const gift = order?.state === 'paid' ? await readGift(order.purpose.giftId) : undefined
    if (gift) {
      // Given back at WeChat Pay's console: a refund like any other, under WeChat's number.
      const refund = { _id: refundNo, orderNo, projectId, amountFen: -amountFen, reason }
      await insertEntry(refundEntry(refund, at))
      await takeBackGift(gift._id, refundNo, -amountFen)
      await noteForeignRefund(orderNo, refundNo, -amountFen)
    } else await insertEntry(differenceEntry({ exceptionId: _id, orderNo, projectId, amountFen, reason, at }))
  }
  await markExceptionSettled(_id)
  await closeIfSettled(day)
}

/** Finishes resolutions that were cut off. */
export async function settleResolutions(now: Date): Promise<void> {
  for (const exception of await unsettledExceptions.read(now)) {
    try {
      await settleResolution(exception)
    } catch (error) {
      log.error('resolution not settled', error, { exception: exception._id })
    }
  }
}
