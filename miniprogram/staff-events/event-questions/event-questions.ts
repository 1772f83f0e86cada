/** What people are asked when they sign up. Removing or rewording a question leaves the answers that were given readable. */
import { maxQuestions, type Question, questionKinds } from '../../contract/event-content'
import { newKey } from '../../services/drafts'
import { moved, replaced, without } from '../../utils/lists'
import { type EventDraft, edit, messageOf } from '../services/event-draft'
import { finishPart, openPart } from '../services/event-part'
import type { EventForm } from '../utils/event-form'
import { type QuestionView, questionViewOf } from './event-questions-view'

interface Data {
  kinds: readonly { readonly value: string; readonly label: string }[]
  questions: readonly QuestionView[]
  /** The place of the one whose fields are open; −1: none. */
  openPlace: number
  /** Where choosing a date of erasure begins. */
  usual: number
  isFull: boolean
  problem: string
  conflict: string
}

interface Methods {
  draft: EventDraft | undefined
  show(draft: EventDraft): void
  edit(change: (questions: readonly Question[]) => Question[]): void
  change(event: WechatMiniprogram.BaseEvent, change: (question: Question) => Question): void
  onAdd(): void
  onToggle(event: WechatMiniprogram.CustomEvent<{ place: number }>): void
  onMove(event: WechatMiniprogram.CustomEvent<{ place: number; by: number }>): void
  onRemove(event: WechatMiniprogram.CustomEvent<{ place: number }>): void
  onLabel(event: WechatMiniprogram.Input): void
  onKind(event: WechatMiniprogram.TouchEvent): void
  onOptions(event: WechatMiniprogram.Input): void
  onRequired(event: WechatMiniprogram.TouchEvent): void
  onSensitive(event: WechatMiniprogram.TouchEvent): void
  onErasure(event: WechatMiniprogram.CustomEvent<{ moment: number }>): void
  onDone(): void
}

const erasedAfterMs = 30 * 86_400_000

function withErasure({ erasesAt: _before, ...question }: Question, moment: number): Question {
  return moment === 0 ? question : { ...question, erasesAt: moment }
}

Page<Data, Methods>({
  draft: undefined,

  data: {
    kinds: Object.entries(questionKinds).map(([value, label]) => ({ value, label })),
    questions: [],
    openPlace: -1,
    usual: 0,
    isFull: false,
    problem: '',
    conflict: '',
  },

  onLoad({ eventId = '' }) {
    const draft = openPart(eventId)
    if (draft) this.show(draft)
  },

  show(draft) {
    this.draft = draft
    const { form, problems, conflicts } = draft
    this.setData({
      questions: form.questions.map((question, place) => questionViewOf(question, place, problems)),
      usual: form.endsAt + erasedAfterMs,
      isFull: form.questions.length >= maxQuestions,
      problem: problems.questions ?? '',
      conflict: messageOf(conflicts, 'questions'),
    })
  },

  edit(change) {
    if (!this.draft) return
    const form: EventForm = { ...this.draft.form, questions: change(this.draft.form.questions) }
    this.show(edit(this.draft, form))
  },

  change(event, change) {
    this.edit((questions) => replaced(questions, event.currentTarget.dataset.place, change))
  },

  onAdd() {
    const question: Question = {
      questionId: newKey(),
      kind: 'text',
      label: '',
      isRequired: false,
      options: [],
    }
    this.edit((questions) => [...questions, question])
    this.setData({ openPlace: this.data.questions.length - 1 })
  },

  onToggle({ detail }) {
    this.setData({ openPlace: this.data.openPlace === detail.place ? -1 : detail.place })
  },

  onMove({ detail: { place, by } }) {
    this.edit((questions) => moved(questions, place, by))
    this.setData({ openPlace: place + by })
  },

  onRemove({ detail }) {
    this.edit((questions) => without(questions, detail.place))
    this.setData({ openPlace: -1 })
  },

  onLabel(event) {
    this.change(event, (question) => ({ ...question, label: event.detail.value }))
  },

  onKind(event) {
    this.change(event, (question) => ({ ...question, kind: event.currentTarget.dataset.value }))
  },

  onOptions(event) {
    this.change(event, (question) => ({ ...question, options: event.detail.value.split('\n') }))
  },

  onRequired(event) {
    this.change(event, (question) => ({ ...question, isRequired: !question.isRequired }))
  },

  onSensitive(event) {
    const { usual } = this.data
    this.change(event, (question) => withErasure(question, question.erasesAt === undefined ? usual : 0))
  },

  onErasure(event) {
    this.change(event, (question) => withErasure(question, event.detail.moment))
  },

  onDone() {
    if (!this.draft) return
    this.show(finishPart(this.draft, 'questions'))
    const wrong = this.data.questions.findIndex(({ problem }) => problem !== '')
    if (wrong >= 0) this.setData({ openPlace: wrong })
  },
})
