/** A registration as its reviewer reads it. */
import {
  degrees,
  type EducationView,
  personKinds,
  type VerificationStatus,
  verificationStatuses,
} from '../../contract/alumni'
import type { Output } from '../../contract/index'
import type { VouchView } from '../../contract/registrations'
import { formatMoment, formatRelative } from '../../utils/date'
import { type Comparison, compareAll } from './comparison'

interface Fact {
  readonly label: string
  readonly values: readonly string[]
}

interface Vouch {
  readonly knows: boolean
  readonly words: string
  readonly when: string
}

export interface RegistrationView {
  readonly state: 'ready'
  /** Of what is shown: a decision is about that. */
  readonly revision: number
  readonly name: string
  readonly kind: string
  readonly chip: { readonly text: string; readonly tone: string; readonly icon: string }
  readonly facts: readonly Fact[]
  readonly isOpen: boolean
  readonly vouches: readonly Vouch[]
  readonly comparisons: readonly Comparison[]
}

const chips: Readonly<Record<VerificationStatus, { tone: string; icon: string }>> = {
  pending: { tone: 'primary', icon: 'clock' },
  verified: { tone: 'success', icon: 'check' },
  returned: { tone: 'warning', icon: 'edit' },
  refused: { tone: 'danger', icon: 'close' },
}

const inFull = ({ college, entryYear, degree, programme, className }: EducationView) =>
  [`${entryYear} 级`, degrees[degree], college.name, programme, className]
    .filter((part) => part !== '')
    .join(' ')

function fact(label: string, ...values: readonly string[]): Fact {
  const told = values.filter((value) => value !== '')
  return { label, values: told.length > 0 ? told : ['未填写'] }
}

const vouchOf = ({ leadName, office, className, knows, at }: VouchView, nowMs: number): Vouch => ({
  knows,
  words: `${[className, office, leadName].filter((part) => part !== '').join(' ')} ${knows ? '认识此人' : '不认识此人'}`,
  when: formatRelative(at, nowMs),
})

export function registrationView(
  { registration, vouches, candidates }: Output<'registrations.read'>,
  nowMs: number,
): RegistrationView {
  const { name, kind, status, educations, studentNumberLast4, city, employer, reason, registeredAt } =
    registration
  const facts: Fact[] = [
    fact('教育经历', ...educations.map(inFull)),
    fact('学号后四位', studentNumberLast4),
    fact('所在城市', city),
    fact('工作单位', employer),
    fact('登记时间', formatMoment(registeredAt, nowMs)),
    ...(reason === '' ? [] : [fact('处理说明', reason)]),
  ]
  return {
    state: 'ready',
    revision: registration.revision,
    name,
    kind: personKinds[kind],
    chip: { text: verificationStatuses[status], ...chips[status] },
    facts,
    isOpen: status === 'pending',
    vouches: vouches.map((vouch) => vouchOf(vouch, nowMs)),
    comparisons: compareAll(registration, candidates),
  }
}

/** What to ask for when a registration is sent back or refused, with sentences ready to be taken. */
export interface ReasonSheet {
  readonly decision: 'return' | 'refuse'
  readonly heading: string
  readonly hint: string
  readonly action: string
  readonly proposals: readonly string[]
}

export const reasonSheets: Readonly<Record<'return' | 'refuse', ReasonSheet>> = {
  return: {
    decision: 'return',
    heading: '退回补充',
    hint: '校友会看到这段话，补充后可以重新提交',
    action: '退回补充',
    proposals: ['请补充学号后四位', '请核对入学年份', '请填写专业和班级', '姓名请与毕业证书一致'],
  },
  refuse: {
    decision: 'refuse',
    heading: '不予通过',
    hint: '校友会看到这段话。不予通过后不能再次提交，请谨慎处理',
    action: '确定不予通过',
    proposals: ['名册中查无此人', '登记信息与名册不符', '不属于本校校友'],
  },
}
