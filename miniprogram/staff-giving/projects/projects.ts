/** Giving projects of staff: proposals to decide about, drafts to finish, and how those under way stand. */
import type { ProjectStatus } from '../../contract/giving-projects'
import { call } from '../../services/cloud'
import { afterFailure } from '../../utils/failure'
import { keepLight } from '../../utils/long-list'
import { type ListView, readAnew, readOn } from '../../utils/reading-on'
import { nothingOf, type Row, rowOf, type Tab, tabsOf } from './projects-view'

interface Data {
  readonly tabs: readonly Tab[]
  readonly status: ProjectStatus
  readonly isEditor: boolean
  /** Why nobody can give online yet; empty when they can. */
  readonly closedFor: string
  readonly view: ListView<Row>
}

interface Methods {
  /** Counts what was asked: an answer to an earlier question is not shown. */
  asked: number
  load(): Promise<void>
  loadMore(): Promise<void>
  onStatus(event: WechatMiniprogram.TouchEvent): void
  onRetry(): void
  onOpen(event: WechatMiniprogram.TouchEvent): void
  onNew(): void
}

Page<Data, Methods>({
  asked: 0,
  data: { tabs: [], status: 'proposed', isEditor: false, closedFor: '', view: { state: 'loading' } },

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
    void keepLight(this, 'view.rows', scrollTop)
  },

  async load() {
    const asked = ++this.asked
    const { status } = this.data
    try {
      const { first, list } = await readAnew(
        this,
        'rows',
        (after) => call('giving.listManaged', { status, after }),
        ({ projects }) => projects.map(rowOf),
      )
      if (asked !== this.asked) return
      const { counts, isEditor, missing } = first
      const isEmpty = list.rows.length === 0
      this.setData({
        tabs: tabsOf(counts, isEditor),
        isEditor,
        closedFor: missing.length > 0 ? `线上捐赠尚未开放，还缺：${missing.join('、')}。` : '',
        view: isEmpty
          ? { state: 'empty', title: nothingOf(status) }
          : { state: 'ready', ...list, offline: false },
      })
    } catch (error) {
      if (asked === this.asked) this.setData(afterFailure(error, this.data.view.state))
    }
  },

  async loadMore() {
    const { view, status } = this.data
    if (view.state !== 'ready') return
    await readOn(this, 'rows', view.rows.length, async (after) => {
      const { projects, next } = await call('giving.listManaged', { status, after })
      return { rows: projects.map(rowOf), next }
    })
  },

  onStatus({ currentTarget }) {
    const status: ProjectStatus = currentTarget.dataset.status
    if (status === this.data.status) return
    this.setData({ status, view: { state: 'loading' } })
    wx.pageScrollTo({ scrollTop: 0, duration: 0 })
    void this.load()
  },

  onRetry() {
    this.setData({ view: { state: 'loading' } })
    void this.load()
  },

  onOpen({ currentTarget }) {
    void wx.navigateTo({
      url: `/staff-giving/project/project?projectId=${currentTarget.dataset.projectId}`,
    })
  },

  onNew() {
    void wx.navigateTo({ url: '/staff-giving/project-edit/project-edit' })
  },
})
