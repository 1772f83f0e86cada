/** Signing up in one screen: for what, as whom, on which terms. Sent twice, it is the same sign-up. */
import { AppError, type FieldMessages } from '../../contract/errors'
import type { Question } from '../../contract/event-content'
import type { Output } from '../../contract/index'
import type { Answers } from '../../contract/questions'
import { call } from '../../services/cloud'
import { askToNotify } from '../../services/notify'
import { session } from '../../stores/session'
import { type Failure, failureOf, fieldMessagesOf } from '../../utils/failure'
import { type Obstacle, obstacleOf } from '../../utils/obstacle'
import { registerUrl } from '../../utils/recognition'
import { sendAnswerPicture } from '../utils/answer-picture'
import { nextEventStep } from '../utils/event-step'
import { byField, problemsOf } from '../utils/sign-up-fields'
import { emptyDraft, forget, inputFrom, keep, readKept, type SignUpDraft } from './draft'
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
  readonly view: View
  readonly draft: SignUpDraft
  readonly questions: readonly Question[]
  readonly categories: Output<'events.readForm'>['categories']
  /** Sentences by field: a question's id, `companions.0`, `categoryId`. */
  readonly problems: FieldMessages
  readonly sending: string
}

interface Methods {
  eventId: string
  formVersion: number
  load(): Promise<void>
  edit(changes: Partial<SignUpDraft>): void
  check(): boolean
  showProblems(problems: FieldMessages): void
  onCategory(event: WechatMiniprogram.TouchEvent): void
  onCompanion(event: WechatMiniprogram.Input): void
  onAddCompanion(): void
  onRemoveCompanion(event: WechatMiniprogram.TouchEvent): void
  onAnswers(event: WechatMiniprogram.CustomEvent<{ answers: Answers }>): void
  onPicture(event: WechatMiniprogram.CustomEvent<{ questionId: string; filePath: string }>): Promise<void>
  toTicket(): void
  onConfirm(): Promise<void>
  onRefused(error: unknown): void
  onRetry(): void
  onAct(): void
}

const urlOf = (eventId: string) => `/events/sign-up/sign-up?eventId=${eventId}`

Page<Data, Methods>({
  eventId: '',
  formVersion: 0,

  data: {
    view: { state: 'loading' },
    draft: emptyDraft,
    questions: [],
    categories: [],
    problems: {},
    sending: '',
  },

  onLoad({ eventId = '' }) {
    this.eventId = eventId
    void this.load()
  },

  async load() {
    const { eventId } = this
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
        const asked = await call('events.readForm', { eventId })
        const form = signUpFormOf(found.event, asked, me.person, nowMs)
        this.formVersion = asked.formVersion
        this.setData({
          view: { state: 'ready', form, act: 'idle', problem: '' },
          draft: readKept(eventId) ?? emptyDraft,
          questions: asked.questions,
          categories: asked.categories,
        })
      }
    } catch (error) {
      this.setData({ view: failureOf(error) })
    }
  },

  toTicket() {
    void wx.redirectTo({ url: `/events/ticket/ticket?eventId=${this.eventId}` })
  },

  /** Takes a change, kept on the phone at once; the sentences beside the fields have served their turn. */
  edit(changes) {
    const draft = { ...this.data.draft, ...changes }
    keep(this.eventId, draft)
    this.setData({ draft, problems: {} })
  },

  onCategory(event) {
    this.edit({ categoryId: event.currentTarget.dataset.category })
  },

  onCompanion(event) {
    const { index } = event.currentTarget.dataset
    const companions = this.data.draft.companions.map((name, at) =>
      at === index ? event.detail.value : name,
    )
    this.edit({ companions })
  },

  onAddCompanion() {
    this.edit({ companions: [...this.data.draft.companions, ''] })
  },

  onRemoveCompanion(event) {
    const { index } = event.currentTarget.dataset
    this.edit({ companions: this.data.draft.companions.filter((_name, at) => at !== index) })
  },

  onAnswers(event) {
    this.edit({ answers: event.detail.answers })
  },

  async onPicture(event) {
    const { questionId, filePath } = event.detail
    this.setData({ sending: questionId })
    try {
      const fileId = await sendAnswerPicture(filePath)
      this.edit({ answers: { ...this.data.draft.answers, [questionId]: fileId } })
    } catch (error) {
      this.setData({ problems: { [questionId]: failureOf(error).message } })
    } finally {
      this.setData({ sending: '' })
    }
  },

  /** Whether what is filled in can be sent. */
  check() {
    const { draft, categories, questions } = this.data
    const problems: FieldMessages = {
      ...(categories.length > 0 && draft.categoryId === '' ? { categoryId: '请选择参加类别' } : {}),
      ...problemsOf(questions, draft.answers, draft.companions),
    }
    this.showProblems(problems)
    return Object.keys(problems).length === 0
  },

  showProblems(problems) {
    this.setData({ problems })
    if (Object.keys(problems).length > 0)
      void wx.pageScrollTo({ selector: '#fields', offsetTop: -16, duration: 240 })
  },

  async onConfirm() {
    const { eventId } = this
    const { view, draft } = this.data
    if (view.state !== 'ready' || view.act === 'sending' || !this.check()) return
    const asked = askToNotify('signUpResult', 'eventReminder', 'eventChanged')
    this.setData({ 'view.act': 'sending', 'view.problem': '' })
    await asked
    try {
      await call('events.signUp', inputFrom(eventId, this.formVersion, draft))
      forget(eventId)
      this.toTicket()
    } catch (error) {
      this.onRefused(error)
    }
  },

  onRefused(error) {
    if (error instanceof AppError && error.code === 'NOT_REGISTERED') {
      void wx.redirectTo({ url: registerUrl(urlOf(this.eventId)) })
      return
    }
    const fields = byField(fieldMessagesOf(error))
    if (Object.keys(fields).length > 0) {
      this.setData({ 'view.act': 'idle' })
      this.showProblems(fields)
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
