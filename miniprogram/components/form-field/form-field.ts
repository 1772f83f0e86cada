/**
 * One field of a form: its label, what to mind, the control (in the slot), and what is wrong with it.
 * With `choice` it is the control itself: it shows the value and asks to be opened.
 *
 * Properties: label; required; hint; error – one sentence, shown instead of the hint; choice – true for a field that opens
 * a list; value, placeholder – of a choice; disabled.
 * Event: open – a choice was tapped.
 */
Component({
  properties: {
    label: String,
    required: Boolean,
    hint: String,
    error: String,
    choice: Boolean,
    value: String,
    placeholder: { type: String, value: '请选择' },
    disabled: Boolean,
  },
  methods: {
    onOpen() {
      if (!this.data.disabled) this.triggerEvent('open')
    },
  },
})
