/** Giving projects of staff: proposals to decide about, drafts to finish, and how those under way stand. */
import type { ProjectStatus } from '../../contract/giving-projects'
import { call } from '../../services/cloud'
import { type Failure, failureOf } from '../../utils/failure'
import { type Heap, heapsOf } from './projects-view'

interface Data {
  view:
    | { readonly state: 'loading' }
    | {
        readonly state: 'ready'
        readonly heaps: readonly Heap[]
        readonly isEditor: boolean
        /** Why nobody can give online yet; empty when they can. */
        readonly closedFor: string
      }
    | Failure
  status: ProjectStatus
  /** Why what is shown may be old; empty when it is not. */
  notice: string
}

interface Methods {
  load(): Promise<void>
  onStatus(event: WechatMiniprogram.TouchEvent): void
  onOpen(event: WechatMiniprogram.TouchEvent): void
  onNew(): void
}

Page<Data, Methods>({
  data: { view: { state: 'loading' }, status: 'proposed', notice: '' },

  onShow() {
    this.load()
  },

  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },

  async load() {
    try {
      const managed = await call('giving.listManaged', {})
      const closedFor =
        managed.missing.length > 0 ? `线上捐赠尚未开放，还缺：${managed.missing.join('、')}。` : ''
      const { isEditor } = managed
      this.setData({ view: { state: 'ready', heaps: heapsOf(managed), isEditor, closedFor }, notice: '' })
    } catch (error) {
      const failure = failureOf(error)
      this.setData(this.data.view.state === 'ready' ? { notice: failure.message } : { view: failure })
    }
  },

  onStatus(event) {
    this.setData({ status: event.currentTarget.dataset.status })
    wx.pageScrollTo({ scrollTop: 0, duration: 0 })
  },

  onOpen(event) {
    wx.navigateTo({ url: `/staff-giving/project/project?projectId=${event.currentTarget.dataset.projectId}` })
  },

  onNew() {
    wx.navigateTo({ url: '/staff-giving/project-edit/project-edit' })
  },
})
