/**
 * Draws the card that an event is shared with, out of sight.
 *
 * Properties: invitation – title, when, place and host; cover – what stands above them: our line art, or a picture.
 * Event: drawn – { path }: a file to share.
 */
import type { ShownCover } from '../../../contract/event-content'
import { readCanvas } from '../../../utils/canvas'
import { readCover } from '../../utils/cover'
import { cardSize, drawCard, type Invitation } from '../../utils/invitation'

Component({
  properties: {
    invitation: { type: Object, value: null as unknown as Invitation },
    cover: { type: Object, value: null as unknown as ShownCover },
  },
  lifetimes: {
    ready() {
      void this.draw()
    },
  },
  methods: {
    /** Without a card WeChat shares a picture of the page: a card that fails is not worth a word. */
    async draw() {
      const { invitation, cover } = this.data
      if (!invitation || !cover) return
      try {
        const { canvas, context } = await readCanvas(this, '.canvas', cardSize)
        drawCard(context, invitation, await readCover(canvas, cover))
        const { tempFilePath: path } = await wx.canvasToTempFilePath({ canvas: canvas as never })
        this.triggerEvent('drawn', { path })
      } catch (error) {
        console.warn('share card', error)
      }
    },
  },
})
