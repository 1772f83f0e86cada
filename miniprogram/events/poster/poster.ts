/** The poster of an event with one's own code: to look at, to save to the album, to send to friends. */
import type { ShownCover } from '../../contract/event-content'
import { saveToAlbum } from '../../services/album'
import { call } from '../../services/cloud'
import { session } from '../../stores/session'
import { loadPicture, readCanvas } from '../../utils/canvas'
import { type Failure, failureOf } from '../../utils/failure'
import { readCover } from '../utils/cover'
import { drawPoster, type Invitation, posterSize } from '../utils/invitation'
import { countsOf, invitationOf } from './poster-view'

interface Data {
  view: { readonly state: 'loading' } | { readonly state: 'ready'; readonly counts: string } | Failure
  label: string
  isDrawn: boolean
  busy: boolean
}

interface Methods {
  eventId: string
  canvas: WechatMiniprogram.Canvas | undefined
  load(): Promise<void>
  draw(invitation: Invitation, cover: ShownCover, code: string): Promise<void>
  onSave(): Promise<void>
}

Page<Data, Methods>({
  eventId: '',
  canvas: undefined,
  data: { view: { state: 'loading' }, label: '', isDrawn: false, busy: false },

  onLoad({ eventId = '' }) {
    this.eventId = eventId
    void this.load()
  },

  async load() {
    this.setData({ view: { state: 'loading' }, isDrawn: false })
    try {
      const { eventId } = this
      const [{ event }, { picture, ...counts }, me] = await Promise.all([
        call('events.read', { eventId }),
        call('codes.invite', { eventId }),
        session.me ?? session.refresh(),
      ])
      const invitation = invitationOf(event, me.institution.name, Date.now())
      this.setData({ view: { state: 'ready', counts: countsOf(counts) }, label: `${event.title}的邀请海报` })
      await this.draw(invitation, event.cover, picture)
    } catch (error) {
      this.setData({ view: failureOf(error) })
    }
  },

  async draw(invitation, cover, code) {
    const { canvas, context } = await readCanvas(wx, '#poster', posterSize)
    drawPoster(context, invitation, await readCover(canvas, cover), await loadPicture(canvas, code))
    this.canvas = canvas
    this.setData({ isDrawn: true })
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
})
