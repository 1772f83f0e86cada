/** Questions as rows of a form, and what is typed as answers. */
import type { Question } from '../../../contract/event-content'
import type { Answer, Answers } from '../../../contract/questions'

export interface Row {
  readonly questionId: string
  readonly kind: Question['kind']
  readonly label: string
  readonly isRequired: boolean
  /** As the control shows it. */
  readonly value: string
  readonly options: readonly { readonly value: string; readonly label: string; readonly isChosen: boolean }[]
  readonly hint: string
  readonly problem: string
}

const chosenOf = (answer: Answer | undefined): readonly string[] => {
  if (answer === undefined) return []
  return typeof answer === 'object' ? answer : [String(answer)]
}

export function rowsOf(
  questions: readonly Question[],
  answers: Answers,
  problems: Readonly<Record<string, string>>,
): Row[] {
  return questions.map(({ questionId, kind, label, isRequired, options, erasesAt }) => {
    const chosen = chosenOf(answers[questionId])
    return {
      questionId,
      kind,
      label,
      isRequired,
      value: chosen.join('、'),
      options: options.map((option) => ({ value: option, label: option, isChosen: chosen.includes(option) })),
      hint: erasesAt === undefined ? '' : '仅主办单位可见，活动后清除',
      problem: problems[questionId] ?? '',
    }
  })
}

/** The answers with one more; what was emptied is not answered. Words that are no number stay, for the schema to name. */
export function withAnswer(answers: Answers, question: Question, value: Answer): Answers {
  const { [question.questionId]: _before, ...others } = answers
  if (value === '' || (typeof value === 'object' && value.length === 0)) return others
  const number = Number(value)
  const isNumber = question.kind === 'number' && Number.isFinite(number)
  return { ...others, [question.questionId]: isNumber ? number : value }
}

/** The chosen of several, in the order of the options, with one put in or taken out. */
export function toggled(question: Question, answer: Answer | undefined, option: string): readonly string[] {
  const chosen = chosenOf(answer)
  return question.options.filter((one) => (one === option) !== chosen.includes(one))
}
