/**
 * What stands where content will be: a skeleton, an empty state with its next step, a failure that can be tried again,
 * and, once ready, the content in the slot.
 *
 * Properties: state – loading · ready · empty · error · offline; skeleton – list · rows (without pictures) · detail ·
 * form; art – a drawing of
 * assets/art without its ending; title, hint, action – the words of the empty state, and instead of the usual ones of a
 * failure; message – what went wrong.
 * Events: action – the button of the empty state; retry – 重试 of a failure.
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
  offline: { art: 'no-network', title: '网络未连接', hint: '请检查手机网络，然后重试', action: '重试' },
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
              title: title || words.title,
              hint: (state === 'error' && message) || hint || words.hint,
              action: action || words.action,
            }
          : null,
      })
    },
  },
  methods: {
    onAct() {
      this.triggerEvent(this.data.state === 'empty' ? 'action' : 'retry')
    },
  },
})
