/**
 * Asks why, risen from the bottom of the screen, with sentences ready to be taken.
 *
 * Properties: show; heading; label – of the field; hint; placeholder; action – the words of its button; danger – what follows cannot be undone; proposals;
 * value – what is written so far; error – what was wrong with it; busy – it is being sent.
 * Events: change – { value }, at each letter, for the page to keep; send – { value }, never empty; close – dismissed.
 */
Component({
  properties: {
    show: Boolean,
    heading: String,
    label: { type: String, value: '原因' },
    hint: String,
    placeholder: { type: String, value: '请写明原因，校友会看到' },
    action: String,
    danger: Boolean,
    proposals: { type: Array, value: [] as string[] },
    value: String,
    error: String,
    busy: Boolean,
  },
  data: { isMissing: false },
  observers: {
    'show, value'() {
      this.setData({ isMissing: false })
    },
  },
  methods: {
    onInput(event: WechatMiniprogram.Input) {
      this.triggerEvent('change', { value: event.detail.value })
    },
    onPropose(event: WechatMiniprogram.TouchEvent) {
      const proposal: string = event.currentTarget.dataset.proposal
      const { value } = this.data
      if (value.includes(proposal)) return
      this.triggerEvent('change', { value: value === '' ? proposal : `${value}；${proposal}` })
    },
    onSend() {
      const { value, busy } = this.data
      if (busy) return
      if (value.trim() === '') this.setData({ isMissing: true })
      else this.triggerEvent('send', { value })
    },
    onClose() {
      if (!this.data.busy) this.triggerEvent('close')
    },
  },
})
