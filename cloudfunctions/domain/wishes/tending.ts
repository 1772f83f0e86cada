/** Pictures of wishes: what comes of WeChat's verdict, and of none. */
import { settleVerdict, stopWaitingForVerdicts } from './records'
import { afterVerdict, verdictWithinMs } from './rules'

/** WeChat's verdict on a picture; about one that nobody waits for, it changes nothing. */
export async function settlePicture(traceId: string, suggest: unknown): Promise<void> {
  await settleVerdict(traceId, afterVerdict(suggest))
}

/** Hands pictures about which WeChat never answered to a person. */
export async function tendWishes(now: Date): Promise<void> {
  await stopWaitingForVerdicts(new Date(now.getTime() - verdictWithinMs))
}
