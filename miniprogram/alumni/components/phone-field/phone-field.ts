/**
 * A phone number: typed, or given by WeChat at a tap. The tap is a shortcut and never the only way.
 *
 * Properties: value; error; busy – a tap's code is being exchanged.
 * Events: change – { value }; code – { code } to be exchanged by the server.
 * https://developers.weixin.qq.com/miniprogram/dev/framework/open-ability/getPhoneNumber.html
 */
interface PhoneNumberTap {
  readonly code?: string
  readonly errno?: number
}

/** The account has used up the taps it paid for. */
const noQuota = 1400001

Component({
  options: { addGlobalClass: true },
  properties: {
    value: String,
    error: String,
    busy: Boolean,
  },
  data: { note: '' },
  methods: {
    onInput(event: WechatMiniprogram.Input) {
      this.setData({ note: '' })
      this.triggerEvent('change', { value: event.detail.value })
    },
    onPhoneNumber({ detail }: WechatMiniprogram.CustomEvent<PhoneNumberTap>) {
      if (detail.code) {
        this.setData({ note: '' })
        this.triggerEvent('code', { code: detail.code })
        return
      }
      const isUsedUp = detail.errno === noQuota
      this.setData({
        note: isUsedUp ? '微信一键填写暂时用不了，请直接输入号码' : '没关系，可以直接输入，也可以不填',
      })
    },
  },
})
