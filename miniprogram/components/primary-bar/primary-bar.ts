/**
 * The one filled button of a screen, fixed above the safe area; it keeps its own room, so it never covers what is read.
 *
 * Properties: label; busy – the act is under way; busyLabel; disabled; note – a line above the button (a sum, a deadline);
 * secondary – the words of a text button beside it; danger – the text button undoes something.
 * Events: press – once a tap, never while busy or disabled; secondary – the text button was tapped.
 */

/** A second tap within this time is the same tap: nobody means two things so fast, and a hand may tremble. */
const sameTapMs = 300

Component({
  options: { pureDataPattern: /^_/ },
  properties: {
    label: String,
    busy: Boolean,
    busyLabel: { type: String, value: '请稍候…' },
    disabled: Boolean,
    note: String,
    secondary: String,
    danger: Boolean,
  },
  data: { _pressedAtMs: 0 },
  methods: {
    onPress() {
      const nowMs = Date.now()
      if (this.data.busy || this.data.disabled || nowMs - this.data._pressedAtMs < sameTapMs) return
      this.data._pressedAtMs = nowMs
      this.triggerEvent('press')
    },
    onSecondary() {
      if (!this.data.busy) this.triggerEvent('secondary')
    },
  },
})
