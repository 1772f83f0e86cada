/**
 * A sheet that rises from the bottom of the screen; what stands on it is given in the slot.
 *
 * Property: show. Event: close – a tap beside it. The page sets `show`.
 */

/** Vant's popup takes no notice of being shown again until a little after it has said that it is gone. */
const settlesMs = 100

Component({
  properties: { show: Boolean },
  data: {
    risen: false,
    /** Going down, or not yet to be shown again. */
    _isGoing: false,
  },
  observers: {
    show(show: boolean) {
      if (show === this.data.risen || (show && this.data._isGoing)) return
      this.setData({ risen: show, _isGoing: !show })
    },
  },
  methods: {
    onClose() {
      this.triggerEvent('close')
    },
    onGone() {
      setTimeout(() => this.setData({ risen: this.data.show, _isGoing: false }), settlesMs)
    },
  },
})
