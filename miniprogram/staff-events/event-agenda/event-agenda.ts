/** The agenda: its parts in their order, each with its topics, who speaks on them, and papers to read. */
import type { AgendaPart } from '../../contract/event-content'
import { moved, replaced, without } from '../../utils/lists'
import { type EventDraft, edit, messageOf } from '../services/event-draft'
import { finishPart, openPart } from '../services/event-part'
import { type PartView, partViewOf } from './event-agenda-view'

type Topic = AgendaPart['topics'][number]

interface Data {
  parts: readonly PartView[]
  /** The place of the one whose fields are open; −1: none. */
  openPlace: number
  /** Where choosing a time begins. */
  usual: number
  problem: string
  conflict: string
}

/** What a control stands for: a part of the agenda, one of its topics, a paper of that, and the field of it. */
interface Meant {
  readonly place: number
  readonly topic: number
  readonly paper: number
  readonly field: string
}

interface Methods {
  draft: EventDraft | undefined
  show(draft: EventDraft): void
  edit(change: (agenda: readonly AgendaPart[]) => AgendaPart[]): void
  changePart(event: WechatMiniprogram.BaseEvent, change: (part: AgendaPart) => AgendaPart): void
  changeTopics(event: WechatMiniprogram.BaseEvent, change: (topics: readonly Topic[]) => Topic[]): void
  onAdd(): void
  onToggle(event: WechatMiniprogram.CustomEvent<{ place: number }>): void
  onMove(event: WechatMiniprogram.CustomEvent<{ place: number; by: number }>): void
  onRemove(event: WechatMiniprogram.CustomEvent<{ place: number }>): void
  onPart(event: WechatMiniprogram.Input): void
  onTime(event: WechatMiniprogram.CustomEvent<{ moment: number }>): void
  onAddTopic(event: WechatMiniprogram.TouchEvent): void
  onRemoveTopic(event: WechatMiniprogram.TouchEvent): void
  onTopic(event: WechatMiniprogram.Input): void
  onAddPaper(event: WechatMiniprogram.TouchEvent): void
  onRemovePaper(event: WechatMiniprogram.TouchEvent): void
  onPaper(event: WechatMiniprogram.Input): void
  onDone(): void
}

const meantBy = ({ currentTarget }: WechatMiniprogram.BaseEvent) => currentTarget.dataset as unknown as Meant

Page<Data, Methods>({
  draft: undefined,
  data: { parts: [], openPlace: -1, usual: 0, problem: '', conflict: '' },

  onLoad({ eventId = '' }) {
    const draft = openPart(eventId)
    if (draft) this.show(draft)
  },

  show(draft) {
    this.draft = draft
    const { form, problems, conflicts } = draft
    const nowMs = Date.now()
    const times = form.agenda.flatMap(({ startsAt }) => startsAt ?? [])
    this.setData({
      parts: form.agenda.map((part, place) => partViewOf(part, place, problems, nowMs)),
      usual: times.length > 0 ? Math.max(...times) : form.startsAt,
      problem: problems.agenda ?? '',
      conflict: messageOf(conflicts, 'agenda'),
    })
  },

  edit(change) {
    if (!this.draft) return
    const { form } = this.draft
    this.show(edit(this.draft, { ...form, agenda: change(form.agenda) }))
  },

  changePart(event, change) {
    this.edit((agenda) => replaced(agenda, meantBy(event).place, change))
  },

  changeTopics(event, change) {
    this.changePart(event, (part) => ({ ...part, topics: change(part.topics) }))
  },

  onAdd() {
    this.edit((agenda) => [...agenda, { title: '', place: '', topics: [] }])
    this.setData({ openPlace: this.data.parts.length - 1 })
  },

  onToggle({ detail }) {
    this.setData({ openPlace: this.data.openPlace === detail.place ? -1 : detail.place })
  },

  onMove({ detail: { place, by } }) {
    this.edit((agenda) => moved(agenda, place, by))
    this.setData({ openPlace: place + by })
  },

  onRemove({ detail }) {
    this.edit((agenda) => without(agenda, detail.place))
    this.setData({ openPlace: -1 })
  },

  onPart(event) {
    this.changePart(event, (part) => ({ ...part, [meantBy(event).field]: event.detail.value }))
  },

  onTime(event) {
    const { moment } = event.detail
    this.changePart(event, ({ startsAt: _before, ...part }) =>
      moment === 0 ? part : { ...part, startsAt: moment },
    )
  },

  onAddTopic(event) {
    this.changeTopics(event, (topics) => [...topics, { title: '', speakers: '', papers: [] }])
  },

  onRemoveTopic(event) {
    this.changeTopics(event, (topics) => without(topics, meantBy(event).topic))
  },

  onTopic(event) {
    const { topic, field } = meantBy(event)
    this.changeTopics(event, (topics) =>
      replaced(topics, topic, (one) => ({ ...one, [field]: event.detail.value })),
    )
  },

  onAddPaper(event) {
    this.changeTopics(event, (topics) =>
      replaced(topics, meantBy(event).topic, (topic) => ({
        ...topic,
        papers: [...topic.papers, { title: '', address: '' }],
      })),
    )
  },

  onRemovePaper(event) {
    const { topic, paper } = meantBy(event)
    this.changeTopics(event, (topics) =>
      replaced(topics, topic, (one) => ({ ...one, papers: without(one.papers, paper) })),
    )
  },

  onPaper(event) {
    const { topic, paper, field } = meantBy(event)
    const change = (one: Topic['papers'][number]) => ({ ...one, [field]: event.detail.value })
    this.changeTopics(event, (topics) =>
      replaced(topics, topic, (one) => ({ ...one, papers: replaced(one.papers, paper, change) })),
    )
  },

  onDone() {
    if (!this.draft) return
    this.show(finishPart(this.draft, 'agenda'))
    const wrong = this.data.parts.findIndex(({ problem }) => problem !== '')
    if (wrong >= 0) this.setData({ openPlace: wrong })
  },
})
