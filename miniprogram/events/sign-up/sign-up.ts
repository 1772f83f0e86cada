/** Signing up in one screen: for what, as whom, on which terms. Sent twice, it is the same sign-up. */
import { AppError } from '../../contract/errors'
import { call } from '../../services/cloud'
import { askToNotify } from '../../services/notify'
import { session } from '../../stores/session'
import { type Failure, failureOf } from '../../utils/failure'
import { type Obstacle, obstacleOf } from '../../utils/obstacle'
import { registerUrl } from '../../utils/recognition'
import { nextEventStep } from '../utils/event-step'
import { type SignUpForm, signUpFormOf } from './sign-up-view'

type View =
  | { readonly state: 'loading' }
  | Obstacle
  | {
      readonly state: 'ready'
      readonly form: SignUpForm
      readonly act: Act
      readonly problem: string
    }
  | Failure

/** idle: nothing sent yet · sending · unsure: sent, but the answer was lost. */
type Act = 'idle' | 'sending' | 'unsure'

interface Data {
  readonly eventId: string
  readonly terms: readonly string[]
  readonly view: View
}

interface Methods {
  load(): Promise<void>
  toTicket(): void
  onConfirm(): Promise<void>
  onRefused(error: unknown): void
  onRetry(): void
  onAct(): void
}

const urlOf = (eventId: string) => `/events/sign-up/sign-up?eventId=${eventId}`

Page<Data, Methods>({
  data: {
    eventId: '',
    terms: [
      '您的姓名会提供给主办单位和现场签到人员，仅用于本次活动',
      '不能到场时，请尽早取消报名，席位将让给候补的校友',
      '席位仅限本人使用，请凭电子票入场',
    ],
    view: { state: 'loading' },
  },

  onLoad({ eventId = '' }) {
    this.setData({ eventId })
    void this.load()
  },

  async load() {
    const { eventId } = this.data
    try {
      const [found, me] = await Promise.all([call('events.read', { eventId }), session.refresh()])
      const nowMs = Date.now()
      const next = nextEventStep(found.event, found.mine, me, nowMs)
      // Signed up already, perhaps by a tap whose answer was lost: here is the ticket.
      if (next.act === 'ticket') this.toTicket()
      else if (next.act !== 'signUp' || !me.person) {
        const toEvent = { action: '查看活动', url: `/events/event/event?eventId=${eventId}` }
        this.setData({ view: obstacleOf(next, urlOf(eventId), toEvent) })
      } else {
        const form = signUpFormOf(found.event, me.person, nowMs)
        this.setData({ view: { state: 'ready', form, act: 'idle', problem: '' } })
      }
    } catch (error) {
      this.setData({ view: failureOf(error) })
    }
  },

  toTicket() {
    void wx.redirectTo({ url: `/events/ticket/ticket?eventId=${this.data.eventId}` })
  },

  async onConfirm() {
    const { eventId, view } = this.data
    if (view.state !== 'ready' || view.act === 'sending') return
    const asked = askToNotify('signUpResult', 'eventReminder', 'eventChanged')
    this.setData({ 'view.act': 'sending', 'view.problem': '' })
    await asked
    try {
      await call('events.signUp', { eventId })
      this.toTicket()
    } catch (error) {
      this.onRefused(error)
    }
  },

  onRefused(error) {
    if (error instanceof AppError && error.code === 'NOT_REGISTERED') {
      void wx.redirectTo({ url: registerUrl(urlOf(this.data.eventId)) })
      return
    }
    const { state, message } = failureOf(error)
    this.setData(
      state === 'offline'
        ? {
            'view.act': 'unsure',
            'view.problem': '网络中断，还不能确定是否报名成功。请放心重试，不会重复报名',
          }
        : { 'view.act': 'idle', 'view.problem': message },
    )
    void wx.pageScrollTo({ scrollTop: 0 })
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
