/** What a gift has still to have entered in the ledger, entered: by whoever wrote it down, or else by the timer. */
import { insertEntry } from '../../ledger/records'
import { type Gift, readGift } from '../records'
import { markEntered, unenteredGifts } from './records'

/** Its id keeps an entry from being made twice; the mark goes last. */
async function enter({ _id, unentered }: Gift): Promise<void> {
  if (!unentered) return
  await insertEntry(unentered)
  await markEntered(_id, unentered._id)
}

/** Enters what waits of one gift; again changes nothing. */
export async function enterGift(giftId: string): Promise<void> {
  const gift = await readGift(giftId)
  if (gift) await enter(gift)
}

/** The timer's part: what was cut off is finished. */
export async function enterGifts(now: Date): Promise<void> {
  for (const gift of await unenteredGifts.read(now)) await enter(gift)
}
