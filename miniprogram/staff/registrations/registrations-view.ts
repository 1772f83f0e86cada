/** The queue of registrations: its tabs, its rows, what narrows it, and what came of many decisions at once. */
import {
  type EducationView,
  personKinds,
  type VerificationStatus,
  verificationStatuses,
} from '../../contract/alumni'
import type { Input, Output } from '../../contract/index'
import type { BodyName } from '../../contract/organisations'
import type { DecidedPerson, RegistrationSummary, ReviewDecision } from '../../contract/registrations'
import { formatRelative } from '../../utils/date'
import { collegeGroups, optionsOf, studiesAsked } from '../utils/people-filter'

export interface Row {
  readonly personId: string
  readonly name: string
  readonly kind: string
  readonly educations: readonly string[]
  readonly registered: string
  /** Of what is shown: a decision is about that. */
  readonly revision: number
}

/** As much as tells one person from another; the registration itself says it all. */
const inShort = ({ college, entryYear, programme, className }: EducationView) =>
  [`${entryYear} 级`, college.name, className || programme].filter((part) => part !== '').join(' ')

export function rowOf(registration: RegistrationSummary, nowMs: number): Row {
  const { personId, name, kind, educations, registeredAt, revision } = registration
  return {
    personId,
    name,
    kind: personKinds[kind],
    educations: educations.length > 0 ? educations.map(inShort) : ['未填写教育经历'],
    registered: formatRelative(registeredAt, nowMs),
    revision,
  }
}

export interface Tab {
  readonly status: VerificationStatus
  readonly label: string
  /** Empty where it is not counted, or not known yet. */
  readonly count: string
}

type Counts = Output<'registrations.count'>['counts']

export const tabsOf = (counts: Partial<Counts>): Tab[] =>
  (Object.keys(verificationStatuses) as VerificationStatus[]).map((status) => ({
    status,
    label: verificationStatuses[status],
    count: status === 'verified' ? '' : String(counts[status] ?? ''),
  }))

/** The words of a tab in which nothing is. */
export const emptyWords: Readonly<Record<VerificationStatus, { title: string; hint: string }>> = {
  pending: { title: '都处理完了', hint: '有新的登记时，会出现在这里' },
  verified: { title: '还没有认证的校友', hint: '通过审核的登记会出现在这里' },
  returned: { title: '没有待补充的登记', hint: '退回补充、还没重新提交的登记会出现在这里' },
  refused: { title: '没有未通过的登记', hint: '不予通过的登记会出现在这里' },
}

export const nothingFits = { title: '没有符合条件的登记', hint: '换个名字，或放宽筛选条件试试' }

const waits = { '3': '3 天以上', '7': '一周以上', '30': '一个月以上' } as const

export const filterGroups = (colleges: readonly BodyName[]) => [
  ...collegeGroups(colleges),
  { key: 'kind', label: '身份', options: optionsOf(personKinds) },
  { key: 'waitingDays', label: '已等待', options: optionsOf(waits) },
]

/** What was typed and chosen, as the queue is asked for it. */
export const filterAsked = (
  words: string,
  chosen: Readonly<Record<string, string>>,
): Input<'registrations.count'> => ({
  ...studiesAsked(chosen),
  ...(chosen.kind ? { kind: chosen.kind as keyof typeof personKinds } : {}),
  ...(chosen.waitingDays ? { waitingDays: Number(chosen.waitingDays) } : {}),
  ...(words.trim() === '' ? {} : { name: words.trim() }),
})

const didWhat: Readonly<Record<ReviewDecision, string>> = {
  accept: '已通过',
  return: '已退回',
  refuse: '已不予通过',
}

/** What came of many, in sentences; whoever was left is named. */
export function batchWords(decision: ReviewDecision, people: readonly DecidedPerson[]): string[] {
  const of = (...outcomes: readonly DecidedPerson['outcome'][]) =>
    people.filter(({ outcome }) => outcomes.includes(outcome))
  const named = (left: readonly DecidedPerson[]) => left.map(({ name }) => name).join('、')
  const [unclear, closed, changed] = [of('unclear'), of('closed', 'missing'), of('changed')]
  return [
    `${didWhat[decision]} ${of('done').length} 人。`,
    ...(unclear.length > 0 ? [`${named(unclear)} 在名册中没有唯一对应的记录，请逐一核对。`] : []),
    ...(changed.length > 0 ? [`${named(changed)} 刚修改了资料，请看过最新内容再处理。`] : []),
    ...(closed.length > 0 ? [`另有 ${closed.length} 人刚被其他审核员处理。`] : []),
  ]
}

export const returnProposals = [
  '请补充学号后四位',
  '请核对入学年份',
  '请填写专业和班级',
  '姓名请与毕业证书一致',
]
