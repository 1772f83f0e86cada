/** People as staff see them: found, read with their history, and exported. */
import { pipe, regex, string } from 'valibot'
import { action } from './action'
import {
  type EducationView,
  type Industry,
  type PersonKind,
  type VerificationStatus,
  verificationStatuses,
} from './alumni'
import { choice, id, integer, type Moment, optional, text } from './fields'
import type { BodyName } from './organisations'
import type { RegistrationSummary, VouchView } from './registrations'
import type { SignUpStatus } from './sign-ups'

/** All that staff may see of what a person told; an export has a column for each of these and for nothing else. */
export interface PersonProfile {
  readonly name: string
  readonly kind: PersonKind
  readonly status: VerificationStatus
  readonly educations: readonly EducationView[]
  readonly studentNumberLast4: string
  /** The whole number leaves the server for nobody. */
  readonly phoneLast4: string
  readonly city: string
  readonly industry: Industry | ''
  readonly employer: string
  readonly cardNumber: string
  readonly registeredAt: Moment
}

/** Something that happened to a person; who did it is undefined where nobody of the staff did. */
export interface PastEvent {
  readonly at: Moment
  /**
   * registered · recognised: by the roster · decided: by a reviewer, with the status it led to · vouched, disowned: by
   * the lead of a class · audited: any other act of staff, with what it was in words.
   */
  readonly what: 'registered' | 'recognised' | 'decided' | 'vouched' | 'disowned' | 'audited'
  readonly by: string | undefined
  readonly status: VerificationStatus | undefined
  readonly reason: string
  readonly deed: string
}

export interface PersonDetail {
  readonly personId: string
  readonly profile: PersonProfile
  /** Of the decision that stands. */
  readonly reason: string
  readonly memberships: readonly BodyName[]
  readonly vouches: readonly VouchView[]
  readonly signUps: readonly {
    readonly title: string
    readonly status: SignUpStatus
    readonly startsAt: Moment
  }[]
  /** What reached projects of which the caller is treasurer; undefined for whoever is treasurer of none. */
  readonly gifts: { readonly count: number; readonly amountFen: number } | undefined
  /** Newest first. */
  readonly history: readonly PastEvent[]
}

/** So many people are in one spreadsheet; more are exported in several. */
export const exportedAtOnce = 5_000

/** It holds a name. */
const after = optional(text('游标', { max: 400 }))

const filter = {
  /** How the name begins. */
  name: optional(text('姓名', { max: 30 })),
  collegeId: optional(id('学院')),
  entryYearFrom: optional(integer('入学年份', { min: 1950, max: 2100 })),
  entryYearTo: optional(integer('入学年份', { min: 1950, max: 2100 })),
  status: optional(choice('状态', verificationStatuses)),
}

export const people = {
  /** The colleges among which the caller may choose. */
  'people.listColleges': action('reviewer', {}).returns<{ readonly colleges: readonly BodyName[] }>(),
  'people.search': action('reviewer', {
    ...filter,
    phone: optional(
      pipe(string('请填写手机号'), regex(/^(?:1\d{10}|\+[1-9]\d{6,14})$/, '请填写完整的手机号')),
    ),
    cardNumber: optional(pipe(string('请填写卡号'), regex(/^[2-9A-HJ-NP-Z]{10}$/, '请填写十位卡号'))),
    after,
  }).returns<{ readonly people: readonly RegistrationSummary[]; readonly next: string | undefined }>(),
  'people.read': action('reviewer', { personId: id() }).returns<PersonDetail>(),
  /** Writes a spreadsheet of those who fit; its link is good for an hour, the file is gone after a day. */
  'people.export': action('reviewer', { ...filter, after }, { atMost: { times: 100, per: 'day' } }).returns<{
    readonly url: string
    readonly expiresAt: Moment
    readonly people: number
    /** Where the next spreadsheet begins; undefined in the last. */
    readonly next: string | undefined
  }>(),
}
