/** Giving: projects, gifts through WeChat Pay, thanks and the honour roll. */
import { action } from './action'
import { flag, id, integer, type Moment, optional, text } from './fields'
import { largestAmountFen } from './money'
import type { BodyName } from './organisations'
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

export interface ProjectDetail extends ProjectSummary {
  readonly purpose: string
  readonly presetsFen: readonly number[]
  readonly minimumFen: number
  /** Who receives the money; empty while giving online is closed. */
  readonly payee: string
  readonly isOnlineOpen: boolean
}

/** A line of the honour roll; an anonymous donor’s name never leaves the server. */
export interface Honour {
  readonly donorName: string
  readonly isAnonymous: boolean
  readonly amountFen: number
  readonly projectTitle: string
  readonly at: Moment
}

export interface Thanks {
  readonly giftId: string
  readonly orderNo: string
  readonly state: OrderState
  readonly projectId: string
  readonly projectTitle: string
  readonly payee: string
  readonly donorName: string
  readonly amountFen: number
  /** What went back to the donor. */
  readonly refundedFen: number
  readonly isAnonymous: boolean
  readonly paidAt: Moment | undefined
}

export const giving = {
  'giving.listProjects': action('visitor', {}).returns<{ readonly projects: readonly ProjectSummary[] }>(),
  'giving.readProject': action('visitor', { projectId: id() }).returns<{
    readonly project: ProjectDetail
    readonly latest: readonly Honour[]
  }>(),
  'giving.give': action('alumnus', {
    projectId: id(),
    amountFen: integer('捐赠金额', { min: 1, max: largestAmountFen }),
    isAnonymous: flag('是否匿名'),
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
    after: optional(text('游标', { max: 100 })),
  }).returns<{
    readonly honours: readonly Honour[]
    readonly next: string | undefined
    readonly totalFen: number
    readonly gifts: number
  }>(),
  'giving.listMine': action('person', {}).returns<{ readonly gifts: readonly Thanks[] }>(),
}
