/** A picture of oneself in the frame of an anniversary: chosen, drawn and saved on the phone alone. */
import { paletteStyle } from '../../contract/colours'
import { saveToAlbum } from '../../services/album'
import { call } from '../../services/cloud'
import { type Context, loadPicture, readCanvas } from '../../utils/canvas'
import { type Failure, failureOf } from '../../utils/failure'
import { drawFrame, type FrameKind, type FrameWords, frameKinds, frameSize } from './frames'

interface Data {
  view: { readonly state: 'loading' } | { readonly state: 'ready'; readonly palette: string } | Failure
  kinds: readonly { readonly kind: FrameKind; readonly label: string }[]
  kind: FrameKind
  hasPicture: boolean
  busy: boolean
}

interface Methods {
  anniversaryId: string
  words: FrameWords | undefined
  canvas: WechatMiniprogram.Canvas | undefined
  context: Context | undefined
  picture: WechatMiniprogram.Image | undefined
  load(): Promise<void>
  draw(): void
  onRetry(): void
  onKind(event: WechatMiniprogram.BaseEvent<WechatMiniprogram.IAnyObject, { kind: FrameKind }>): void
  onChoose(event: WechatMiniprogram.CustomEvent<{ avatarUrl: string }>): Promise<void>
  onSave(): Promise<void>
}

const kinds = (Object.keys(frameKinds) as FrameKind[]).map((kind) => ({ kind, label: frameKinds[kind] }))

Page<Data, Methods>({
  anniversaryId: '',
  words: undefined,
  canvas: undefined,
  context: undefined,
  picture: undefined,
  data: { view: { state: 'loading' }, kinds, kind: 'ribbon', hasPicture: false, busy: false },

  onLoad({ anniversaryId = '' }) {
    this.anniversaryId = anniversaryId
    void this.load()
  },

  async load() {
    try {
      const asked = this.anniversaryId === '' ? {} : { anniversaryId: this.anniversaryId }
      const { number, body, colour } = await call('celebration.readAnniversary', asked)
      this.words = { number, name: body.name, colour }
      this.setData({ view: { state: 'ready', palette: paletteStyle(colour) } })
      const { canvas, context } = await readCanvas(wx, '#frame', frameSize)
      this.canvas = canvas
      this.context = context
      this.draw()
    } catch (error) {
      this.setData({ view: failureOf(error) })
    }
  },

  draw() {
    if (this.context && this.words) drawFrame(this.context, this.data.kind, this.words, this.picture)
  },

  onRetry() {
    this.setData({ view: { state: 'loading' } })
    void this.load()
  },

  onKind({ currentTarget }) {
    this.setData({ kind: currentTarget.dataset.kind })
    this.draw()
  },

  async onChoose({ detail }) {
    if (!this.canvas) return
    try {
      this.picture = await loadPicture(this.canvas, detail.avatarUrl)
      this.setData({ hasPicture: true })
      this.draw()
    } catch {
      void wx.showToast({ title: '这张图片不能使用，请换一张', icon: 'none' })
    }
  },

  async onSave() {
    if (!this.canvas || this.data.busy) return
    this.setData({ busy: true })
    try {
      await saveToAlbum(this.canvas)
    } catch (error) {
      void wx.showToast({ title: failureOf(error).message, icon: 'none' })
    } finally {
      this.setData({ busy: false })
    }
  },

  onShareAppMessage() {
    return {
      title: '为头像加上校庆相框，一起庆生',
      path: `/stories/frame/frame?anniversaryId=${this.anniversaryId}`,
    }
  },
})
