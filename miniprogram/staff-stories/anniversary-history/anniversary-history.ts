/** The history of whoever celebrates: years with words, and pictures from the archive. */
import type { HistoryEntry } from '../../contract/celebration'
import { sendPicture } from '../../services/picture'
import { failureOf } from '../../utils/failure'
import { moved, replaced, without } from '../../utils/lists'
import { type AnniversaryDraft, edit } from '../services/anniversary-draft'
import { finishPart, openPart, problemsUnder } from '../services/anniversary-part'

interface Row {
  readonly key: string
  readonly heading: string
  readonly year: string
  readonly title: string
  readonly words: string
  /** Where its picture can be seen; empty without one. */
  readonly picture: string
  readonly problems: Readonly<Record<string, string>>
  readonly problem: string
}

interface Data {
  rows: readonly Row[]
  /** The place of the one whose fields are open; −1: none. */
  openPlace: number
  problem: string
  notice: string
  sending: boolean
}

type Placed = WechatMiniprogram.BaseEvent<WechatMiniprogram.IAnyObject, { place: number; field: string }>

interface Methods {
  draft: AnniversaryDraft | undefined
  show(draft: AnniversaryDraft): void
  edit(change: (history: readonly HistoryEntry[]) => HistoryEntry[]): void
  onAdd(): void
  onToggle(event: WechatMiniprogram.CustomEvent<{ place: number }>): void
  onMove(event: WechatMiniprogram.CustomEvent<{ place: number; by: number }>): void
  onRemove(event: WechatMiniprogram.CustomEvent<{ place: number }>): void
  onYear(event: WechatMiniprogram.Input & Placed): void
  onType(event: WechatMiniprogram.Input & Placed): void
  onPicture(event: Placed): Promise<void>
  onNoPicture(event: Placed): void
  onDone(): void
}

function rowOf(entry: HistoryEntry, place: number, draft: AnniversaryDraft): Row {
  const problems = problemsUnder(draft, `history.${place}`)
  return {
    key: `entry-${place}`,
    heading: [entry.year > 0 ? String(entry.year) : '', entry.title || '新的一年'].join(' ').trim(),
    year: entry.year > 0 ? String(entry.year) : '',
    title: entry.title,
    words: entry.words,
    picture: entry.pictureId === undefined ? '' : (draft.pictures[entry.pictureId] ?? ''),
    problems,
    problem: Object.values(problems)[0] ?? '',
  }
}

Page<Data, Methods>({
  draft: undefined,
  data: { rows: [], openPlace: -1, problem: '', notice: '', sending: false },

  onLoad({ anniversaryId = '' }) {
    const draft = openPart(anniversaryId)
    if (draft) this.show(draft)
  },

  show(draft) {
    this.draft = draft
    this.setData({
      rows: draft.form.history.map((entry, place) => rowOf(entry, place, draft)),
      problem: draft.problems.history ?? '',
    })
  },

  edit(change) {
    if (!this.draft) return
    const { form } = this.draft
    this.show(edit(this.draft, { ...form, history: change(form.history) }))
  },

  onAdd() {
    this.edit((history) => [...history, { year: 0, title: '', words: '' }])
    this.setData({ openPlace: this.data.rows.length - 1 })
  },

  onToggle({ detail }) {
    this.setData({ openPlace: this.data.openPlace === detail.place ? -1 : detail.place })
  },

  onMove({ detail: { place, by } }) {
    this.edit((history) => moved(history, place, by))
    this.setData({ openPlace: place + by })
  },

  onRemove({ detail }) {
    this.edit((history) => without(history, detail.place))
    this.setData({ openPlace: -1 })
  },

  onYear(event) {
    const year = Number(event.detail.value) || 0
    this.edit((history) => replaced(history, event.currentTarget.dataset.place, (one) => ({ ...one, year })))
  },

  onType(event) {
    const { place, field } = event.currentTarget.dataset
    const change = (one: HistoryEntry) => ({ ...one, [field]: event.detail.value })
    this.edit((history) => replaced(history, place, change))
  },

  async onPicture({ currentTarget }) {
    if (this.data.sending) return
    this.setData({ sending: true, notice: '' })
    try {
      const picture = await sendPicture()
      if (!picture || !this.draft) return
      const { fileId, url } = picture
      this.draft = { ...this.draft, pictures: { ...this.draft.pictures, [fileId]: url } }
      const change = (one: HistoryEntry) => ({ ...one, pictureId: fileId })
      this.edit((history) => replaced(history, currentTarget.dataset.place, change))
    } catch (error) {
      this.setData({ notice: failureOf(error).message })
      void wx.pageScrollTo({ scrollTop: 0, duration: 240 })
    } finally {
      this.setData({ sending: false })
    }
  },

  onNoPicture({ currentTarget }) {
    const bare = ({ pictureId: _before, ...one }: HistoryEntry) => one
    this.edit((history) => replaced(history, currentTarget.dataset.place, bare))
  },

  onDone() {
    if (!this.draft) return
    this.show(finishPart(this.draft, 'history'))
    const wrong = this.data.rows.findIndex(({ problem }) => problem !== '')
    if (wrong >= 0) this.setData({ openPlace: wrong })
  },
})
