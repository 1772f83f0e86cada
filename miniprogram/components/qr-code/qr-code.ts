/**
 * A QR code whose modules are whole device pixels, black on white with the quiet zone a scanner needs.
 *
 * Properties: text – what it says; size – the width it may take, in rpx (it is drawn at most one module narrower);
 * label – for those who listen instead of looking.
 */
import { type DrawingSurface, modulesOf, paint } from './drawing'

Component({
  properties: {
    text: String,
    size: { type: Number, value: 360 },
    label: { type: String, value: '二维码' },
  },
  data: {
    status: 'drawing' as 'drawing' | 'shown' | 'failed',
    /** The width in px at which one module is a whole number of device pixels; 0 until it is known. */
    widthPx: 0,
  },
  observers: {
    'text, size'() {
      this.draw()
    },
  },
  lifetimes: {
    ready() {
      this.draw()
    },
  },
  methods: {
    draw() {
      const modules = modulesOf(this.data.text)
      if (modules === undefined) {
        this.setData({ status: 'failed' })
        return
      }
      if (this.data.status === 'failed') this.setData({ status: 'drawing' })
      const query = this.createSelectorQuery()
      query.select('.room').boundingClientRect()
      query.select('.canvas').fields({ node: true })
      query.exec(([room, canvas]: [{ width: number } | null, { node?: DrawingSurface } | null]) => {
        // Before `ready` there is nothing to draw on; `ready` draws again.
        if (!room || room.width === 0 || !canvas?.node) return
        const { pixelRatio } = wx.getWindowInfo()
        const moduleSize = Math.max(1, Math.floor((room.width * pixelRatio) / modules.length))
        paint(canvas.node, modules, moduleSize)
        this.setData({ status: 'shown', widthPx: (modules.length * moduleSize) / pixelRatio })
      })
    },
  },
})
