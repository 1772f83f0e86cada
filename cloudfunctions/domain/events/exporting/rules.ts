/** The columns and rows of a table of sign-ups. */
import type { Question } from '../../../../miniprogram/contract/event-content'
import { signUpStatuses } from '../../../../miniprogram/contract/sign-ups'
import { campusTime } from '../../../platform/campus-time'
import type { CheckIn, EventRecord, SignUp } from '../records'

/** A question as a column; one that was taken off the form since says so. */
export interface QuestionColumn {
  readonly questionId: string
  readonly heading: string
}

/**
 * Every question that was ever asked, in the order of the form: as it is now, and what was removed stands behind what it
 * stood behind then. Each is called as it was called last.
 */
export function questionColumns(forms: ReadonlyMap<number, readonly Question[]>): readonly QuestionColumn[] {
  const versions = [...forms.entries()]
    .sort(([one], [other]) => other - one)
    .map(([, questions]) => questions)
  const current = new Set((versions[0] ?? []).map(({ questionId }) => questionId))
  const columns: QuestionColumn[] = []
  for (const questions of versions) {
    let place = 0
    for (const { questionId, label } of questions) {
      const known = columns.findIndex((column) => column.questionId === questionId)
      if (known >= 0) place = known + 1
      else {
        const heading = current.has(questionId) ? label : `${label}（已删除的问题）`
        columns.splice(place, 0, { questionId, heading })
        place++
      }
    }
  }
  return columns
}

const fixedHeadings = ['姓名', '类别', '状态', '报名时间', '人数', '同行人', '签到时间', '登记方式'] as const

export const headingsOf = (columns: readonly QuestionColumn[]): readonly string[] => [
  ...fixedHeadings,
  ...columns.map(({ heading }) => heading),
]

export function rowOf(
  event: Pick<EventRecord, 'categories'>,
  signUp: SignUp,
  checkIn: CheckIn | undefined,
  columns: readonly QuestionColumn[],
  /** Readable answers by question; what was erased is not there. */
  answers: Readonly<Record<string, string>>,
): readonly string[] {
  const category = event.categories.find(({ categoryId }) => categoryId === signUp.categoryId)
  return [
    signUp.name,
    category?.name ?? '',
    signUpStatuses[signUp.status],
    campusTime(signUp.joinedAt),
    String(signUp.seats),
    signUp.companions.map(({ name }) => name).join('、'),
    checkIn ? campusTime(checkIn.at) : '',
    signUp.enteredBy ? `${signUp.enteredBy.name} 登记` : '本人报名',
    ...columns.map(({ questionId }) => answers[questionId] ?? ''),
  ]
}
