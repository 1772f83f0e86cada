/**
 * One intent to give, kept on the phone until it is paid or given up. Its key makes sending it twice the same order;
 * another amount or another wish about the name is another intent, so it gets another key.
 */
import type { WantedDonor } from '../../contract/giving'
import { dropDraft, keepDraft, newKey, readDraft } from '../../services/drafts'

export interface Attempt {
  /** 0 until an amount is chosen. */
  readonly amountFen: number
  readonly isAnonymous: boolean
  /** In whose name. */
  readonly donor: WantedDonor
  /** A word to go with it; empty for none. */
  readonly message: string
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
    donor: { kind: 'person' },
    message: '',
    attemptKey: newKey(),
    orderNo: '',
  }

export const keepAttempt = (projectId: string, attempt: Attempt): void =>
  keepDraft(formOf(projectId), attempt)

/** The same wish as a new intent. */
export const renewed = (attempt: Attempt): Attempt => ({ ...attempt, attemptKey: newKey(), orderNo: '' })

/** The wish itself, as it is sent. */
export type Wish = Pick<Attempt, 'amountFen' | 'isAnonymous' | 'donor' | 'message'>

const wishOf = ({ amountFen, isAnonymous, donor, message }: Attempt): string =>
  JSON.stringify([amountFen, isAnonymous, donor, message])

/** The attempt with another wish: a new intent, if it differs at all. */
export function changed(attempt: Attempt, change: Partial<Wish>): Attempt {
  const next = { ...attempt, ...change }
  return wishOf(next) === wishOf(attempt) ? attempt : renewed(next)
}

/** Forgets the attempt that led to an order, once that order needs nothing more of the donor. */
export function forgetAttempt(projectId: string, orderNo: string): void {
  if (readAttempt(projectId).orderNo === orderNo) dropDraft(formOf(projectId))
}
