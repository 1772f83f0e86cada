/** Answers to the questions of an event: one schema made of the questions, for the phone and for the cloud. */
import {
  check,
  type GenericSchema,
  optional as optionalOf,
  pipe,
  record,
  regex,
  strictObject,
  string,
  union,
} from 'valibot'
import { fileId, maxQuestions, type Question } from './event-content'
import { id, integer, list, text } from './fields'

/** Words, a number, or the chosen of several options. */
export type Answer = string | number | readonly string[]
export type Answers = Readonly<Record<string, Answer>>

/** Answers of whatever questions, before it is known which; what they must be is said by `answersSchema`. */
/** People are asked how many, never for fractions. */
const wholeNumber = (label: string) => integer(label, { min: 0, max: 1_000_000_000 })
const anyWords = text('回答', { max: 500 })
export const anyAnswers = pipe(
  record(
    id('问题'),
    union([anyWords, wholeNumber('回答'), list('回答', anyWords, { max: 20 })], '填写的内容有误'),
    '填写的内容有误',
  ),
  check((answers) => Object.keys(answers).length <= maxQuestions, '填写的内容有误'),
)

const asked = (label: string) => `请填写“${label}”`

function dateOf(label: string) {
  const isDay = (day: string) => {
    const at = Date.parse(`${day}T00:00:00Z`)
    return Number.isFinite(at) && new Date(at).toISOString().startsWith(day)
  }
  return pipe(
    string(asked(label)),
    regex(/^\d{4}-\d{2}-\d{2}$/, `请选择“${label}”的日期`),
    check(isDay, `请选择“${label}”的日期`),
  )
}

/** What one question accepts. */
function answerSchema({ kind, label, options }: Question): GenericSchema<unknown, Answer> {
  const isOption = (value: string) => options.includes(value)
  switch (kind) {
    case 'text':
      return text(label, { max: 500 })
    case 'number':
      return wholeNumber(label)
    case 'choice':
      return pipe(string(asked(label)), check(isOption, `请重新选择“${label}”`))
    case 'several':
      return pipe(
        list(`“${label}”`, pipe(string(asked(label)), check(isOption, `请重新选择“${label}”`)), {
          min: 1,
          max: options.length,
        }),
        check((values) => new Set(values).size === values.length, `请重新选择“${label}”`),
      )
    case 'date':
      return dateOf(label)
    case 'phone':
      return pipe(string(asked(label)), regex(/^\+?[\d -]{5,20}$/, `“${label}”应为电话号码`))
    case 'file':
      return fileId(`“${label}”`)
  }
}

/** What a sign-up must answer: every required question, and no other than are asked. */
export function answersSchema(questions: readonly Question[]): GenericSchema<unknown, Answers> {
  const entries = questions.map((question): [string, GenericSchema<unknown, Answer | undefined>] => {
    const schema = answerSchema(question)
    return [question.questionId, question.isRequired ? schema : optionalOf(schema)]
  })
  return strictObject(Object.fromEntries(entries), ({ expected, received }) =>
    expected === 'never' || received === 'undefined' ? '请填写此项' : '填写的内容有误',
  ) as unknown as GenericSchema<unknown, Answers>
}

/** Where the pictures lie that a person sends as answers; the name of each is made by the phone. */
export const answerFolder = (personId: string): string => `answers/${personId}`

/** An answer as people read it; a picture is to be looked at. */
export function readable(answer: Answer, kind?: Question['kind']): string {
  if (kind === 'file') return '图片'
  return typeof answer === 'object' ? answer.join('、') : String(answer)
}
