/** The table of an event's sign-ups, with everything that was asked: for editors of its host alone. */
import { AppError } from '../../../../miniprogram/contract/errors'
import type { Question } from '../../../../miniprogram/contract/event-content'
import { readable } from '../../../../miniprogram/contract/questions'
import { signUpsExportedAtOnce } from '../../../../miniprogram/contract/sign-up-export'
import { reaches } from '../../../platform/caller'
import type { Handler, Handlers } from '../../../platform/serve'
import { writeExport } from '../../exports/writing'
import { answersOf, readAllQuestions } from '../questions'
import { type CheckIn, listSignUpsFrom, readCheckIns, readEvent, type SignUp } from '../records'
import { headingsOf, questionColumns, rowOf } from './rules'

const readAtOnce = 500

interface Row {
  readonly signUp: SignUp
  readonly checkIn: CheckIn | undefined
}

async function withCheckIns(signUps: readonly SignUp[]): Promise<readonly Row[]> {
  const found = await readCheckIns(signUps.map(({ _id }) => _id))
  const checkIns = new Map(found.map((checkIn) => [checkIn._id, checkIn]))
  return signUps.map((signUp) => ({ signUp, checkIn: checkIns.get(signUp._id) }))
}

/** What one spreadsheet holds, in the order people joined, and where the next one begins. */
async function readPart(
  eventId: string,
  after: string,
): Promise<{ part: readonly Row[]; next: string | undefined }> {
  const part: Row[] = []
  let next: string | undefined = after
  while (next !== undefined && part.length < signUpsExportedAtOnce) {
    const found: SignUp[] = await listSignUpsFrom(eventId, next, readAtOnce)
    part.push(...(await withCheckIns(found)))
    next = found.length < readAtOnce ? undefined : found.at(-1)?._id
  }
  return { part: part.sort((one, other) => joined(one) - joined(other)), next }
}

const joined = ({ signUp }: Row) => signUp.joinedAt.getTime()

function readableAnswers(
  signUp: SignUp,
  forms: ReadonlyMap<number, readonly Question[]>,
): Readonly<Record<string, string>> {
  const asked = forms.get(signUp.answered?.formVersion ?? 0) ?? []
  const kinds = new Map(asked.map(({ questionId, kind }) => [questionId, kind]))
  const answers = Object.entries(answersOf(signUp))
  return Object.fromEntries(
    answers.map(([questionId, answer]) => [questionId, readable(answer, kinds.get(questionId))]),
  )
}

const exportSignUps: Handler<'events.exportSignUps'> = async ({ eventId, after = '' }, context) => {
  const event = await readEvent(eventId)
  if (!event || !reaches('editor', context.caller, event.bodyPath)) throw new AppError('NOT_FOUND')
  const [{ part, next }, forms] = await Promise.all([readPart(eventId, after), readAllQuestions(eventId)])
  const columns = questionColumns(forms)
  const rows = part.map(({ signUp, checkIn }) =>
    rowOf(event, signUp, checkIn, columns, readableAnswers(signUp, forms)),
  )
  const file = await writeExport(
    {
      action: 'events.exportSignUps',
      target: eventId,
      notes: { people: rows.length },
      headings: headingsOf(columns),
      rows,
    },
    context,
  )
  return { ...file, title: event.title, people: rows.length, next }
}

export const exporting: Pick<Handlers<'events'>, 'events.exportSignUps'> = {
  'events.exportSignUps': exportSignUps,
}
