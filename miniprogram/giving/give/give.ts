/**
 * Giving: how much, under which name, and paying. Whatever is cut off – the pay sheet, the network, the app – the same
 * attempt goes on from here, and never becomes two payments.
 */
import { AppError, type ErrorCode } from '../../contract/errors'
import { parse } from '../../contract/fields'
import type { WantedDonor } from '../../contract/giving'
import { contract, type Output } from '../../contract/index'
import { call } from '../../services/cloud'
import { askToNotify } from '../../services/notify'
import { session } from '../../stores/session'
import { type Failure, failureOf, fieldMessagesOf } from '../../utils/failure'
import { type Obstacle, obstacleOf } from '../../utils/obstacle'
import { type Attempt, changed, keepAttempt, readAttempt, renewed } from '../services/gift-attempt'
import { type NamedBody, readOwnBodies } from '../services/own-bodies'
import { pay } from '../services/pay'
import { nextGivingStep } from '../utils/giving-step'
import {
  amountProblem,
  closed,
  fresh,
  giftFrom,
  labelOf,
  type ProjectView,
  projectViewOf,
  refused,
  type Standing,
  unpaid,
  unsure,
} from './give-view'

type View =
  | { readonly state: 'loading' }
  | Obstacle
  | {
      readonly state: 'ready'
      readonly project: ProjectView
      readonly attempt: Attempt
      readonly amountMessage: string
      readonly donorMessage: string
      /** Classes and branches in whose name one may give. */
      readonly bodies: readonly NamedBody[]
      readonly standing: Standing
      readonly label: string
      readonly act: 'idle' | 'sending'
    }
  | Failure

interface Data {
  readonly view: View
}

interface Methods {
  projectId: string
  load(): Promise<void>
  standingOf(attempt: Attempt): Promise<Standing | 'settled'>
  change(attempt: Attempt, amountMessage: string): void
  onAmount(event: WechatMiniprogram.CustomEvent<{ amountFen: number; message: string }>): void
  onAnonymous(): void
  onDonor(event: WechatMiniprogram.CustomEvent<{ donor: WantedDonor }>): void
  onMessage(event: WechatMiniprogram.Input): void
  onGive(): Promise<void>
  giveAndPay(attempt: Attempt): Promise<void>
  order(attempt: Attempt): Promise<Output<'giving.give'>>
  stay(attempt: Attempt, standing: Standing): void
  onRefused(error: unknown): void
  toThanks(orderNo: string): void
  onRetry(): void
  onAct(): void
}

/** Refusals that stand in the way of any gift: the page then shows the reason in place of the form. */
const inTheWay: readonly ErrorCode[] = ['NOT_REGISTERED', 'NOT_VERIFIED', 'GIVING_CLOSED', 'PROJECT_CLOSED']

