/** What is filled in to sign up: kept on the phone until it is sent. */
import type { Answers } from '../../contract/questions'
import { dropDraft, keepDraft, readDraft } from '../../services/drafts'
import { answersToSend, companionsToSend } from '../utils/sign-up-fields'

export interface SignUpDraft {
  readonly categoryId: string
  readonly companions: readonly string[]
  readonly answers: Answers
}

export const emptyDraft: SignUpDraft = { categoryId: '', companions: [], answers: {} }

const keyOf = (eventId: string) => `signUp:${eventId}`

export const keep = (eventId: string, draft: SignUpDraft): void => keepDraft(keyOf(eventId), draft)
export const readKept = (eventId: string): SignUpDraft | undefined => readDraft<SignUpDraft>(keyOf(eventId))
export const forget = (eventId: string): void => dropDraft(keyOf(eventId))

/** What is sent; a category that was not chosen is not sent. */
export const inputFrom = (eventId: string, formVersion: number, draft: SignUpDraft) => ({
  eventId,
  formVersion,
  ...(draft.categoryId === '' ? {} : { categoryId: draft.categoryId }),
  companions: companionsToSend(draft.companions),
  answers: answersToSend(draft.answers),
})
