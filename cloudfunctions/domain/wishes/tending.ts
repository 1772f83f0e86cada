/** Pictures of wishes: what comes of WeChat's verdict, and of none. */
import { settleVerdict, wishesWithoutVerdict } from './records'
import { afterVerdict } from './rules'

/** WeChat's verdict on a picture; about one that nobody waits for, it changes nothing. */
export async function settlePicture(traceId: string, suggest: unknown): Promise<void> {
  await settleVerdict(traceId, afterVerdict(suggest))
}

/** Hands pictures about which WeChat never answered to a person. */
export async function tendWishes(now: Date): Promise<void> {
  await wishesWithoutVerdict.change(now, { cause: 'picture' })
}
