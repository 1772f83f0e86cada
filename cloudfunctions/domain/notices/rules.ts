/** Who decides about a notice, whom it concerns, and who is spared. */
import type { ErrorCode } from '../../../miniprogram/contract/errors'
import {
  approvedFrom,
  type NoticeAudience,
  type NoticeStatus,
  noticesAWeek,
} from '../../../miniprogram/contract/notices'
import type { SignUpStatus } from '../../../miniprogram/contract/sign-ups'
import { hasPhone } from '../events/announcements/rules'
import type { SignUp } from '../events/records'
import type { Notice } from './records'

/** The cause of all its messages, so that nobody is told twice. */
export const causeOf = (noticeId: string): string => `notice:${noticeId}`

/** What becomes of a new notice. */
export const firstStatus = (recipients: number): NoticeStatus =>
  recipients > approvedFrom ? 'approval' : 'sending'

/** Which sign-ups each audience of an event is. */
export const statusesOf: Readonly<Record<Exclude<NoticeAudience, 'members'>, readonly SignUpStatus[]>> = {
  confirmed: ['confirmed'],
  waiting: ['waiting'],
  everyone: ['confirmed', 'waiting'],
}

export const isAddressed = (
  audience: Exclude<NoticeAudience, 'members'>,
  { personId, status }: Pick<SignUp, 'personId' | 'status'>,
): boolean => hasPhone(personId) && statusesOf[audience].includes(status)

export type NoticeDecision = 'approve' | 'return'

const outcomes = { approve: 'sending', return: 'returned' } as const

/** What a decision makes of a notice; the same one sent again by the same person changes nothing. */
export function decideApproval(
  { status, byPersonId, decision: decided }: Pick<Notice, 'status' | 'byPersonId' | 'decision'>,
  deciderId: string,
  decision: NoticeDecision,
  reason: string,
): (typeof outcomes)[NoticeDecision] | 'decided' | ErrorCode {
  if (byPersonId === deciderId) return 'NOTICE_OWN'
  if (decision === 'return' && reason === '') return 'REASON_REQUIRED'
  if (status === 'approval') return outcomes[decision]
  const isSame = decision === 'return' ? status === 'returned' : status === 'sending' || status === 'sent'
  return isSame && decided?.by === deciderId ? 'decided' : 'NOTICE_CHANGED'
}

/** What somebody was told by notices lately: the causes. */
export type ToldBy = ReadonlyMap<string, readonly string[]>

/** Who is told of a notice, and who is spared because enough came this week; whoever has it already has it. */
export function spare(
  cause: string,
  personIds: readonly string[],
  toldBy: ToldBy,
): { readonly told: readonly string[]; readonly spared: number } {
  const others = personIds.filter((personId) => !toldBy.get(personId)?.includes(cause))
  const told = others.filter((personId) => (toldBy.get(personId)?.length ?? 0) < noticesAWeek)
  return { told, spared: others.length - told.length }
}
