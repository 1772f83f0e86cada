/**
 * One intent to give, kept on the phone until it is paid or given up. Its key makes sending it twice the same order;
 * another amount or another wish about the name is another intent, so it gets another key.
 */
import { dropDraft, keepDraft, newKey, readDraft } from '../../services/drafts'

export interface Attempt {
  /** 0 until an amount is chosen. */
  readonly amountFen: number
  readonly isAnonymous: boolean
  readonly attemptKey: string
  /** Empty until the server made an order of it. */
  readonly orderNo: string
}

const formOf = (projectId: string) => `give:${projectId}`

/** The attempt under way for a project, or a new one. */
export const readAttempt = (projectId: string): Attempt =>
  readDraft<Attempt>(formOf(projectId)) ?? {
    amountFen: 0,
    isAnonymous: false,
    attemptKey: newKey(),
    orderNo: '',
  }

export const keepAttempt = (projectId: string, attempt: Attempt): void =>
  keepDraft(formOf(projectId), attempt)

/** The same wish as a new intent. */
export const renewed = (attempt: Attempt): Attempt => ({ ...attempt, attemptKey: newKey(), orderNo: '' })

/** The attempt with another amount or another wish about the name: a new intent, if it differs at all. */
export function changed(
  attempt: Attempt,
  change: Partial<Pick<Attempt, 'amountFen' | 'isAnonymous'>>,
): Attempt {
  const next = { ...attempt, ...change }
  const isSame = next.amountFen === attempt.amountFen && next.isAnonymous === attempt.isAnonymous
  return isSame ? attempt : renewed(next)
}

/** Forgets the attempt that led to an order, once that order needs nothing more of the donor. */
export function forgetAttempt(projectId: string, orderNo: string): void {
  if (readAttempt(projectId).orderNo === orderNo) dropDraft(formOf(projectId))
}
