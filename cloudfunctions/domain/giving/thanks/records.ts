/** Gifts whose words wait for a person to look at them. */
import { Collection } from '../../../platform/cloud'
import { afterCursor, pageSize } from '../../../platform/cursor'
import type { Gift, GiftWords } from '../records'

const gifts = new Collection<Gift>('gifts')

/** Received gifts whose words wait, latest first, one more than a page. */
export const listWaitingWords = (after: string | undefined): Promise<Gift[]> =>
  gifts.find(afterCursor({ 'words.state': 'waiting', status: 'received' }, 'receivedAt', 'desc', after), {
    order: [
      ['receivedAt', 'desc'],
      ['_id', 'desc'],
    ],
    limit: pageSize + 1,
  })

/** Decides about the words of a gift, if nobody did yet. */
export const settleWords = (giftId: string, state: GiftWords['state']): Promise<boolean> =>
  gifts.change({ _id: giftId, 'words.state': 'waiting' }, { 'words.state': state })
