/** What people fill in about a sign-up: what is missing, what the server says of it, and as it is sent. */
import type { FieldMessages } from '../../contract/errors'
import type { Question } from '../../contract/event-content'
import { parse } from '../../contract/fields'
import { type Answers, answersSchema } from '../../contract/questions'

/** Sentences by field: a question's id, or `companions.0`. */
export function problemsOf(
  questions: readonly Question[],
  answers: Answers,
  companions: readonly string[],
): FieldMessages {
  const parsed = parse(answersSchema(questions), answers)
  const unnamed = companions.flatMap((name, index): [string, string][] =>
    name.trim() === '' ? [[`companions.${index}`, '请填写同行人姓名']] : [],
  )
  return { ...Object.fromEntries(unnamed), ...(parsed.ok ? {} : parsed.fields) }
}

/** The sentences of the server, by the fields of the page. */
export const byField = (messages: FieldMessages): FieldMessages =>
  Object.fromEntries(
    Object.entries(messages).map(([path, words]) => [
      path.replace(/^answers\./, '').replace(/^(companions\.\d+)\.name$/, '$1'),
      words,
    ]),
  )

export const companionsToSend = (names: readonly string[]) => names.map((name) => ({ name }))

export const answersToSend = (answers: Answers) =>
  Object.fromEntries(
    Object.entries(answers).map(([id, answer]) => [id, typeof answer === 'object' ? [...answer] : answer]),
  )
