/** The university and its bodies: the tree, a body's page, belonging to one, and how staff tend the tree. */
import { type InferOutput, pipe, regex, strictObject } from 'valibot'
import { action } from './action'
import type { EducationView } from './alumni'
import { choice, id, integer, list, type Moment, optional, text } from './fields'
import type { CreditedSums, ProjectSummary } from './giving'
import type { ArticleSummary } from './news'
import { roles } from './roles'

/** In the order in which lists show them. */
export const bodyKinds = {
  university: '学校',
  college: '学院',
  branch: '地方校友会',
  association: '行业校友会',
  foundation: '教育发展基金会',
  class: '班级',
} as const

export type BodyKind = keyof typeof bodyKinds

/** Of classes there are thousands, and no staff works for one alone. */
export const staffedKinds: readonly BodyKind[] = [
  'university',
  'college',
  'branch',
  'association',
  'foundation',
]

/** open: active · closed: kept with its people, but not shown and not joined; merged into another it stays closed. */
export const bodyStatuses = { open: '正常', closed: '已停止活动' } as const
export type BodyStatus = keyof typeof bodyStatuses

export interface BodyName {
  readonly bodyId: string
  readonly name: string
}

/** The institution as every page shows it; another college changes one record, not code. */
export interface Institution {
  readonly name: string
  readonly motto: string
  readonly foundedYear: number
  /** Two or three characters for a crest without a picture. */
  readonly shortName: string
}

/** A body in a list. */
export interface BodySummary extends BodyName {
  readonly kind: BodyKind
  /** On a class alone. */
  readonly entryYear: number | undefined
  /** What it lies below; undefined on the university. */
  readonly parent: BodyName | undefined
}

/** The years in which the classes of a college entered, the latest first, and how many classes each has. */
export interface ClassYear {
  readonly entryYear: number
  readonly classes: number
}

/** Whoever can be asked about a body, by themselves or by office; public within the app. */
export const contact = strictObject(
  {
    name: text('联系人', { min: 0, max: 20 }),
    phone: pipe(
      text('联系电话', { min: 0, max: 20 }),
      regex(/^[0-9+\-() ]{0,20}$/, '联系电话只能包含数字、空格和横线'),
    ),
    wechat: text('联系微信', { min: 0, max: 40 }),
  },
  '联系方式有误',
)
export type Contact = InferOutput<typeof contact>

/** What an administrator writes about a body. */
export const bodyContent = strictObject(
  {
    name: text('名称', { min: 2, max: 40 }),
    intro: text('简介', { min: 0, max: 1000 }),
    contact,
    /** On a branch: the cities whose people belong to it. */
    cities: list('城市', text('城市', { max: 20 }), { max: 50 }),
    leads: list('联络人', strictObject({ personId: id(), office: text('职务', { max: 20 }) }, '联络人有误'), {
      max: 10,
    }),
  },
  '组织信息有误',
)
export type BodyContent = InferOutput<typeof bodyContent>

/** Somebody who speaks for a body. */
export interface LeadView {
  readonly personId: string
  readonly name: string
  readonly office: string
}

/** asked: waits for the leads · member: accepted · refused · left: by themselves, before or after being accepted. */
export const membershipStatuses = {
  asked: '等待同意',
  member: '已加入',
  refused: '未获同意',
  left: '已退出',
} as const
export type MembershipStatus = keyof typeof membershipStatuses

/**
 * How the caller stands to a body: may join · has asked · was accepted · belongs to it by studies or city ·
 * none of these, because nobody joins such a body or the caller is not recognised yet.
 */
export type Standing = 'may join' | 'asked' | 'joined' | 'belongs' | 'none'

export interface BodyPage extends BodySummary {
  /** Its ancestors, from the university down. */
  readonly path: readonly BodyName[]
  readonly intro: string
  readonly contact: Contact
  /** Told to members alone. */
  readonly leads: readonly LeadView[] | undefined
  /** Recognised people; undefined under five, so that nobody can be guessed from it. */
  readonly memberCount: number | undefined
  readonly events: readonly {
    readonly eventId: string
    readonly title: string
    readonly startsAt: Moment
    readonly endsAt: Moment
    readonly place: string
  }[]
  readonly projects: readonly ProjectSummary[]
  /** Its latest news, and that of those below it. */
  readonly articles: readonly ArticleSummary[]
  /** What was given in its name; undefined under five donors. */
  readonly credited: CreditedSums | undefined
  /** The first of the open bodies right below, but for classes, of which there are many. */
  readonly below: readonly BodySummary[]
  readonly hasMoreBelow: boolean
  readonly classYears: readonly ClassYear[]
  readonly standing: Standing
  /** Whether the caller decides who joins. */
  readonly decides: boolean
}

/** Open bodies that staff may act for, to choose one from. */
export interface ReachedBodies {
  readonly bodies: readonly BodySummary[]
  /** Whether there may be others, to be sought by what their name begins with. */
  readonly hasMore: boolean
}

/** A body as those who tend the tree see it. */
export interface ManagedBody extends BodySummary {
  readonly status: BodyStatus
  readonly mergedInto: BodyName | undefined
  /** Whether the caller may change it; others who see it make codes for it. */
  readonly isEditable: boolean
}

const revision = integer('版本', { min: 1, max: 1_000_000 })
const entryYear = integer('入学年份', { min: 1950, max: 2100 })
const words = text('名称', { min: 0, max: 40 })
const after = optional(text('页码', { max: 300 }))

