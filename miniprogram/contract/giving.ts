/** Giving: projects, gifts, thanks and the honour roll as everybody sees them. Staff speak next door. */
import { type InferOutput, literal, strictObject, variant } from 'valibot'
import { action } from './action'
import { choice, flag, id, integer, type Moment, optional, text } from './fields'
import type { GiftWay, giftStatuses } from './giving-offline'
import type { ProjectKind, ProjectNote } from './giving-projects'
import { largestAmountFen } from './money'
import type { BodyName, Contact, LeadView } from './organisations'
import type { OrderState, PaymentParams } from './payments'

export interface ProjectSummary {
  readonly projectId: string
  readonly title: string
  readonly summary: string
  readonly body: BodyName
  readonly goalFen: number
  readonly raisedFen: number
  readonly gifts: number
  readonly isOpen: boolean
}

/** Whom giving serves, as the installation is configured. */
export const givingAudiences = { alumnus: '已认证校友', person: '已登记的校友与各界友人' } as const
export type GivingAudience = keyof typeof givingAudiences

/** How far a class came together; undefined under five, so that nobody can be guessed from it. */
export interface ClassDrive {
  readonly members: number | undefined
  readonly donors: number | undefined
  /** In whole per cent. */
  readonly percent: number | undefined
}

export interface ProjectDetail extends ProjectSummary {
  readonly kind: ProjectKind
  readonly purpose: string
  readonly presetsFen: readonly number[]
  readonly minimumFen: number
  readonly closesAt: Moment | undefined
  readonly contact: Contact
  /** Links to its pictures. */
  readonly pictures: readonly string[]
  readonly drive: ClassDrive | undefined
  /** Of a class drive: who speaks for the class, told to its members alone. */
  readonly leads: readonly LeadView[]
  /** Who receives the money; empty while giving online is closed. */
  readonly payee: string
  /** Where to transfer to; empty where that is not told. */
  readonly account: string
  readonly isOnlineOpen: boolean
  /** Who may give. */
  readonly audience: GivingAudience
}

/** Who may be said to give. */
export const donorKinds = { person: '个人', class: '班级', branch: '校友会', enterprise: '企业' } as const
export type DonorKind = keyof typeof donorKinds

/** In whose name: one’s own, that of a class or branch one belongs to, or that of an enterprise. */
export const donor = variant(
  'kind',
  [
    strictObject({ kind: literal('person') }),
    strictObject({ kind: literal('class'), bodyId: id('班级') }),
    strictObject({ kind: literal('branch'), bodyId: id('校友会') }),
    strictObject({ kind: literal('enterprise'), name: text('企业名称', { min: 2, max: 40 }) }),
  ],
  '请选择以谁的名义捐赠',
)

export type WantedDonor = InferOutput<typeof donor>

/** A line of the honour roll; an anonymous donor’s name never leaves the server. */
export interface Honour {
  readonly donorName: string
  readonly donorKind: DonorKind
  readonly isAnonymous: boolean
  /** Empty where there is none, or it was not found fit. */
  readonly message: string
  readonly amountFen: number
  /** What was given in place of money: `图书 20 册`; empty otherwise. */
  readonly goods: string
  readonly projectTitle: string
  readonly at: Moment
}

/** Gifts by what was given; what a band begins with belongs to it. */
export const honourBands = {
  tenThousand: '一万元及以上',
  thousand: '一千元至一万元',
  hundred: '一百元至一千元',
  belowHundred: '一百元以下',
  things: '物资与股权',
} as const
export type HonourBand = keyof typeof honourBands

/** What fits on a honour roll, listed or not: small gifts count, without a line of their own. */
export interface HonourSums {
  readonly totalFen: number
  readonly gifts: number
  readonly unlisted: { readonly totalFen: number; readonly gifts: number }
}

/** What was given in the name of a class or branch by at least five of it. */
export interface CreditedSums {
  readonly totalFen: number
  readonly gifts: number
  readonly donors: number
}

export interface Thanks {
  readonly giftId: string
  readonly orderNo: string
  readonly state: OrderState
  readonly projectId: string
  readonly projectTitle: string
  readonly payee: string
  readonly account: string
  readonly donorName: string
  readonly way: GiftWay
  readonly status: keyof typeof giftStatuses
  readonly amountFen: number
  readonly goods: string
  /** What went back to the donor. */
  readonly refundedFen: number
  readonly isAnonymous: boolean
  readonly hasCertificate: boolean
  readonly paidAt: Moment | undefined
}

export const giving = {
  /** Those that take gifts first. */
  'giving.listProjects': action('visitor', { after: optional(id()) }).returns<{
    readonly projects: readonly ProjectSummary[]
    readonly next: string | undefined
    /** What came together for all of them, and from how many gifts. */
    readonly totalFen: number
    readonly gifts: number
  }>(),
  'giving.readProject': action('visitor', { projectId: id() }).returns<{
    readonly project: ProjectDetail
    readonly latest: readonly Honour[]
    readonly notes: readonly ProjectNote[]
  }>(),
  /** Of persons, those whom giving is configured to serve: verified alumni alone, unless told otherwise. */
  'giving.give': action('person', {
    projectId: id(),
    amountFen: integer('捐赠金额', { min: 1, max: largestAmountFen }),
    isAnonymous: flag('是否匿名'),
    /** Left out: one’s own. */
    donor: optional(donor),
    /** A word to go with it, shown on the honour roll once it was found fit. */
    message: optional(text('留言', { max: 60 })),
    /** Made once by the phone for one intent to give: the same key is the same order, however often it is sent. */
    attemptKey: id(),
  }).returns<{
    readonly orderNo: string
    readonly state: OrderState
    readonly payment: PaymentParams | undefined
  }>(),
  'giving.readThanks': action('person', { orderNo: id() }).returns<Thanks>(),
  'giving.listHonours': action('visitor', {
    projectId: optional(id()),
    /** Credited to this class or branch: told when at least five of it gave. */
    bodyId: optional(id()),
    year: optional(integer('年份', { min: 2000, max: 2100 })),
    band: optional(choice('金额', honourBands)),
    after: optional(text('游标', { max: 100 })),
  }).returns<{
    /** Latest first. */
    readonly honours: readonly Honour[]
    readonly next: string | undefined
    /** With the first page alone. */
    readonly sums: HonourSums | undefined
  }>(),
  'giving.listMine': action('person', { after: optional(text('页码', { max: 100 })) }).returns<{
    /** Latest first. */
    readonly gifts: readonly Thanks[]
    readonly next: string | undefined
    /** Of all that came of money and was kept; with the first page alone. */
    readonly sums: { readonly keptFen: number; readonly gifts: number } | undefined
  }>(),
}
