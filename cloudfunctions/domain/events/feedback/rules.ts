/** Who may give feedback, and for how long. */
import type { ErrorCode } from '../../../../miniprogram/contract/errors'
import { feedbackDays } from '../../../../miniprogram/contract/feedback'
import type { EventRecord } from '../records'

const dayMs = 86_400_000

export const opensUntil = ({ endsAt }: Pick<EventRecord, 'endsAt'>): Date =>
  new Date(endsAt.getTime() + feedbackDays * dayMs)

/** Of those who came, from the moment they came. Whoever did not is answered as if there was nothing. */
export function decideFeedback(
  event: Pick<EventRecord, 'endsAt'>,
  hasCome: boolean,
  now: Date,
): 'give' | ErrorCode {
  if (!hasCome) return 'NOT_FOUND'
  return opensUntil(event) > now ? 'give' : 'FEEDBACK_CLOSED'
}
