/**
 * Keeps a list of any length light: only the rows around the screen stand on the page. Whoever holds it shows in the
 * slot what utils/long-list.wxs picks from its rows, and remembers the last `move`.
 *
 * Property: total – how many rows the list has by now. External class: rows-class – of what holds the rows.
 * Event: move – {from, to}, the rows that should stand on the page.
 */
import { measured, type Place, placeOf, stepRows } from './window'

interface Box {
  readonly top: number
  readonly height: number
}

interface Instance {
  /** Of each step of rows that has been on the page. */
  heights: readonly number[]
  place: Place
  isSettling: boolean
  watchers: readonly WechatMiniprogram.IntersectionObserver[]
}

/** How far from the screen its ends are noticed. */
const nearPx = 300
const start: Place = { from: 0, to: stepRows, above: 0, below: 0 }

Component<
  { above: number; below: number },
  { total: NumberConstructor },
  {
    settle(): Promise<void>
    measure(): Promise<readonly [list: Box, rows: Box] | undefined>
    move(place: Place): void
    watch(): void
  },
  [],
  Instance
>({
  externalClasses: ['rows-class'],
  properties: { total: Number },
  data: { above: 0, below: 0 },
  observers: {
    total(total: number) {
      // Another list stands here now.
      if (total < this.place.to - stepRows) {
        this.heights = []
        this.move(start)
      }
      void this.settle()
    },
  },
  lifetimes: {
    created() {
      this.heights = []
      this.place = start
      this.isSettling = false
      this.watchers = []
    },
    attached() {
      this.triggerEvent('move', { from: start.from, to: start.to })
    },
    ready() {
      this.watch()
      void this.settle()
    },
    detached() {
      for (const watcher of this.watchers) watcher.disconnect()
      this.watchers = []
    },
  },
  methods: {
    /** Comes nearer to what should stand on the page, step by step: each is measured before the next. */
    async settle() {
      if (this.isSettling || this.watchers.length === 0) return
      this.isSettling = true
      for (;;) {
        const boxes = await this.measure()
        if (!boxes || this.watchers.length === 0) break
        const [list, rows] = boxes
        const { total } = this.data
        this.heights = measured(this.heights, this.place, total, rows.height)
        const next = placeOf(this.heights, total, list.top, wx.getWindowInfo().windowHeight)
        if (next.from === this.place.from && next.to === this.place.to) break
        this.move(next)
      }
      this.isSettling = false
    },

    /** @returns nothing while the page is not shown */
    measure() {
      return new Promise((resolve) => {
        this.createSelectorQuery()
          .select('.above')
          .boundingClientRect()
          .select('.rows')
          .boundingClientRect()
          .exec(([above, rows]: readonly (Box | null)[]) =>
            resolve(above && rows && rows.height > 0 ? [above, rows] : undefined),
          )
      })
    },

    move(place) {
      this.place = place
      this.setData({ above: place.above, below: place.below })
      this.triggerEvent('move', { from: place.from, to: place.to })
    },

    watch() {
      this.watchers = ['.above', '.below'].map((edge) => {
        const watcher = this.createIntersectionObserver({})
        watcher.relativeToViewport({ top: nearPx, bottom: nearPx }).observe(edge, () => void this.settle())
        return watcher
      })
    },
  },
})
