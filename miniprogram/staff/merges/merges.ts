/** Where merging begins and where it is taken back: records that may be of one person, and what was merged lately. */
import { call } from '../../services/cloud'
import { type Failure, failureOf } from '../../utils/failure'
import { keepLight } from '../../utils/long-list'
import { type PagedView, readAnew, readOn } from '../../utils/reading-on'
import { type MergeRow, mergeRow, type PairRow, pairRow } from './merges-view'

interface Ready extends Required<PagedView> {
  readonly state: 'ready'
  readonly pairs: readonly PairRow[]
  readonly merges: readonly MergeRow[]
}

interface Nothing {
  readonly state: 'empty'
}

interface Data {
  view: { readonly state: 'loading' } | Ready | Nothing | Failure
  /** The merge that is being taken back; empty when none is. */
  busy: string
  notice: string
}

interface Methods {
  /** Whose likes are looked for; empty for everybody who waits. */
  personId: string
  load(): Promise<void>
  loadMore(): Promise<void>
  onOpen(event: WechatMiniprogram.TouchEvent): void
  onUndo(event: WechatMiniprogram.TouchEvent): Promise<void>
}

Page<Data, Methods>({
  personId: '',

  data: { view: { state: 'loading' }, busy: '', notice: '' },

  onLoad({ personId = '' }) {
    this.personId = personId
  },

  onShow() {
    void this.load()
  },

  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },

  onReachBottom() {
    void this.loadMore()
  },

  onPageScroll({ scrollTop }) {
    void keepLight(this, 'view.merges', scrollTop)
  },

  async load() {
    try {
      const nowMs = Date.now()
      const [{ pairs }, { list }] = await Promise.all([
        call('merges.suggest', this.personId === '' ? {} : { personId: this.personId }),
        readAnew(
          this,
          'merges',
          (after) => call('merges.list', { after }),
          ({ merges }) => merges.map((merge) => mergeRow(merge, nowMs)),
        ),
      ])
      const { rows: merges, ...paged } = list
      const ready: Ready = {
        state: 'ready',
        pairs: pairs.map((pair) => pairRow(pair, nowMs)),
        merges,
        ...paged,
      }
      this.setData({ view: pairs.length + merges.length > 0 ? ready : { state: 'empty' } })
    } catch (error) {
      const failure = failureOf(error)
      this.setData(this.data.view.state === 'ready' ? { notice: failure.message } : { view: failure })
    }
  },

  async loadMore() {
    const { view } = this.data
    if (view.state !== 'ready') return
    await readOn(this, 'merges', view.merges.length, async (after) => {
      const { merges, next } = await call('merges.list', { after })
      const nowMs = Date.now()
      return { rows: merges.map((merge) => mergeRow(merge, nowMs)), next }
    })
  },

  onOpen({ currentTarget }) {
    const { keepId, mergeId } = currentTarget.dataset
    void wx.navigateTo({ url: `/staff/merge/merge?keepId=${keepId}&mergeId=${mergeId}` })
  },

  async onUndo({ currentTarget }) {
    if (this.data.busy !== '') return
    const { confirm } = await wx.showModal({
      title: '撤销这次合并？',
      content: '移入的报名、捐赠和名册记录会移回原档案；合并后另有修改的内容保持不变。',
      confirmText: '撤销合并',
      cancelText: '再想想',
      confirmColor: '#B3261E',
    })
    if (!confirm) return
    this.setData({ busy: currentTarget.dataset.recordId, notice: '' })
    try {
      await call('merges.undo', { recordId: currentTarget.dataset.recordId })
      wx.showToast({ title: '已撤销', icon: 'success' })
    } catch (error) {
      this.setData({ notice: failureOf(error).message })
    } finally {
      this.setData({ busy: '' })
      await this.load()
    }
  },
})
