/** Two records side by side: the reviewer chooses field by field, and makes them one. */
import { call } from '../../services/cloud'
import { dropDraft, keepDraft, newKey, readDraft } from '../../services/drafts'
import { type Failure, failureOf } from '../../utils/failure'
import { chosen, type MergeView, mergeView, takesOf } from './merge-view'

interface Data {
  view: { readonly state: 'loading' } | MergeView | Failure
  busy: boolean
  notice: string
}

interface Methods {
  keepId: string
  mergeId: string
  load(): Promise<void>
  onChoose(event: WechatMiniprogram.TouchEvent): void
  onSwap(): void
  onMerge(): Promise<void>
  attemptKey(): string
}

/** Back to the list, which was not before this page when it was opened directly. */
function leave(): void {
  wx.navigateBack({ fail: () => wx.redirectTo({ url: '/staff/merges/merges' }) })
}

Page<Data, Methods>({
  keepId: '',
  mergeId: '',

  data: { view: { state: 'loading' }, busy: false, notice: '' },

  onLoad({ keepId = '', mergeId = '' }) {
    this.keepId = keepId
    this.mergeId = mergeId
    void this.load()
  },

  async load() {
    const { keepId, mergeId } = this
    try {
      const compared = await call('merges.read', { keepId, mergeId })
      this.setData({ view: mergeView(compared, Date.now()), notice: '' })
    } catch (error) {
      this.setData({ view: failureOf(error) })
    }
  },

  onChoose({ currentTarget }) {
    const { view } = this.data
    if (view.state !== 'ready') return
    const { field, taken } = currentTarget.dataset
    this.setData({ 'view.rows': chosen(view.rows, field, taken) })
  },

  onSwap() {
    ;[this.keepId, this.mergeId] = [this.mergeId, this.keepId]
    this.setData({ view: { state: 'loading' } })
    void this.load()
  },

  /** The same until it is done, so that a tap whose answer was lost is not a second merge. */
  attemptKey() {
    const form = `merge:${this.keepId}:${this.mergeId}`
    const kept = readDraft<{ attemptKey: string }>(form)?.attemptKey ?? newKey()
    keepDraft(form, { attemptKey: kept })
    return kept
  },

  async onMerge() {
    const { view, busy } = this.data
    if (busy || view.state !== 'ready') return
    const { confirm } = await wx.showModal({
      title: '确定是同一位校友？',
      content: '合并后，两个微信都会进入同一份档案。三十天内可以撤销。',
      confirmText: '合并',
      cancelText: '再核对',
    })
    if (!confirm) return
    this.setData({ busy: true, notice: '' })
    const { keepId, mergeId } = this
    try {
      const input = { attemptKey: this.attemptKey(), keepId, mergeId, takes: takesOf(view.rows) }
      const { state } = await call('merges.merge', input)
      dropDraft(`merge:${keepId}:${mergeId}`)
      wx.showToast({ title: state === 'merged' ? '已合并' : '正在合并', icon: 'success' })
      leave()
    } catch (error) {
      this.setData({ notice: failureOf(error).message })
      wx.pageScrollTo({ scrollTop: 0, duration: 240 })
    } finally {
      this.setData({ busy: false })
    }
  },
})
