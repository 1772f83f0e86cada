/**
 * Draws the card that an event is shared with, out of sight.
 *
 * Properties: invitation – title, when, place and host; art – the line art above it; picture – instead of that, the
 * address of a picture.
 * Event: drawn – { path }: a file to share.
 */
import { loadPicture, readCanvas } from '../../../utils/canvas'
import { type Cover, cardSize, drawCard, type Invitation } from '../../utils/invitation'
import { readLineArt } from '../../utils/line-art'

Component({
  properties: {
    invitation: { type: Object, value: null as unknown as Invitation },
    art: { type: String, value: 'ginkgo' },
    picture: String,
  },
  lifetimes: {
    ready() {
      void this.draw()
    },
  },
  methods: {
    /** Without a card WeChat shares a picture of the page: a card that fails is not worth a word. */
    async draw() {
      const { invitation, art, picture } = this.data
      if (!invitation) return
      try {
        const { canvas, context } = await readCanvas(this, '.canvas', cardSize)
        const cover: Cover = picture
          ? { kind: 'picture', image: await loadPicture(canvas, picture) }
          : { kind: 'art', svg: await readLineArt(art) }
        drawCard(context, invitation, cover)
        const { tempFilePath: path } = await wx.canvasToTempFilePath({ canvas: canvas as never })
        this.triggerEvent('drawn', { path })
      } catch (error) {
        console.warn('share card', error)
      }
    },
  },
})
