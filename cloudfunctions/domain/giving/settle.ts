/** What becomes of a gift when its money has come, and thanking for it. Apart from actions.ts, which payments do not need. */
import { enqueue } from '../messages/actions'
import {
  endRefundedGift,
  listUnthanked,
  markThanked,
  noteGiftRefund,
  readGift,
  readProjects,
  receiveGift,
} from './records'

/** The money of this gift is in the ledger: from now on it counts. Again changes nothing. */
export async function settleGift(giftId: string, receivedAt: Date): Promise<void> {
  await receiveGift(giftId, receivedAt)
}

/** Part of this gift's money, or all of it, has gone back. Again changes nothing. */
export async function takeBackGift(giftId: string, refundNo: string, amountFen: number): Promise<void> {
  await noteGiftRefund(giftId, refundNo, amountFen)
  const gift = await readGift(giftId)
  if (gift) await endRefundedGift(gift)
}

/** Puts thanks into the outbox for every gift received and not yet thanked for. */
export async function tellThanks(now: Date): Promise<void> {
  const gifts = await listUnthanked()
  const projects = new Map(
    (await readProjects(gifts.map(({ projectId }) => projectId))).map((project) => [project._id, project]),
  )
  for (const gift of gifts) {
    await enqueue({
      cause: `thanks:${gift._id}`,
      personId: gift.personId,
      message: {
        template: 'giftThanks',
        projectTitle: projects.get(gift.projectId)?.title ?? '',
        amountFen: gift.amountFen,
        at: gift.receivedAt ?? now,
        orderNo: gift.orderNo,
      },
      now,
    })
    await markThanked(gift._id)
  }
}
