/**
 * A round picture of oneself, chosen by WeChat's own control.
 *
 * Properties: src – a file of the phone or of the cloud, empty without one; busy – it is on its way.
 * Event: choose – { filePath } of the phone.
 * https://developers.weixin.qq.com/miniprogram/dev/framework/open-ability/userProfile.html
 */
Component({
  properties: {
    src: String,
    busy: Boolean,
  },
  data: { isBroken: false },
  observers: {
    src() {
      this.setData({ isBroken: false })
    },
  },
  methods: {
    onChoose(event: WechatMiniprogram.CustomEvent<{ avatarUrl: string }>) {
      this.triggerEvent('choose', { filePath: event.detail.avatarUrl })
    },
    /** The file is gone, or the network is. */
    onBroken() {
      this.setData({ isBroken: true })
    },
  },
})