/** What an act on the tree returns: where the body stands by now. */
interface Changed {
  readonly bodyId: string
  readonly revision: number
}

export const organisations = {
  'organisations.listColleges': action('visitor', {}).returns<{
    readonly institution: Institution
    readonly colleges: readonly BodyName[]
  }>(),
  /** The open bodies right below one (the university, when none is named): of classes, those of one year. */
  'organisations.listBelow': action('visitor', {
    parentId: optional(id()),
    entryYear: optional(entryYear),
    after,
  }).returns<{
    readonly parent: BodyName
    readonly bodies: readonly BodySummary[]
    readonly next: string | undefined
    readonly classYears: readonly ClassYear[]
  }>(),
  /** The open bodies whose name begins with these words, however they are spaced. */
  'organisations.search': action('visitor', { words: text('名称', { max: 40 }) }).returns<{
    readonly bodies: readonly BodySummary[]
  }>(),
  'organisations.readBody': action('visitor', { bodyId: id() }).returns<BodyPage>(),
  /** Bodies that the caller belongs to, and those that they asked to join. */
  'organisations.listMine': action('person', {}).returns<{
    readonly bodies: readonly BodySummary[]
    readonly requests: readonly {
      readonly body: BodySummary
      readonly status: Extract<MembershipStatus, 'asked' | 'refused'>
    }[]
  }>(),

  'organisations.join': action('alumnus', { bodyId: id() }, { atMost: { times: 20, per: 'day' } }).returns<{
    readonly standing: Standing
  }>(),
  'organisations.leave': action('alumnus', { bodyId: id() }).returns<{ readonly standing: Standing }>(),
  'organisations.listRequests': action('person', { bodyId: id() }).returns<{
    readonly body: BodyName
    readonly requests: readonly {
      readonly personId: string
      readonly name: string
      readonly educations: readonly EducationView[]
      readonly askedAt: Moment
    }[]
  }>(),
  'organisations.decideRequest': action(
    'person',
    { bodyId: id(), personId: id(), decision: choice('处理结果', { accept: '同意', refuse: '不同意' }) },
    { audits: 'personId' },
  ).returns<{ readonly status: MembershipStatus }>(),

  /** Those for which the caller acts in one of these roles: with words, those of that name; else the highest first. */
  'organisations.listReached': action('staff', {
    actingAs: list('角色', choice('角色', roles), { min: 1, max: 5 }),
    kinds: optional(list('组织类型', choice('组织类型', bodyKinds), { min: 1, max: 6 })),
    words,
  }).returns<ReachedBodies>(),
  /** Without a parent: what lies right below the one body that the caller tends, or the bodies that they tend. */
  'organisations.listManaged': action('staff', {
    parentId: optional(id()),
    entryYear: optional(entryYear),
    words: optional(words),
    after,
  }).returns<{
    readonly parent: ManagedBody | undefined
    readonly bodies: readonly ManagedBody[]
    readonly next: string | undefined
    readonly classYears: readonly ClassYear[]
    /** Kinds that the caller may found here. */
    readonly foundable: readonly BodyKind[]
  }>(),
  'organisations.readManaged': action('administrator', { bodyId: id() }).returns<{
    readonly body: ManagedBody
    readonly revision: number
    readonly content: Omit<BodyContent, 'leads'> & { readonly leads: readonly LeadView[] }
    /** Whether the caller tends its parent too, and so may move, merge, close and reopen it. */
    readonly isPlaceable: boolean
  }>(),
  'organisations.create': action(
    'administrator',
    {
      /** Made once by the phone for one intent: the same key is the same body. */
      draftKey: id(),
      kind: choice('组织类型', bodyKinds),
      parentId: id(),
      entryYear: optional(entryYear),
      content: bodyContent,
    },
    { audits: 'parentId' },
  ).returns<Changed>(),
  'organisations.change': action(
    'administrator',
    { bodyId: id(), revision, content: bodyContent },
    { audits: 'bodyId' },
  ).returns<Changed>(),
  /** Where a body may be moved, or what it may be merged into; with words, those of that name. */
  'organisations.listPlaces': action('administrator', {
    bodyId: id(),
    purpose: choice('用途', { move: '移动', merge: '合并' }),
    words,
  }).returns<ReachedBodies>(),
  'organisations.move': action(
    'administrator',
    { bodyId: id(), revision, parentId: id() },
    { audits: 'bodyId' },
  ).returns<Changed>(),
  'organisations.merge': action(
    'administrator',
    { bodyId: id(), revision, intoId: id() },
    { audits: 'bodyId' },
  ).returns<Changed>(),
  'organisations.close': action(
    'administrator',
    { bodyId: id(), revision },
    { audits: 'bodyId' },
  ).returns<Changed>(),
  'organisations.reopen': action(
    'administrator',
    { bodyId: id(), revision },
    { audits: 'bodyId' },
  ).returns<Changed>(),
  /** Recognised people of a body whose name begins so, to appoint one of them. */
  'organisations.findMembers': action('administrator', {
    bodyId: id(),
    name: text('姓名', { max: 30 }),
  }).returns<{
    readonly people: readonly {
      readonly personId: string
      readonly name: string
      readonly educations: readonly EducationView[]
    }[]
  }>(),
}
