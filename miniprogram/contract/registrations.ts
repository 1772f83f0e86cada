/** The review desk: who waits to be recognised, what speaks for them, and what reviewers decide. */
import { action } from './action'
import type { VerificationStatus } from './alumni'
import { type Degree, type EducationView, type PersonKind, personKinds, verificationStatuses } from './alumni'
import { choice, flag, id, integer, list, type Moment, optional, text } from './fields'
import type { BodyName } from './organisations'

export interface RegistrationSummary {
  readonly personId: string
  readonly name: string
  readonly kind: PersonKind
  readonly status: VerificationStatus
  readonly educations: readonly EducationView[]
  readonly registeredAt: Moment
  /** Counts the changes of what was told: a decision is about the revision that was read. */
  readonly revision: number
}

/** What the lead of a class says about somebody who registered as of it; it never verifies by itself. */
export interface VouchView {
  readonly leadName: string
  /** What the lead is called: 班级联络人. */
  readonly office: string
  readonly className: string
  readonly knows: boolean
  readonly at: Moment
}

/** A roster row beside a registration: only reviewers of its college ever see one. */
export interface RosterCandidate {
  readonly rowId: string
  readonly name: string
  readonly college: BodyName
  readonly entryYear: number
  readonly degree: Degree
  readonly programme: string
  readonly className: string
  readonly studentNumberLast4: string
  readonly isTaken: boolean
}

/** What is not over. Whoever is verified is not counted: it would take as long as there are people. */
export const unfinishedStatuses = ['pending', 'returned', 'refused'] as const
export type UnfinishedStatus = (typeof unfinishedStatuses)[number]

export const reviewDecisions = { accept: '通过', return: '退回补充', refuse: '不予通过' } as const
export type ReviewDecision = keyof typeof reviewDecisions

/**
 * What came of one person of many: done · closed: somebody else decided before · changed: they told something else
 * since they were read · unclear: to be accepted, but not exactly one free roster row is theirs, so somebody has to
 * look · missing: there is none, or out of reach.
 */
export const batchOutcomes = {
  done: '已处理',
  closed: '已被他人处理',
  changed: '资料刚有修改',
  unclear: '需逐一核对名册',
  missing: '不存在或不在审核范围内',
} as const
export type BatchOutcome = keyof typeof batchOutcomes

export interface DecidedPerson {
  readonly personId: string
  /** Empty where the person is missing. */
  readonly name: string
  readonly outcome: BatchOutcome
}

/** Somebody of the caller's class who waits: no more than it takes to remember them. */
export interface Classmate {
  readonly personId: string
  readonly name: string
  readonly className: string
  readonly registeredAt: Moment
  /** What the caller said about them; undefined until they do. */
  readonly knows: boolean | undefined
}

/** So many people are decided at once. */
export const batchSize = 50

const after = optional(text('游标', { max: 100 }))
const revision = integer('版本', { min: 0, max: 1_000_000 })
const reason = optional(text('原因', { min: 0, max: 200 }))

/** Narrows the queue; what is left out does not matter. */
const filter = {
  collegeId: optional(id('学院')),
  entryYearFrom: optional(integer('入学年份', { min: 1950, max: 2100 })),
  entryYearTo: optional(integer('入学年份', { min: 1950, max: 2100 })),
  kind: optional(choice('身份', personKinds)),
  /** Registered at least so many days ago. */
  waitingDays: optional(integer('等待天数', { min: 1, max: 365 })),
  /** How the name begins. */
  name: optional(text('姓名', { max: 30 })),
}

export const registrations = {
  'registrations.list': action('reviewer', {
    status: choice('状态', verificationStatuses),
    ...filter,
    after,
  }).returns<{ readonly registrations: readonly RegistrationSummary[]; readonly next: string | undefined }>(),
  'registrations.count': action('reviewer', filter).returns<{
    readonly counts: Readonly<Record<UnfinishedStatus, number>>
  }>(),
  'registrations.read': action('reviewer', { personId: id() }).returns<{
    readonly registration: RegistrationSummary & {
      readonly studentNumberLast4: string
      readonly city: string
      readonly employer: string
      readonly reason: string
    }
    readonly vouches: readonly VouchView[]
    readonly candidates: readonly RosterCandidate[]
  }>(),
  'registrations.review': action(
    'reviewer',
    {
      personId: id(),
      revision,
      decision: choice('处理结果', reviewDecisions),
      rosterRowId: optional(text('名册记录', { max: 64 })),
      reason,
    },
    { audits: 'personId' },
  ).returns<{ readonly status: VerificationStatus }>(),
  'registrations.reviewMany': action(
    'reviewer',
    {
      personIds: list('登记', id(), { min: 1, max: batchSize }),
      /** Of each of them, in the same order. */
      revisions: list('版本', revision, { min: 1, max: batchSize }),
      decision: choice('处理结果', reviewDecisions),
      reason,
    },
    { audits: 'personIds' },
  ).returns<{ readonly people: readonly DecidedPerson[] }>(),
  /** Takes a decision back: whoever was verified or refused waits again. */
  'registrations.reopen': action(
    'reviewer',
    { personId: id(), reason: text('原因', { max: 200 }) },
    { audits: 'personId' },
  ).returns<{ readonly status: VerificationStatus }>(),
  'registrations.listForLead': action('alumnus', { after }).returns<{
    /** The classes that the caller leads; none for whoever leads none. */
    readonly classes: readonly BodyName[]
    readonly classmates: readonly Classmate[]
    readonly next: string | undefined
  }>(),
  'registrations.vouch': action(
    'alumnus',
    { personId: id(), knows: flag('是否认识') },
    { atMost: { times: 100, per: 'hour' } },
  ).returns<{ readonly knows: boolean }>(),
}
