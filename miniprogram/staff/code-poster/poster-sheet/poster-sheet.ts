/**
 * The poster of a code: drawn to be looked at, and saved to the album to be printed or sent.
 *
 * Properties: scene – whose code it carries.
 */
import { saveToAlbum } from '../../../services/album'
import { call } from '../../../services/cloud'
import { session } from '../../../stores/session'
import { findCanvas, loadPicture, readCanvas } from '../../../utils/canvas'
import { formatDay } from '../../../utils/date'
import { type Failure, failureOf } from '../../../utils/failure'
import { drawPoster, posterSize } from './drawing'

type View =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly until: string; readonly label: string; readonly isDrawn: boolean }
  | Failure

Component({
  options: { addGlobalClass: true },
  properties: { scene: String },
  data: { view: { state: 'loading' } as View, busy: false },
  observers: {
    scene(scene: string) {
      if (scene !== '') void this.load()
    },
  },
  methods: {
    async load() {
      const { scene } = this.data
      this.setData({ view: { state: 'loading' } })
      try {
        const [{ picture, expiresAt, ...words }, me] = await Promise.all([
          call('codes.poster', { scene }),
          session.me ?? session.refresh(),
        ])
        // Another code was asked for meanwhile.
        if (scene !== this.data.scene) return
        const label = `${words.bodyName}的二维码海报，${words.channel}`
        this.setData({ view: { state: 'ready', until: formatDay(expiresAt, 0), label, isDrawn: false } })
        const { canvas, context } = await readCanvas(this, '#poster', posterSize)
        const institution = me.institution.name
        drawPoster(context, { ...words, institution }, await loadPicture(canvas, picture))
        this.setData({ 'view.isDrawn': true })
      } catch (error) {
        this.setData({ view: failureOf(error) })
      }
    },

    async onSave() {
      if (this.data.busy) return
      this.setData({ busy: true })
      try {
        await saveToAlbum(await findCanvas(this, '#poster'))
      } catch (error) {
        void wx.showToast({ title: failureOf(error).message, icon: 'none' })
      } finally {
        this.setData({ busy: false })
      }
    },
  },
})
