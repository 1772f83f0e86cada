/** The guide for whoever comes back: how to come, where to, whom to ask, and what is asked most. */
import type { Guide } from '../../contract/celebration'
import { moved, replaced, without } from '../../utils/lists'
import { type AnniversaryDraft, edit } from '../services/anniversary-draft'
import { finishPart, openPart } from '../services/anniversary-part'
import { emptyItem, type PartName, type PartView, partViewsOf } from './guide-parts'

interface Data {
  parts: readonly PartView[]
  /** The one whose fields are open, as part and place; empty: none. */
  openKey: string
}

interface Meant {
  readonly part: PartName
  readonly place: number
  readonly field: string
}

type Item = Guide[PartName][number]

interface Methods {
  draft: AnniversaryDraft | undefined
  show(draft: AnniversaryDraft): void
  edit(part: PartName, change: (items: readonly Item[]) => readonly Item[]): void
  onAdd(event: WechatMiniprogram.BaseEvent): void
  onToggle(event: WechatMiniprogram.CustomEvent<{ place: number }>): void
  onMove(event: WechatMiniprogram.CustomEvent<{ place: number; by: number }>): void
  onRemove(event: WechatMiniprogram.CustomEvent<{ place: number }>): void
  onType(event: WechatMiniprogram.Input): void
  onChoosePlace(event: WechatMiniprogram.BaseEvent): Promise<void>
  onDone(): void
}

const meantBy = ({ currentTarget }: WechatMiniprogram.BaseEvent) => currentTarget.dataset as unknown as Meant

Page<Data, Methods>({
  draft: undefined,
  data: { parts: [], openKey: '' },

  onLoad({ anniversaryId = '' }) {
    const draft = openPart(anniversaryId)
    if (draft) this.show(draft)
  },

  show(draft) {
    this.draft = draft
    this.setData({ parts: partViewsOf(draft) })
  },

  edit(part, change) {
    if (!this.draft) return
    const { form } = this.draft
    const guide = { ...form.guide, [part]: change(form.guide[part]) }
    this.show(edit(this.draft, { ...form, guide }))
  },

  onAdd(event) {
    const { part } = meantBy(event)
    const place = this.draft?.form.guide[part].length ?? 0
    this.edit(part, (items) => [...items, emptyItem[part]])
    this.setData({ openKey: `${part}-${place}` })
  },

  onToggle(event) {
    const key = `${meantBy(event).part}-${event.detail.place}`
    this.setData({ openKey: this.data.openKey === key ? '' : key })
  },

  onMove(event) {
    const { part } = meantBy(event)
    const { place, by } = event.detail
    this.edit(part, (items) => moved(items, place, by))
    this.setData({ openKey: `${part}-${place + by}` })
  },

  onRemove(event) {
    this.edit(meantBy(event).part, (items) => without(items, event.detail.place))
    this.setData({ openKey: '' })
  },

  onType(event) {
    const { part, place, field } = meantBy(event)
    this.edit(part, (items) => replaced(items, place, (one) => ({ ...one, [field]: event.detail.value })))
  },

  async onChoosePlace(event) {
    const { part, place } = meantBy(event)
    const chosen = await wx.chooseLocation({}).catch(() => undefined)
    if (!chosen) return
    const { latitude, longitude } = chosen
    this.edit(part, (items) =>
      replaced(items, place, (one) => ({
        ...one,
        // What is written already says more than the map's own name.
        name: 'name' in one && one.name !== '' ? one.name : chosen.name,
        address: 'address' in one && one.address !== '' ? one.address : chosen.address,
        point: { latitude, longitude },
      })),
    )
  },

  onDone() {
    if (!this.draft) return
    this.show(finishPart(this.draft, 'guide'))
    const wrong = this.data.parts.flatMap(({ items }) => items).find(({ problem }) => problem !== '')
    if (wrong) this.setData({ openKey: wrong.key })
  },
})
