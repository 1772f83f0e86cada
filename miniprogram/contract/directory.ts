/** Who may find whom, and see what: closed until a person opens it. */
import type { InferOutput } from 'valibot'
import { strictObject } from 'valibot'
import { action } from './action'
import { type Industry, industries } from './alumni'
import { choice, flag, id, integer, type Moment, optional, text } from './fields'
import type { BodyName } from './organisations'

/** From narrow to wide; whoever is in a narrow circle is also in every wider one. */
export const visibilities = {
  nobody: '不公开',
  classmates: '同班校友',
  college: '同院校友',
  verified: '全部认证校友',
} as const
export type Visibility = keyof typeof visibilities

/** What a person may open one by one. `listing` is being found at all: name, college, year and class. */
export const privateFields = {
  listing: '姓名与班级',
  city: '所在城市',
  industry: '从事行业',
  employer: '工作单位',
} as const
export type PrivateField = keyof typeof privateFields

export const privacy = strictObject(
  {
    listing: choice(privateFields.listing, visibilities),
    city: choice(privateFields.city, visibilities),
    industry: choice(privateFields.industry, visibilities),
    employer: choice(privateFields.employer, visibilities),
  },
  '公开范围有误',
)
export type Privacy = InferOutput<typeof privacy>

/** How everybody begins. */
export const closedPrivacy: Privacy = {
  listing: 'nobody',
  city: 'nobody',
  industry: 'nobody',
  employer: 'nobody',
}

/** Where and with whom somebody studied. */
export interface StudiesView {
  readonly college: BodyName
  readonly entryYear: number
  readonly className: string
}

/** A person as somebody may see them: what is not open to them is empty. */
export interface PersonSeen {
  readonly personId: string
  readonly name: string
  readonly educations: readonly StudiesView[]
  readonly city: string
  readonly industry: Industry | ''
  readonly employer: string
}

/** What a person has opened, and what others see of them because of it: undefined where they are not found at all. */
export interface PrivacySettings {
  readonly privacy: Privacy
  readonly seenBy: Readonly<Record<Exclude<Visibility, 'nobody'>, PersonSeen | undefined>>
  /** Whose requests are not delivered any more, and who do not find the person. */
  readonly blocked: readonly { readonly personId: string; readonly name: string }[]
}

/**
 * checking: its words are still to be checked · waiting: for an answer · accepted: with the words of the answer ·
 * declined · refused: its words may not be delivered. Whoever asked is told of a declined request as of one that waits.
 */
export const contactStatuses = {
  checking: '正在送达',
  waiting: '等待答复',
  accepted: '已同意',
  declined: '已婉拒',
  refused: '未能送达',
} as const
export type ContactStatus = keyof typeof contactStatuses

export interface Contact {
  readonly status: ContactStatus
  readonly message: string
  readonly askedAt: Moment
  /** What the person who was asked chose to give, such as a WeChat id; empty until they accepted. */
  readonly reply: string
}

export interface ContactRow extends Contact {
  readonly personId: string
  /** Empty when that person is no longer to be seen. */
  readonly name: string
  readonly educations: readonly StudiesView[]
}

export const contactDirections = { received: '收到的', sent: '发出的' } as const

/** A city with fewer people is not shown, nor can it be worked out from the others. */
export const fewestPerCity = 5

export interface CityCounts {
  /** The most people first. */
  readonly cities: readonly { readonly city: string; readonly people: number }[]
  /** How many there are in all other cities together; 0 when they are too few to be told. */
  readonly elsewhere: number
  readonly countedAt: Moment
}

export const directory = {
  'directory.readPrivacy': action('person', {}).returns<PrivacySettings>(),
  'directory.changePrivacy': action(
    'person',
    { privacy },
    { atMost: { times: 60, per: 'hour' } },
  ).returns<PrivacySettings>(),
  'directory.search': action(
    'alumnus',
    {
      name: optional(text('姓名', { min: 2, max: 30 })),
      collegeId: optional(id('学院')),
      classOf: optional(
        strictObject(
          {
            collegeId: id('学院'),
            entryYear: integer('入学年份', { min: 1950, max: 2100 }),
            className: text('班级', { max: 30 }),
          },
          '班级有误',
        ),
      ),
      city: optional(text('城市', { max: 20 })),
      industry: optional(choice('行业', industries)),
      after: optional(text('游标', { max: 100 })),
    },
    { atMost: { times: 120, per: 'hour' } },
  ).returns<{ readonly people: readonly PersonSeen[]; readonly next: string | undefined }>(),
  'directory.readPerson': action(
    'alumnus',
    { personId: id() },
    { atMost: { times: 200, per: 'hour' } },
  ).returns<{ readonly person: PersonSeen; readonly contact: Contact | undefined }>(),
  'directory.countCities': action('alumnus', {}).returns<CityCounts>(),
  'directory.ask': action(
    'alumnus',
    { personId: id(), message: text('留言', { max: 200 }) },
    { atMost: { times: 10, per: 'day' } },
  ).returns<Contact>(),
  'directory.listContacts': action('alumnus', {
    direction: choice('方向', contactDirections),
    after: optional(text('游标', { max: 100 })),
  }).returns<{ readonly contacts: readonly ContactRow[]; readonly next: string | undefined }>(),
  'directory.answer': action(
    'alumnus',
    {
      personId: id(),
      accepts: flag('是否同意'),
      reply: optional(text('联系方式', { min: 0, max: 200 })),
    },
    { atMost: { times: 60, per: 'hour' } },
  ).returns<{ readonly status: ContactStatus }>(),
  'directory.block': action(
    'person',
    { personId: id(), isBlocked: flag('是否屏蔽') },
    { atMost: { times: 60, per: 'hour' } },
  ).returns<{ readonly isBlocked: boolean }>(),
}
