/** A question as the editor shows it. */
import type { FieldMessages } from '../../contract/errors'
import { type Question, questionKinds } from '../../contract/event-content'

export interface QuestionView extends Pick<Question, 'questionId' | 'kind' | 'label' | 'isRequired'> {
  readonly heading: string
  readonly note: string
  readonly hasOptions: boolean
  /** As they are typed, a line for each. */
  readonly options: string
  /** 0: it is not sensitive. */
  readonly erasesAt: number
  readonly labelProblem: string
  readonly optionsProblem: string
  readonly erasureProblem: string
  /** The first of them, for while it is closed. */
  readonly problem: string
}

export function questionViewOf(question: Question, place: number, problems: FieldMessages): QuestionView {
  const { questionId, kind, label, isRequired, options, erasesAt } = question
  const own = `questions.${place}`
  const hasOptions = kind === 'choice' || kind === 'several'
  const inOptions = Object.entries(problems).find(([path]) => path.startsWith(`${own}.options`))?.[1]
  const labelProblem = problems[`${own}.label`] ?? ''
  const optionsProblem = inOptions ?? problems[own] ?? ''
  const erasureProblem = problems[`${own}.erasesAt`] ?? ''
  return {
    questionId,
    kind,
    label,
    isRequired,
    heading: label === '' ? '新问题' : label,
    note: [questionKinds[kind], isRequired ? '必填' : '', erasesAt === undefined ? '' : '敏感']
      .filter((part) => part !== '')
      .join(' · '),
    hasOptions,
    options: options.join('\n'),
    erasesAt: erasesAt ?? 0,
    labelProblem,
    optionsProblem: hasOptions ? optionsProblem : '',
    erasureProblem,
    problem: labelProblem || optionsProblem || erasureProblem,
  }
}
