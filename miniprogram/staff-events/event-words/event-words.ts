/** What an event shows and says of itself: its cover, and its text with pictures. */
import type { CoverArt } from '../../contract/event-content'
import { sendPicture } from '../../services/picture'
import { blocksOfText, textOfBlocks } from '../../utils/block-text'
import { failureOf } from '../../utils/failure'
import { type EventDraft, edit, messageOf } from '../services/event-draft'
import { finishPart, openPart } from '../services/event-part'
import type { EventForm } from '../utils/event-form'

interface Data {
  /** The chosen drawing; empty where a photograph is the cover. */
  art: string
  /** Where the photograph can be seen; empty without one. */
  photo: string
  /** The text as it is typed; set when the page opens, not while somebody types. */
  text: string
  problem: string
  conflict: string
  sending: 'cover' | 'text' | ''
  notice: string
}

interface Methods {
  draft: EventDraft | undefined
  show(draft: EventDraft): void
  edit(change: (form: EventForm) => EventForm): void
  onArt(event: WechatMiniprogram.CustomEvent<{ art: CoverArt }>): void
  onPhoto(): Promise<void>
  onText(event: WechatMiniprogram.Input): void
  onTextPicture(): Promise<void>
  send(sending: 'cover' | 'text', place: (form: EventForm, fileId: string) => EventForm): Promise<void>
  onDone(): void
}

Page<Data, Methods>({
  draft: undefined,

  data: {
    art: '',
    photo: '',
    text: '',
    problem: '',
    conflict: '',
    sending: '',
    notice: '',
  },

  onLoad({ eventId = '' }) {
    const draft = openPart(eventId)
    if (!draft) return
    this.show(draft)
    this.setData({ text: textOfBlocks(draft.form.blocks) })
  },

  show(draft) {
    this.draft = draft
    const { cover } = draft.form
    this.setData({
      art: cover.kind === 'art' ? cover.art : '',
      photo: cover.kind === 'picture' ? (draft.pictures[cover.fileId] ?? '') : '',
      problem: messageOf(draft.problems, 'blocks'),
      conflict: messageOf(draft.conflicts, 'blocks'),
    })
  },

  edit(change) {
    if (this.draft) this.show(edit(this.draft, change(this.draft.form)))
  },

  onArt({ detail: { art } }) {
    this.edit((form) => ({ ...form, cover: { kind: 'art', art } }))
  },

  async onPhoto() {
    await this.send('cover', (form, fileId) => ({ ...form, cover: { kind: 'picture', fileId } }))
  },

  onText(event) {
    this.edit((form) => ({ ...form, blocks: blocksOfText(event.detail.value) }))
  },

  async onTextPicture() {
    await this.send('text', (form, fileId) => ({
      ...form,
      blocks: [...form.blocks, { kind: 'picture', fileId, caption: '' }],
    }))
    if (this.draft) this.setData({ text: textOfBlocks(this.draft.form.blocks) })
  },

  async send(sending, place) {
    if (this.data.sending !== '') return
    this.setData({ sending, notice: '' })
    try {
      const picture = await sendPicture()
      if (!picture || !this.draft) return
      const { fileId, url } = picture
      this.draft = { ...this.draft, pictures: { ...this.draft.pictures, [fileId]: url } }
      this.edit((form) => place(form, fileId))
    } catch (error) {
      this.setData({ notice: failureOf(error).message })
      void wx.pageScrollTo({ scrollTop: 0, duration: 240 })
    } finally {
      this.setData({ sending: '' })
    }
  },

  onDone() {
    if (this.draft) this.show(finishPart(this.draft, 'words'))
  },
})
