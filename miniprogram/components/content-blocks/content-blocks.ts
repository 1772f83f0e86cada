/**
 * A longer text in its blocks, as events and news have it: a picture opens large, the address of a link is copied.
 *
 * Property: blocks.
 */
import type { ShownBlock } from '../../contract/event-content'

Component({
  options: { addGlobalClass: true },
  properties: {
    blocks: { type: Array, value: [] as ShownBlock[] },
  },
  methods: {
    onPicture(event: WechatMiniprogram.TouchEvent) {
      const current: string = event.currentTarget.dataset.url
      const urls = this.data.blocks.flatMap((block) => (block.kind === 'picture' ? [block.url] : []))
      void wx.previewImage({ urls, current })
    },
    onCopy(event: WechatMiniprogram.TouchEvent) {
      void wx.setClipboardData({ data: event.currentTarget.dataset.address })
    },
  },
})
