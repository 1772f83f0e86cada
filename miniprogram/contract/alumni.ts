/** Registering, being recognised, and the alumni card. */

import { pipe, regex, strictObject, string } from 'valibot'
import { action } from './action'
import { choice, flag, id, integer, list, type Moment, optional, text } from './fields'
import type { BodyName, Institution } from './organisations'
import type { Role } from './roles'

export const personKinds = {
  alumnus: '校友',
  student: '在校生',
  teacher: '教职工',
  friend: '社会友人',
} as const
export type PersonKind = keyof typeof personKinds

export const degrees = {
  junior: '专科',
  bachelor: '本科',
  master: '硕士',
  doctor: '博士',
  other: '其他',
} as const
export type Degree = keyof typeof degrees

export const industries = {
  education: '教育科研',
  information: '信息技术',
  manufacturing: '制造',
  construction: '建筑交通',
  energy: '能源化工',
  finance: '金融',
  health: '医疗健康',
  government: '政府公共',
  culture: '文化传媒',
  law: '法律咨询',
  trade: '商贸物流',
  agriculture: '农林水利',
  other: '其他',
} as const
export type Industry = keyof typeof industries

/** pending: waits for a reviewer · verified: recognised · returned: to be corrected · refused: not one of us. */
export const verificationStatuses = {
  pending: '待审核',
  verified: '已认证',
  returned: '待补充',
  refused: '未通过',
} as const
export type VerificationStatus = keyof typeof verificationStatuses

/** The text of the privacy notice that people agree to; a change of the words is a new version. */
export const consentVersion = '2026-11'

export const education = strictObject(
  {
    collegeId: id('学院'),
    entryYear: integer('入学年份', { min: 1950, max: 2100 }),
    degree: choice('学历', degrees),
    programme: optional(text('专业', { min: 0, max: 30 })),
    className: optional(text('班级', { min: 0, max: 30 })),
  },
  '教育经历有误',
)

export interface EducationView {
  readonly college: BodyName
  readonly entryYear: number
  readonly degree: Degree
  readonly programme: string
  readonly className: string
}

/** Who the caller is, for the session. */
export interface Me {
  readonly person:
    | {
        readonly personId: string
        readonly name: string
        readonly kind: PersonKind
        readonly status: VerificationStatus
        readonly reason: string
        readonly educations: readonly EducationView[]
      }
    | undefined
  readonly roles: readonly { readonly role: Role; readonly body: BodyName }[]
  /** Whose mini-program this is. */
  readonly institution: Institution
  /** With which anybody can tell, without network, whether an alumni card is genuine. */
  readonly cardKey: string
  /** Ids of the subscribe-message templates, for the tap that asks for them. */
  readonly templates: Readonly<Record<TemplateName, string>>
}

/** What people may be told by subscribe message. */
export type TemplateName = 'reviewResult' | 'signUpResult' | 'giftThanks' | 'contactAsked'

export interface AlumniCard {
  readonly name: string
  readonly kind: PersonKind
  readonly status: VerificationStatus
  readonly number: string
  readonly educations: readonly EducationView[]
  /** Signed, for a QR; whoever has `cardKey` can tell what it says, that it is genuine, and until when. */
  readonly code: string
  readonly codeExpiresAt: Moment
}

export interface RegistrationSummary {
  readonly personId: string
  readonly name: string
  readonly kind: PersonKind
  readonly status: VerificationStatus
  readonly educations: readonly EducationView[]
  readonly registeredAt: Moment
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

export const reviewDecisions = { accept: '通过', return: '退回补充', refuse: '不予通过' } as const

export const alumni = {
  'alumni.readMe': action('visitor', {}).returns<Me>(),
  'alumni.register': action('visitor', {
    name: text('姓名', { min: 2, max: 30 }),
    kind: choice('身份', personKinds),
    educations: list('教育经历', education, { min: 0, max: 5 }),
    studentNumberLast4: optional(
      pipe(string('请填写学号后四位'), regex(/^$|^[0-9A-Za-z]{4}$/, '请填写学号后四位')),
    ),
    city: optional(text('所在城市', { min: 0, max: 20 })),
    industry: optional(choice('从事行业', industries)),
    employer: optional(text('工作单位', { min: 0, max: 50 })),
    consentVersion: text('隐私说明版本', { max: 20 }),
    isFourteenOrOlder: flag('是否年满十四周岁'),
    scene: optional(text('码', { max: 64 })),
  }).returns<{ readonly status: VerificationStatus }>(),
  'alumni.readCard': action('person', {}).returns<AlumniCard>(),
  'alumni.listRegistrations': action('reviewer', {
    status: choice('状态', verificationStatuses),
    after: optional(text('游标', { max: 100 })),
  }).returns<{ readonly registrations: readonly RegistrationSummary[]; readonly next: string | undefined }>(),
  'alumni.readRegistration': action('reviewer', { personId: id() }).returns<{
    readonly registration: RegistrationSummary & {
      readonly studentNumberLast4: string
      readonly city: string
      readonly employer: string
      readonly reason: string
    }
    readonly candidates: readonly RosterCandidate[]
  }>(),
  'alumni.review': action(
    'reviewer',
    {
      personId: id(),
      decision: choice('处理结果', reviewDecisions),
      rosterRowId: optional(text('名册记录', { max: 64 })),
      reason: optional(text('原因', { min: 0, max: 200 })),
    },
    { audits: 'personId' },
  ).returns<{ readonly status: VerificationStatus }>(),
}
