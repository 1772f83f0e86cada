/**
 * The line by which a person agrees; each document it names can be opened.
 *
 * Properties: checked; lead – the words before the documents; documents – [{ key, name }]; error – one sentence when the
 * form was sent without it.
 * Events: change – { checked }; open – { key } of a document.
 */
export interface AgreementDocument {
  readonly key: string
  readonly name: string
}

Component({
  properties: {
    checked: Boolean,
    lead: { type: String, value: '我已阅读并同意' },
    documents: { type: Array, value: [] as AgreementDocument[] },
    error: String,
  },
  methods: {
    onToggle() {
      this.triggerEvent('change', { checked: !this.data.checked })
    },
    onOpen(event: WechatMiniprogram.TouchEvent) {
      this.triggerEvent('open', { key: event.currentTarget.dataset.key })
    },
  },
})
