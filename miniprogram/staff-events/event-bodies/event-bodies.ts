/** Choosing bodies for an event: those that host it together, or those whose alumni may come. */
import { call } from '../../services/cloud'
import { bodyLineOf } from '../../utils/body-line'
import { type Failure, failureOf } from '../../utils/failure'
import { type EventDraft, edit, messageOf } from '../services/event-draft'
import { leavePart, openPart } from '../services/event-part'

type Field = 'coHostIds' | 'admittedBodyIds'

interface Line {
  readonly bodyId: string
  readonly name: string
  readonly note: string
}

interface Data {
  view: { readonly state: 'loading' | 'ready' } | Failure
  lines: readonly (Line & { readonly isChosen: boolean })[]
  words: string
  count: number
  problem: string
}

interface Methods {
  eventId: string
  field: Field
  draft: EventDraft | undefined
  /** Those that stand there before anything is sought. */
  usual: readonly Line[]
  lines: readonly Line[]
  load(): Promise<void>
  show(): void
  onType(event: WechatMiniprogram.Input): Promise<void>
  onClear(): void
  onToggle(event: WechatMiniprogram.TouchEvent): void
  onDone(): void
}

const titles: Readonly<Record<Field, string>> = { coHostIds: '协办单位', admittedBodyIds: '可参加的组织' }
const atMost: Readonly<Record<Field, number>> = { coHostIds: 10, admittedBodyIds: 20 }

Page<Data, Methods>({
  eventId: '',
  field: 'coHostIds',
  draft: undefined,
  usual: [],
  lines: [],
  data: { view: { state: 'loading' }, lines: [], words: '', count: 0, problem: '' },

  onLoad({ eventId = '', field = 'coHostIds' }) {
    this.eventId = eventId
    this.field = field as Field
    wx.setNavigationBarTitle({ title: titles[this.field] })
    this.draft = openPart(eventId)
    if (this.draft) void this.load()
  },

  /** What is chosen stands first, then what lies right below the university. */
  async load() {
    this.setData({ view: { state: 'loading' } })
    const { draft } = this
    if (!draft) return
    try {
      const { parent, bodies } = await call('organisations.listBelow', {})
      const chosen = draft.form[this.field].map((bodyId) => ({
        bodyId,
        name: draft.names[bodyId] ?? '其他组织',
        note: '',
      }))
      const all = [...chosen, { ...parent, note: '' }, ...bodies.map(bodyLineOf)]
      const known = new Map([...all].reverse().map((line) => [line.bodyId, line]))
      this.usual = [...new Set(all.map(({ bodyId }) => bodyId))].flatMap((id) => known.get(id) ?? [])
      this.lines = this.usual
      this.setData({ view: { state: 'ready' } })
      this.show()
    } catch (error) {
      this.setData({ view: failureOf(error) })
    }
  },

  show() {
    if (!this.draft) return
    const { form, problems, conflicts } = this.draft
    const chosen = new Set(form[this.field])
    this.setData({
      lines: this.lines
        .filter(({ bodyId }) => this.field === 'admittedBodyIds' || bodyId !== form.hostId)
        .map(({ bodyId, name, note }) => ({ bodyId, name, note, isChosen: chosen.has(bodyId) })),
      count: chosen.size,
      problem: messageOf(problems, this.field) || messageOf(conflicts, this.field),
    })
  },

  async onType(event) {
    const words = event.detail.value
    this.setData({ words })
    if (words.trim() === '') {
      this.onClear()
      return
    }
    try {
      const { bodies } = await call('organisations.search', { words })
      if (this.data.words !== words) return
      this.lines = bodies.map(bodyLineOf)
      this.show()
    } catch (error) {
      this.setData({ problem: failureOf(error).message })
    }
  },

  onClear() {
    this.lines = this.usual
    this.setData({ words: '' })
    this.show()
  },

  onToggle(event) {
    if (!this.draft) return
    const { field, draft } = this
    const { bodyId, name } = event.currentTarget.dataset
    const before = draft.form[field]
    const isChosen = before.includes(bodyId)
    if (!isChosen && before.length >= atMost[field]) {
      void wx.showToast({ title: `最多选 ${atMost[field]} 个`, icon: 'none' })
      return
    }
    const chosen = isChosen ? before.filter((one) => one !== bodyId) : [...before, bodyId]
    const named = { ...draft, names: { ...draft.names, [bodyId]: name } }
    this.draft = edit(named, { ...draft.form, [field]: chosen })
    this.show()
  },

  onDone() {
    leavePart(this.eventId)
  },
})
