/** Working off exceptions: each with a reason, and where money must be entered, by a correction beside what stands. */
import { log } from '../../platform/log'
import { readGift } from '../giving/records'
import { takeBackGift } from '../giving/settle'
import { insertEntry } from '../ledger/records'
import { correctionEntry, refundEntry } from '../ledger/rules'
import {
  type Exception,
  listUnsettledExceptions,
  markExceptionSettled,
  noteForeignRefund,
  readOrder,
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
    } else await insertEntry(correctionEntry({ exceptionId: _id, orderNo, projectId, amountFen, reason, at }))
  }
  await markExceptionSettled(_id)
  await closeIfSettled(day)
}

/** Finishes resolutions that were cut off. */
export async function settleResolutions(): Promise<void> {
  for (const exception of await listUnsettledExceptions()) {
    try {
      await settleResolution(exception)
    } catch (error) {
      log.error('resolution not settled', error, { exception: exception._id })
    }
  }
}
