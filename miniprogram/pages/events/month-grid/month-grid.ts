/**
 * A month as a grid of days; a dot stands under a day on which something is.
 *
 * Properties: heading; cells – as month.ts makes them.
 * Events: day – { day }; turn – { by } months.
 */
import type { Cell } from '../month'

Component({
  properties: {
    heading: String,
    cells: { type: Array, value: [] as Cell[] },
  },
  data: { weekdays: ['一', '二', '三', '四', '五', '六', '日'] },
  methods: {
    onDay(event: WechatMiniprogram.TouchEvent) {
      const { day } = event.currentTarget.dataset
      if (day > 0) this.triggerEvent('day', { day })
    },
    onEarlier() {
      this.triggerEvent('turn', { by: -1 })
    },
    onLater() {
      this.triggerEvent('turn', { by: 1 })
    },
  },
})
