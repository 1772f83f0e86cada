/** The poster of a code: to look at, to save to the album, to print. */
import { saveToAlbum } from '../../services/album'
import { call } from '../../services/cloud'
import { session } from '../../stores/session'
import { loadPicture, readCanvas } from '../../utils/canvas'
import { formatDay } from '../../utils/date'
import { type Failure, failureOf } from '../../utils/failure'
import { drawPoster, type Poster, posterSize } from './drawing'

interface Data {
  view: { readonly state: 'loading' } | { readonly state: 'ready'; readonly until: string } | Failure
  label: string
  isDrawn: boolean
  busy: boolean
}

interface Methods {
  scene: string
  canvas: WechatMiniprogram.Canvas | undefined
  load(): Promise<void>
  draw(poster: Poster, picture: string): Promise<void>
  onSave(): Promise<void>
}

Page<Data, Methods>({
  scene: '',
  canvas: undefined,
  data: { view: { state: 'loading' }, label: '', isDrawn: false, busy: false },

  onLoad({ scene = '' }) {
    this.scene = scene
    this.load()
  },

  async load() {
    this.setData({ view: { state: 'loading' }, isDrawn: false })
    try {
      const [poster, me] = await Promise.all([
        call('codes.poster', { scene: this.scene }),
        session.me ?? session.refresh(),
      ])
      const { picture, expiresAt, ...words } = poster
      this.setData({
        view: { state: 'ready', until: formatDay(expiresAt, 0) },
        label: `${words.bodyName}的二维码海报，${words.channel}`,
      })
      await this.draw({ ...words, institution: me.institution.name }, picture)
    } catch (error) {
      this.setData({ view: failureOf(error) })
    }
  },

  async draw(poster, picture) {
    const { canvas, context } = await readCanvas(wx, '#poster', posterSize)
    drawPoster(context, poster, await loadPicture(canvas, picture))
    this.canvas = canvas
    this.setData({ isDrawn: true })
  },

  async onSave() {
    if (!this.canvas || this.data.busy) return
    this.setData({ busy: true })
    try {
      await saveToAlbum(this.canvas)
    } catch (error) {
      wx.showToast({ title: failureOf(error).message, icon: 'none' })
    } finally {
      this.setData({ busy: false })
    }
  },
})
