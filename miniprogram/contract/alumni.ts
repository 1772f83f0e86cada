/** Registering, being recognised, and the alumni card. */

import { pipe, regex, strictObject, string, transform } from 'valibot'
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

/** Whether this kind of person has studied here: who has tells where and when, and can be found in the roster. */
export const hasStudied = (kind: PersonKind): boolean => kind === 'alumnus' || kind === 'student'

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

export { consentVersion } from './consent'

/** How many studies one person may tell of. */
export const mostEducations = 5

export const education = strictObject(
  {
    collegeId: pipe(string('请选择学院'), regex(/^[A-Za-z0-9_-]{1,64}$/, '请选择学院')),
    entryYear: integer('入学年份', { min: 1950, max: 2100 }),
    degree: choice('学历', degrees),
    programme: optional(text('专业', { min: 0, max: 30 })),
    className: optional(text('班级', { min: 0, max: 30 })),
  },
  '教育经历有误',
)

/** A mobile number of the mainland as people write it, or one from abroad with + and its country. */
const phoneNumber = pipe(
  string('请填写手机号'),
  transform((typed) => typed.replace(/[\s()-]/g, '').replace(/^\+?86(?=1\d{10}$)/, '')),
  regex(/^(?:|1[3-9]\d{9}|\+[1-9]\d{6,14})$/, '手机号有误，境外号码请以 + 和国家代码开头'),
)

/** What people tell about themselves: at registration, and whenever they correct it. */
const profile = {
  name: text('姓名', { min: 2, max: 30 }),
  kind: choice('身份', personKinds),
  educations: list('教育经历', education, { min: 0, max: mostEducations }),
  /** Of the first of the studies. */
  studentNumberLast4: optional(
    pipe(string('请填写学号后四位'), regex(/^$|^[0-9A-Za-z]{4}$/, '请填写学号后四位')),
  ),
  /** The college that somebody who did not study here is tied to. */
  affiliationId: optional(id('所属学院')),
  phoneNumber: optional(phoneNumber),
  city: optional(text('所在城市', { min: 0, max: 20 })),
  industry: optional(choice('从事行业', industries)),
  employer: optional(text('工作单位', { min: 0, max: 50 })),
}

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
        /** The fileID of their picture, which nobody else is shown; empty without one. */
        readonly avatar: string
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
export type TemplateName =
  | 'reviewResult'
  | 'signUpResult'
  | 'eventReminder'
  | 'eventChanged'
  | 'eventThanks'
  | 'givingNews'
  | 'giftThanks'
  | 'giftRefunded'
  | 'contactAsked'
  | 'notice'
  | 'articleResult'

/** All that the app knows of the caller, for themselves alone. */
export interface OwnProfile {
  /** Counts the changes: a change is based on the profile that was read. */
  readonly revision: number
  readonly name: string
  readonly kind: PersonKind
  readonly status: VerificationStatus
  readonly reason: string
  readonly educations: readonly EducationView[]
  readonly studentNumberLast4: string
  readonly affiliation: BodyName | undefined
  readonly phoneNumber: string
  readonly city: string
  readonly industry: Industry | ''
  readonly employer: string
  readonly avatar: string
}

/** Where a person's pictures lie in the cloud's storage; a picture has a new name each time. */
export const avatarFolder = (personId: string): string => `avatars/${personId}`

export interface AlumniCard {
  readonly name: string
  readonly avatar: string
  readonly kind: PersonKind
  readonly status: VerificationStatus
  readonly number: string
  readonly educations: readonly EducationView[]
  /** Signed, for a QR; whoever has `cardKey` can tell what it says, that it is genuine, and until when. */
  readonly code: string
  readonly codeExpiresAt: Moment
}

export const alumni = {
  'alumni.readMe': action('visitor', {}).returns<Me>(),
  'alumni.register': action('visitor', {
    ...profile,
    consentVersion: text('隐私说明版本', { max: 20 }),
    isFourteenOrOlder: flag('是否年满十四周岁'),
    scene: optional(text('码', { max: 64 })),
  }).returns<{ readonly status: VerificationStatus }>(),
  /** What the phone number button gave for a code, exchanged at once: a code is good once, and for five minutes. */
  'alumni.exchangePhoneCode': action(
    'visitor',
    { code: text('手机号授权', { max: 200 }) },
    { atMost: { times: 10, per: 'hour' } },
  ).returns<{ readonly phoneNumber: string }>(),
  'alumni.readProfile': action('person', {}).returns<OwnProfile>(),
  /** Few a day: each change of name or studies is compared with the roster, which must not be searched that way. */
  'alumni.updateProfile': action(
    'person',
    { ...profile, revision: integer('版本', { min: 0, max: 1_000_000 }) },
    { atMost: { times: 5, per: 'day' } },
  ).returns<{ readonly status: VerificationStatus }>(),
  /** Without a fileID the picture is taken away. */
  'alumni.changeAvatar': action(
    'person',
    { fileId: text('头像', { min: 0, max: 300 }) },
    { atMost: { times: 20, per: 'day' } },
  ).returns<Record<string, never>>(),
  'alumni.readCard': action('person', {}).returns<AlumniCard>(),
}
