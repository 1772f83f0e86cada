/** What an event asks at sign-up: every version of its questions is kept, so that old answers stay readable. */

import { AppError } from '../../../miniprogram/contract/errors'
import type { Question } from '../../../miniprogram/contract/event-content'
import { parse } from '../../../miniprogram/contract/fields'
import { type Answer, type Answers, answersSchema, readable } from '../../../miniprogram/contract/questions'
import { Collection, command, environmentId } from '../../platform/cloud'
import { seal, unseal } from '../../platform/sealing'
import { deletePictures, isFitAnswer, isOwnPicture, picturesAmong } from './answer-pictures'
import { type Answered, type Details, expiredAnswers, type SignUp, writeErased } from './records'

export interface Form {
  /** `event:version`; it never changes. */
  readonly _id: string
  readonly eventId: string
  readonly version: number
  readonly questions: readonly Question[]
}

const forms = new Collection<Form>('eventForms')

/** Forms that this instance has read, so that signing up need not read them again: they never change. */
const known = new Map<string, Form>()
const knownAtMost = 200

const formIdOf = (eventId: string, version: number) => `${eventId}:${version}`

function remember(form: Form): Form {
  if (known.size >= knownAtMost) known.clear()
  known.set(form._id, form)
  return form
}

/** Keeps a version of an event's questions, before anybody can answer it. */
export async function insertForm(
  eventId: string,
  version: number,
  questions: readonly Question[],
): Promise<void> {
  // An event that never asked anything has version 0, of which nothing is stored.
  if (version > 0) await forms.insert({ _id: formIdOf(eventId, version), eventId, version, questions })
}

/** The questions of one version; an event that never asked anything has version 0, of which nothing is stored. */
export async function readQuestions(eventId: string, version: number): Promise<readonly Question[]> {
  if (version === 0) return []
  const id = formIdOf(eventId, version)
  const found = known.get(id) ?? (await forms.read(id))
  return found ? remember(found).questions : []
}

/** Every version of an event's questions, by version. */
export async function readAllQuestions(eventId: string): Promise<ReadonlyMap<number, readonly Question[]>> {
  const found = await forms.find(
    { _id: command.and([command.gt(`${eventId}:`), command.lt(`${eventId};`)]) },
    { limit: 1000 },
  )
  return new Map(found.map(({ version, questions }) => [version, questions]))
}

const sealedFor = (eventId: string, questionId: string) => `${eventId}:${questionId}`

/**
 * Checks answers against the questions they answer, and seals what is sensitive. A picture is one's own, or the one that
 * was answered before. @throws AppError what is wrong
 */
export async function answeredFrom(
  eventId: string,
  formVersion: number,
  given: Answers,
  personId: string,
  before: Answers = {},
): Promise<Pick<Details, 'answered' | 'erasesAt'>> {
  if (formVersion === 0 && Object.keys(given).length === 0) return {}
  const questions = await readQuestions(eventId, formVersion)
  const parsed = parse(answersSchema(questions), given)
  if (!parsed.ok) refuse(Object.entries(parsed.fields))
  const sent = [...picturesAmong(questions, parsed.value)].filter(
    ([questionId, fileId]) => before[questionId] !== fileId,
  )
  const unfit = await unfitAmong(sent, personId)
  if (unfit.length > 0) refuse(unfit.map((questionId) => [questionId, '请重新上传图片，不超过 5 MB']))
  return sealSensitive(eventId, formVersion, questions, parsed.value)
}

/** The questions that are answered with no picture of this person's own, or with something else. */
async function unfitAmong(
  sent: readonly (readonly [questionId: string, fileId: string])[],
  personId: string,
): Promise<readonly string[]> {
  const found = await Promise.all(
    sent.map(async ([questionId, fileId]) => {
      const isFit = isOwnPicture(fileId, environmentId(), personId) && (await isFitAnswer(fileId))
      return isFit ? [] : [questionId]
    }),
  )
  return found.flat()
}

function refuse(problems: readonly (readonly [questionId: string, words: string])[]): never {
  const fields = problems.map(([path, words]) => [`answers.${path}`, words])
  throw new AppError('INVALID_INPUT', { fields: Object.fromEntries(fields) })
}

function sealSensitive(
  eventId: string,
  formVersion: number,
  questions: readonly Question[],
  answers: Answers,
): Pick<Details, 'answered' | 'erasesAt'> {
  const open: Record<string, Answer> = {}
  const sealed: Record<string, { words: string; erasesAt: Date }> = {}
  for (const { questionId, erasesAt } of questions) {
    const answer = answers[questionId]
    if (answer === undefined) continue
    if (erasesAt === undefined) open[questionId] = answer
    else {
      const words = seal('answer', sealedFor(eventId, questionId), JSON.stringify(answer))
      sealed[questionId] = { words, erasesAt: new Date(erasesAt) }
    }
  }
  const first = firstErasure(sealed)
  return { answered: { formVersion, open, sealed }, ...(first ? { erasesAt: first } : {}) }
}

/** When the first of these is to be erased. */
function firstErasure(sealed: Answered['sealed']): Date | undefined {
  const times = Object.values(sealed).map(({ erasesAt }) => erasesAt.getTime())
  return times.length > 0 ? new Date(Math.min(...times)) : undefined
}

/** Answers as they were given; what was erased is gone. */
export function answersOf({ eventId, answered }: Pick<SignUp, 'eventId' | 'answered'>): Answers {
  if (!answered) return {}
  const opened = Object.entries(answered.sealed).map(([questionId, { words }]): [string, Answer] => [
    questionId,
    JSON.parse(unseal('answer', sealedFor(eventId, questionId), words)),
  ])
  return { ...answered.open, ...Object.fromEntries(opened) }
}

/** Answers with their questions as they were asked, in the order of the form. */
export async function readAnswers(
  signUp: Pick<SignUp, 'eventId' | 'answered'>,
): Promise<readonly { readonly label: string; readonly answer: string; readonly fileId?: string }[]> {
  if (!signUp.answered) return []
  const questions = await readQuestions(signUp.eventId, signUp.answered.formVersion)
  const answers = answersOf(signUp)
  const pictures = picturesAmong(questions, answers)
  return questions.flatMap(({ questionId, label, kind }) => {
    const answer = answers[questionId]
    if (answer === undefined) return []
    const fileId = pictures.get(questionId)
    return [{ label, answer: readable(answer, kind), ...(fileId === undefined ? {} : { fileId }) }]
  })
}

/** The pictures that a sign-up answers with, by question. */
export async function picturesIn(
  signUp: Pick<SignUp, 'eventId' | 'answered'>,
): Promise<ReadonlyMap<string, string>> {
  if (!signUp.answered) return new Map()
  const questions = await readQuestions(signUp.eventId, signUp.answered.formVersion)
  return picturesAmong(questions, answersOf(signUp))
}

/** Erases sensitive answers whose time has come; for the timer. A picture goes first: what names it goes with the answer. */
export async function eraseAnswers(now: Date): Promise<void> {
  for (const signUp of await expiredAnswers.read(now)) {
    const { answered } = signUp
    const kept = Object.entries(answered?.sealed ?? {}).filter(([, { erasesAt }]) => erasesAt > now)
    const sealed = Object.fromEntries(kept)
    const gone = [...(await picturesIn(signUp))].filter(
      ([questionId]) => answered && questionId in answered.sealed && !(questionId in sealed),
    )
    await deletePictures(gone.map(([, fileId]) => fileId))
    await writeErased(signUp, answered && { ...answered, sealed }, firstErasure(sealed))
  }
}