Page<Data, Methods>({
  projectId: '',
  data: { view: { state: 'loading' } },

  onLoad({ projectId = '' }) {
    this.projectId = projectId
    void this.load()
  },

  async load() {
    const { projectId } = this
    try {
      const [{ project }, me] = await Promise.all([
        call('giving.readProject', { projectId }),
        session.refresh(),
      ])
      const next = nextGivingStep(project, me)
      if (next.act !== 'give') {
        const formUrl = `/giving/give/give?projectId=${projectId}`
        const toProject = { action: '查看项目', url: `/giving/project/project?projectId=${projectId}` }
        this.setData({ view: obstacleOf(next, formUrl, toProject) })
        return
      }
      const kept = readAttempt(projectId)
      const standing = await this.standingOf(kept)
      if (standing === 'settled') {
        this.toThanks(kept.orderNo)
        return
      }
      const attempt = standing === closed ? renewed(kept) : kept
      keepAttempt(projectId, attempt)
      this.setData({
        view: {
          state: 'ready',
          project: projectViewOf(project),
          attempt,
          amountMessage: '',
          donorMessage: '',
          bodies: await readOwnBodies(),
          standing,
          label: labelOf(attempt, standing),
          act: 'idle',
        },
      })
    } catch (error) {
      this.setData({ view: failureOf(error) })
    }
  },

  /** How an attempt that was left behind stands by now, perhaps after a crash in the middle of paying. */
  async standingOf({ orderNo }) {
    if (orderNo === '') return fresh
    try {
      const { state } = await call('payments.confirm', { orderNo })
      return ({ pending: unpaid, closed, paid: 'settled', frozen: 'settled' } as const)[state]
    } catch (error) {
      // Kept by somebody else who used this phone: their order is no business of ours.
      if (error instanceof AppError && error.code === 'NOT_FOUND') return closed
      throw error
    }
  },

  change(attempt, amountMessage) {
    keepAttempt(this.projectId, attempt)
    this.setData({
      'view.attempt': attempt,
      'view.amountMessage': amountMessage,
      'view.standing': fresh,
      'view.label': labelOf(attempt, fresh),
    })
  },

  onAmount({ detail }) {
    const { view } = this.data
    if (view.state !== 'ready' || view.act === 'sending') return
    this.change(changed(view.attempt, { amountFen: detail.amountFen }), detail.message)
  },

  onAnonymous() {
    const { view } = this.data
    if (view.state !== 'ready' || view.act === 'sending') return
    const { attempt, amountMessage } = view
    this.change(changed(attempt, { isAnonymous: !attempt.isAnonymous }), amountMessage)
  },

  onDonor({ detail }) {
    const { view } = this.data
    if (view.state !== 'ready' || view.act === 'sending') return
    this.change(changed(view.attempt, { donor: detail.donor }), view.amountMessage)
    this.setData({ 'view.donorMessage': '' })
  },

  onMessage({ detail }) {
    const { view } = this.data
    if (view.state !== 'ready' || view.act === 'sending') return
    this.change(changed(view.attempt, { message: detail.value.trim() }), view.amountMessage)
  },

  async onGive() {
    const { projectId } = this
    const { view } = this.data
    if (view.state !== 'ready' || view.act === 'sending') return
    const { attempt, project, amountMessage } = view
    const read = parse(contract['giving.give'].input, giftFrom(projectId, attempt))
    const fields = read.ok ? {} : read.fields
    const problem = amountProblem(attempt, project.minimumFen, amountMessage) || (fields.amountFen ?? '')
    if (problem !== '' || !read.ok) {
      const donorMessage = fields['donor.name'] ?? fields.donor ?? ''
      this.setData({ 'view.amountMessage': problem, 'view.donorMessage': donorMessage })
      return
    }
    const asked = askToNotify('giftThanks')
    this.setData({ 'view.act': 'sending', 'view.amountMessage': '', 'view.standing': fresh })
    await asked
    try {
      await this.giveAndPay(attempt)
    } catch (error) {
      this.onRefused(error)
    }
  },

  async giveAndPay(attempt) {
    const { projectId } = this
    let wanted = attempt
    let reply = await this.order(wanted)
    if (reply.state === 'closed') {
      // The order kept with this attempt ran out unpaid: the same wish, as a new order.
      wanted = renewed(attempt)
      keepAttempt(projectId, wanted)
      reply = await this.order(wanted)
    }
    const { orderNo, payment } = reply
    const ordered = { ...wanted, orderNo }
    keepAttempt(projectId, ordered)
    this.setData({ 'view.attempt': ordered })
    // Without parameters there is nothing to pay here: the page of thanks finds out how it stands.
    const state = payment ? await pay(orderNo, payment) : 'settled'
    if (state === 'pending') this.stay(ordered, unpaid)
    else if (state === 'closed') this.stay(renewed(ordered), closed)
    else this.toThanks(orderNo)
  },

  order(attempt) {
    return call('giving.give', giftFrom(this.projectId, attempt))
  },

  stay(attempt, standing) {
    keepAttempt(this.projectId, attempt)
    this.setData({
      'view.attempt': attempt,
      'view.standing': standing,
      'view.label': labelOf(attempt, standing),
      'view.act': 'idle',
    })
    // The sentence stands at the top, above what was scrolled down for.
    if (standing.text !== '') void wx.pageScrollTo({ scrollTop: 0 })
  },

  onRefused(error) {
    const { view } = this.data
    if (view.state !== 'ready') return
    const code = error instanceof AppError ? error.code : 'INTERNAL'
    if (inTheWay.includes(code)) {
      void this.load()
      return
    }
    if (code === 'OFFLINE') {
      this.stay(view.attempt, unsure)
      return
    }
    const { message } = failureOf(error)
    // The server holds another wish under this key; what is on the screen now is a new one.
    this.stay(code === 'ATTEMPT_CHANGED' ? renewed(view.attempt) : view.attempt, refused(message))
    const { amountFen = '' } = fieldMessagesOf(error)
    if (amountFen !== '') this.setData({ 'view.amountMessage': amountFen })
  },

  toThanks(orderNo) {
    void wx.redirectTo({ url: `/giving/thanks/thanks?orderNo=${orderNo}` })
  },

  onRetry() {
    this.setData({ view: { state: 'loading' } })
    void this.load()
  },

  onAct() {
    const { view } = this.data
    if (view.state === 'empty') void wx.redirectTo({ url: view.url })
  },
})
