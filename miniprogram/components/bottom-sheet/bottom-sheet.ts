/**
 * A sheet that rises from the bottom of the screen; what stands on it is given in the slot.
 *
 * Property: show. Events: rise – what stands on it can be seen, and scrolled; close – a tap beside it. The page sets
 * `show`.
 */

/** As long as it takes to go down, and a few frames. */
const goneMs = 320

/**
 * Vant's popup may stay down for good when it is shown again while it goes, and says that it is gone before it takes
 * notice of being shown. So each rise is a popup of its own, which stands here until it is surely gone.
 */
Component({
  properties: { show: Boolean },
  data: { isThere: false, risen: false },
  observers: {
    show(show: boolean) {
      const { isThere, risen } = this.data
      if (show && !isThere) this.setData({ isThere: true, risen: true })
      if (show || !risen) return
      this.setData({ risen: false })
      setTimeout(() => this.leave(), goneMs)
    },
  },
  methods: {
    /** Vant says so just before it shows anything. */
    onEnter() {
      setTimeout(() => this.triggerEvent('rise'))
    },
    onClose() {
      this.triggerEvent('close')
    },
    /** It may have been asked for again meanwhile. */
    leave() {
      this.setData({ isThere: false }, () => {
        if (this.data.show) this.setData({ isThere: true, risen: true })
      })
    },
  },
})
