/**
 * What Home consists of below its head, in the order that staff gave it.
 *
 * Properties: blocks – of utils/home-view.
 * Events: register – the first door was opened; open – { url }, a page; tab – { url }, one of the tabs.
 */
import type { BlockView } from '../../utils/home-view'

type Target = WechatMiniprogram.BaseEvent<WechatMiniprogram.IAnyObject, { url: string }>

Component({
  options: { addGlobalClass: true },
  properties: {
    blocks: { type: Array, value: [] as BlockView[] },
  },
  methods: {
    onRegister() {
      this.triggerEvent('register')
    },
    onOpen({ currentTarget }: Target) {
      this.triggerEvent('open', { url: currentTarget.dataset.url })
    },
    onTab({ currentTarget }: Target) {
      this.triggerEvent('tab', { url: currentTarget.dataset.url })
    },
  },
})
