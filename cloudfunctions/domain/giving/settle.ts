/** What becomes of a gift when its money has come, and thanking for it. Apart from actions.ts, which payments do not need. */
import { enqueue } from '../messages/actions'
import type { Message } from '../messages/rules'
import { goodsInWords } from './offline/rules'
import {
  endRefundedGift,
  type Gift,
  markThanked,
  noteGiftRefund,
  readGift,
  readProjects,
  receiveGift,
  unthankedGifts,
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
  const gifts = await unthankedGifts.read(now)
  const projects = new Map(
    (await readProjects(gifts.map(({ projectId }) => projectId))).map((project) => [project._id, project]),
  )
  for (const gift of gifts) {
    const message = thanksFor(gift, projects.get(gift.projectId)?.title ?? '', now)
    // Whom staff entered is thanked on paper.
    if (gift.personId !== '')
      await enqueue({ cause: `thanks:${gift._id}`, personId: gift.personId, message, now })
    await markThanked(gift._id)
  }
}

function thanksFor(gift: Gift, title: string, now: Date): Message {
  const { orderNo, amountFen, goods, receivedAt } = gift
  const at = receivedAt ?? now
  if (amountFen > 0) return { template: 'giftThanks', projectTitle: title, amountFen, at, orderNo }
  const words = `已收到您捐赠的${goods.length > 0 ? goodsInWords(goods) : '股权'}，感谢您的支持`
  return { template: 'givingNews', title, words, at, page: `giving/thanks/thanks?orderNo=${orderNo}` }
}
