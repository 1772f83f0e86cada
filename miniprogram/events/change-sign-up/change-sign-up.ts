/**
 * Changing who comes along and what was answered, after signing up; also for who could not send it all the first time.
 * What is typed is kept on the phone until it is sent.
 */
import type { FieldMessages } from '../../contract/errors'
import type { Question } from '../../contract/event-content'
import type { Output } from '../../contract/index'
import type { Answers } from '../../contract/questions'
import { call } from '../../services/cloud'
import { dropDraft, keepDraft, readDraft } from '../../services/drafts'
import { type Failure, failureOf, fieldMessagesOf } from '../../utils/failure'
import { sendAnswerPicture } from '../utils/answer-picture'
import { answersToSend, byField, companionsToSend, problemsOf } from '../utils/sign-up-fields'

interface Ready {
  readonly state: 'ready'
  readonly formVersion: number
  readonly companionsAtMost: number
  readonly questions: readonly Question[]
}

/** What is kept on the phone. */
interface Typed {
  readonly companions: readonly string[]
  readonly answers: Answers
}

interface Data extends Typed {
  view: { readonly state: 'loading' } | Ready | { readonly state: 'empty'; readonly title: string } | Failure
  /** Sentences by field: a question's id, `companions.0`. */
  problems: FieldMessages
  problem: string
  sending: string
  busy: boolean
}

interface Methods {
  eventId: string
  load(): Promise<void>
  show(asked: Output<'events.readForm'>): void
  edit(changes: Partial<Typed>): void
  onCompanion(event: WechatMiniprogram.Input): void
  onAddCompanion(): void
  onRemoveCompanion(event: WechatMiniprogram.TouchEvent): void
  onAnswers(event: WechatMiniprogram.CustomEvent<{ answers: Answers }>): void
  onPicture(event: WechatMiniprogram.CustomEvent<{ questionId: string; filePath: string }>): Promise<void>
  onSave(): Promise<void>
  save(form: Ready): Promise<void>
  onRetry(): void
}

const draftOf = (eventId: string) => `changeSignUp:${eventId}`

/** On to the ticket, which was not before this page when it was opened directly. */
function leave(eventId: string): void {
  const url = `/events/ticket/ticket?eventId=${eventId}`
  wx.navigateBack({ fail: () => void wx.redirectTo({ url }) })
}

Page<Data, Methods>({
  eventId: '',

  data: {
    view: { state: 'loading' },
    companions: [],
    answers: {},
    problems: {},
    problem: '',
    sending: '',
    busy: false,
  },

  onLoad({ eventId = '' }) {
    this.eventId = eventId
    void this.load()
  },

  async load() {
    try {
      this.show(await call('events.readForm', { eventId: this.eventId }))
    } catch (error) {
      this.setData({ view: failureOf(error) })
    }
  },

  show({ mine, formVersion, companionsAtMost, questions }) {
    if (!mine) {
      dropDraft(draftOf(this.eventId))
      this.setData({ view: { state: 'empty', title: '您尚未报名此活动' } })
      return
    }
    // Seats were taken for as many, though the names may not have arrived.
    const unnamed = Array.from({ length: mine.seats - 1 - mine.companions.length }, () => '')
    const kept = readDraft<Typed>(draftOf(this.eventId))
    const companions = kept?.companions ?? [...mine.companions, ...unnamed]
    this.setData({
      view: {
        state: 'ready',
        formVersion,
        companionsAtMost: Math.max(companionsAtMost, companions.length),
        questions,
      },
      companions,
      answers: kept?.answers ?? mine.answers,
    })
  },

  /** Takes a change, kept on the phone at once; the sentences beside the fields have served their turn. */
  edit(changes) {
    const { companions, answers } = { ...this.data, ...changes }
    keepDraft(draftOf(this.eventId), { companions, answers })
    this.setData({ companions, answers, problems: {}, problem: '' })
  },

  onCompanion(event) {
    const { index } = event.currentTarget.dataset
    this.edit({
      companions: this.data.companions.map((name, at) => (at === index ? event.detail.value : name)),
    })
  },

  onAddCompanion() {
    this.edit({ companions: [...this.data.companions, ''] })
  },

  onRemoveCompanion(event) {
    const { index } = event.currentTarget.dataset
    this.edit({ companions: this.data.companions.filter((_name, at) => at !== index) })
  },

  onAnswers(event) {
    this.edit({ answers: event.detail.answers })
  },

  async onPicture(event) {
    const { questionId, filePath } = event.detail
    this.setData({ sending: questionId })
    try {
      const fileId = await sendAnswerPicture(filePath)
      this.edit({ answers: { ...this.data.answers, [questionId]: fileId } })
    } catch (error) {
      this.setData({ problems: { [questionId]: failureOf(error).message } })
    } finally {
      this.setData({ sending: '' })
    }
  },

  async onSave() {
    const { view, companions, answers, busy } = this.data
    if (view.state !== 'ready' || busy) return
    const problems = problemsOf(view.questions, answers, companions)
    this.setData({ problems, problem: '' })
    if (Object.keys(problems).length > 0) {
      void wx.pageScrollTo({ selector: '#fields', offsetTop: -16, duration: 240 })
      return
    }
    this.setData({ busy: true })
    try {
      await this.save(view)
      dropDraft(draftOf(this.eventId))
      leave(this.eventId)
    } catch (error) {
      const fields = byField(fieldMessagesOf(error))
      const isOfField = Object.keys(fields).length > 0
      this.setData(isOfField ? { problems: fields } : { problem: failureOf(error).message })
      void wx.pageScrollTo({ scrollTop: 0 })
    } finally {
      this.setData({ busy: false })
    }
  },

  /** Answers first: only companions may find too few seats. Both sent again say the same. */
  async save({ formVersion, companionsAtMost, questions }) {
    const { eventId } = this
    const { answers, companions } = this.data
    if (questions.length > 0)
      await call('events.changeAnswers', { eventId, formVersion, answers: answersToSend(answers) })
    if (companionsAtMost > 0)
      await call('events.changeCompanions', { eventId, companions: companionsToSend(companions) })
  },

  onRetry() {
    this.setData({ view: { state: 'loading' } })
    void this.load()
  },
})
