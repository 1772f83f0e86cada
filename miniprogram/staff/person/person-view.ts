/** A person as staff read them: what they told, what was decided, what they take part in, and what happened. */
import {
  degrees,
  type EducationView,
  industries,
  personKinds,
  type VerificationStatus,
  verificationStatuses,
} from '../../contract/alumni'
import type { Output } from '../../contract/index'
import type { PastEvent } from '../../contract/people'
import { signUpStatuses } from '../../contract/sign-ups'
import { formatDay, formatMoment } from '../../utils/date'

type Detail = Output<'people.read'>

interface Fact {
  readonly label: string
  readonly values: readonly string[]
}

interface Line {
  readonly words: string
  readonly when: string
}

export interface PersonView {
  readonly state: 'ready'
  readonly personId: string
  readonly name: string
  readonly kind: string
  readonly chip: { readonly text: string; readonly tone: string; readonly icon: string }
  readonly facts: readonly Fact[]
  readonly signUps: readonly (Line & { readonly status: string })[]
  readonly gifts: { readonly words: string; readonly amountFen: number } | null
  readonly history: readonly (Line & { readonly reason: string })[]
  /** What a reviewer can do: review whoever waits, take back what was decided. */
  readonly act: 'review' | 'reopen' | 'none'
}

const chips: Readonly<Record<VerificationStatus, { tone: string; icon: string }>> = {
  pending: { tone: 'primary', icon: 'clock' },
  verified: { tone: 'success', icon: 'check' },
  returned: { tone: 'warning', icon: 'edit' },
  refused: { tone: 'danger', icon: 'close' },
}

const acts: Readonly<Record<VerificationStatus, PersonView['act']>> = {
  pending: 'review',
  verified: 'reopen',
  returned: 'none',
  refused: 'reopen',
}

const decisions: Readonly<Record<VerificationStatus, string>> = {
  pending: '退回待审核',
  verified: '通过认证',
  returned: '退回补充',
  refused: '不予通过',
}

/** What happened, in words. */
function happened({ what, by = '', status, deed }: PastEvent): string {
  switch (what) {
    case 'registered':
      return '本人登记'
    case 'recognised':
      return '与名册一致，自动认证'
    case 'decided':
      return `${by} ${status === undefined ? '' : decisions[status]}`.trim()
    case 'vouched':
      return `${by} 表示认识`
    case 'disowned':
      return `${by} 表示不认识`
    case 'audited':
      return `${by} ${deed}`.trim()
  }
}

const inFull = ({ college, entryYear, degree, programme, className }: EducationView) =>
  [`${entryYear} 级`, degrees[degree], college.name, programme, className]
    .filter((part) => part !== '')
    .join(' ')

const fact = (label: string, ...values: readonly string[]): Fact => {
  const told = values.filter((value) => value !== '')
  return { label, values: told.length > 0 ? told : ['未填写'] }
}

/** A fact that is left out where there is nothing to tell. */
const toldFact = (label: string, ...values: readonly string[]): Fact[] =>
  values.some((value) => value !== '') ? [fact(label, ...values)] : []

function factsOf({ profile, reason, memberships }: Detail, nowMs: number): Fact[] {
  const { educations, industry, phoneLast4 } = profile
  return [
    fact('教育经历', ...educations.map(inFull)),
    fact('学号后四位', profile.studentNumberLast4),
    fact('手机', phoneLast4 === '' ? '' : `尾号 ${phoneLast4}`),
    fact('所在城市', profile.city),
    fact('从事行业', industry === '' ? '' : industries[industry]),
    fact('工作单位', profile.employer),
    ...toldFact('所属组织', ...memberships.map(({ name }) => name)),
    fact('校友卡号', profile.cardNumber),
    fact('登记时间', formatMoment(profile.registeredAt, nowMs)),
    ...toldFact('处理说明', reason),
  ]
}

export function personView(detail: Detail, nowMs: number): PersonView {
  const { personId, profile, signUps, gifts, history } = detail
  const { name, kind, status } = profile
  return {
    state: 'ready',
    personId,
    name,
    kind: personKinds[kind],
    chip: { text: verificationStatuses[status], ...chips[status] },
    facts: factsOf(detail, nowMs),
    signUps: signUps.map(({ title, status, startsAt }) => ({
      words: title,
      when: formatDay(startsAt, nowMs),
      status: signUpStatuses[status],
    })),
    gifts: gifts ? { words: `共 ${gifts.count} 笔`, amountFen: gifts.amountFen } : null,
    history: history.map((event) => ({
      words: happened(event),
      when: formatMoment(event.at, nowMs),
      reason: event.reason,
    })),
    act: acts[status],
  }
}

export const reopening = {
  heading: '退回待审核',
  hint: '校友会看到这段话。退回后需重新审核，期间不能使用校友身份',
  action: '退回待审核',
  proposals: ['与同名校友混淆，需重新核对', '接到本人来电说明', '名册信息有更正'],
} as const
