/**
 * What stands where content will be: a skeleton, an empty state with its next step, a failure that can be tried again,
 * nothing at all with the way back, and, once ready, the content in the slot.
 *
 * Properties: state – loading · ready · empty · error · offline · gone; skeleton – list · rows, without pictures · lines, one below another · form · text · detail, a
 * text below its picture · card, rows below an alumni card · hero, the head of an anniversary · print, a poster or a
 * ticket; art – a drawing of assets/art without its ending; title, hint, action – the words of the empty state, and
 * instead of the usual ones of a failure; message – what went wrong.
 * Events: action – the button of the empty state; retry – 重试 of a failure. Whoever came to where nothing is goes back,
 * or Home from a page that was opened by a code or a card.
 */
interface Panel {
  readonly art: string
  readonly title: string
  readonly hint: string
  readonly action: string
}

const usual: Readonly<Record<string, Panel>> = {
  empty: { art: 'ginkgo', title: '这里还没有内容', hint: '', action: '' },
  error: { art: 'not-found', title: '没能打开', hint: '请稍后再试一次', action: '重试' },
  gone: { art: 'not-found', title: '内容不存在或已下线', hint: '', action: '返回' },
  offline: { art: 'no-network', title: '网络未连接', hint: '请检查手机网络，然后重试', action: '重试' },
}

const isFirstPage = () => getCurrentPages().length <= 1

function goBack(): void {
  if (isFirstPage()) void wx.switchTab({ url: '/pages/home/home' })
  else void wx.navigateBack()
}

Component({
  properties: {
    state: { type: String, value: 'loading' },
    skeleton: { type: String, value: 'list' },
    art: String,
    title: String,
    hint: String,
    action: String,
    message: String,
  },
  data: { panel: null as Panel | null },
  observers: {
    'state, art, title, hint, action, message'() {
      const { state, art, title, hint, action, message } = this.data
      const words = usual[state]
      this.setData({
        panel: words
          ? {
              art: art || words.art,
              title: (state === 'gone' && message) || title || words.title,
              hint: (state === 'error' && message) || hint || words.hint,
              action: action || (state === 'gone' && isFirstPage() ? '回首页看看' : words.action),
            }
          : null,
      })
    },
  },
  methods: {
    onAct() {
      if (this.data.state === 'gone') return goBack()
      this.triggerEvent(this.data.state === 'empty' ? 'action' : 'retry')
    },
  },
})
