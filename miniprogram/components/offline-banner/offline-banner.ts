/**
 * A strip at the top of a page while the phone has no network; what is shown below may be old.
 *
 * Properties: offline; text – instead of the usual words.
 */
Component({
  properties: {
    offline: Boolean,
    text: { type: String, value: '网络未连接，显示的可能不是最新内容' },
  },
})
