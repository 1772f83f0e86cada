/** What is typed about a body and not saved: kept on the phone, also across a crash. */
import { AppError } from '../../contract/errors'
import type { BodyKind } from '../../contract/organisations'
import { call } from '../../services/cloud'
import { dropDraft, keepDraft, newKey, readDraft } from '../../services/drafts'
import { type BodyForm, contentFrom, emptyForm, formFrom, isSame, yearFrom } from './body-form'

/** Which body is edited, or what is founded where. */
export interface Subject {
  /** Empty while it is not founded. */
  readonly bodyId: string
  readonly parentId: string
  readonly kind: BodyKind
}

export interface BodyDraft {
  readonly revision: number
  /** What the form was when it was loaded. */
  readonly base: BodyForm
  readonly form: BodyForm
  /** Ties every try of founding this body together. */
  readonly draftKey: string
}

const keyOf = ({ bodyId, parentId, kind }: Subject) =>
  `body:${bodyId === '' ? `${parentId}:${kind}` : bodyId}`

export const newDraft = (): BodyDraft => ({
  revision: 0,
  base: emptyForm,
  form: emptyForm,
  draftKey: newKey(),
})

/** A body to be founded. @throws AppError NOT_FOUND below nothing: the address that led here was cut short */
export function draftOf({ parentId }: Subject): BodyDraft {
  if (parentId === '') throw new AppError('NOT_FOUND')
  return newDraft()
}

export const readKept = (subject: Subject): BodyDraft | undefined => readDraft<BodyDraft>(keyOf(subject))

export const forget = (subject: Subject): void => dropDraft(keyOf(subject))

/** Keeps what is typed, and forgets what says nothing new. */
export function keep(subject: Subject, draft: BodyDraft): void {
  if (isSame(draft.base, draft.form)) forget(subject)
  else keepDraft(keyOf(subject), draft)
}

/** Everything about a body as it is saved. */
export async function readSaved(bodyId: string) {
  const { body, revision, content, isPlaceable } = await call('organisations.readManaged', { bodyId })
  const form = formFrom(content, body.entryYear)
  return { body, isPlaceable, draft: { revision, base: form, form, draftKey: '' } satisfies BodyDraft }
}

/**
 * Founds the body or changes it. Safe to repeat when an answer was lost.
 * @throws AppError BODY_CHANGED when somebody else saved it meanwhile
 */
export async function save(
  { bodyId, parentId, kind }: Subject,
  { draftKey, revision, form }: BodyDraft,
): Promise<void> {
  const content = contentFrom(form)
  if (bodyId !== '') await call('organisations.change', { bodyId, revision, content })
  else await call('organisations.create', { draftKey, kind, parentId, ...yearFrom(kind, form), content })
}
