/** The tab of giving: what may be supported, what has come together, and who gave. */
import type { ProjectSummary } from '../../contract/giving'
import { call } from '../../services/cloud'
import { afterFailure, type Failure } from '../../utils/failure'
import { giftCount } from '../../utils/gift-count'

interface Group {
  readonly title: string
  readonly projects: readonly ProjectSummary[]
}

type View =
  | { readonly state: 'loading' }
  | { readonly state: 'empty' }
  | {
      readonly state: 'ready'
      readonly groups: readonly Group[]
      readonly totalFen: number
      readonly count: string
      readonly offline: boolean
    }
  | Failure

interface Data {
  readonly view: View
}

interface Methods {
  load(): Promise<void>
  onRetry(): void
  onOpen(event: WechatMiniprogram.BaseEvent<WechatMiniprogram.IAnyObject, { projectId: string }>): void
  onOpenHonours(): void
  onOpenMine(): void
}

function viewOf(projects: readonly ProjectSummary[]): View {
  if (projects.length === 0) return { state: 'empty' }
  const groups = [
    { title: '正在募集', projects: projects.filter(({ isOpen }) => isOpen) },
    { title: '已结束募集', projects: projects.filter(({ isOpen }) => !isOpen) },
  ]
  return {
    state: 'ready',
    groups: groups.filter((group) => group.projects.length > 0),
    totalFen: projects.reduce((sum, { raisedFen }) => sum + raisedFen, 0),
    count: giftCount(projects.reduce((sum, { gifts }) => sum + gifts, 0)),
    offline: false,
  }
}

Page<Data, Methods>({
  data: { view: { state: 'loading' } },

  onShow() {
    void this.load()
  },

  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },

  async load() {
    try {
      const { projects } = await call('giving.listProjects', {})
      this.setData({ view: viewOf(projects) })
    } catch (error) {
      this.setData(afterFailure(error, this.data.view.state))
    }
  },

  onRetry() {
    this.setData({ view: { state: 'loading' } })
    void this.load()
  },

  onOpen({ currentTarget }) {
    void wx.navigateTo({ url: `/giving/project/project?projectId=${currentTarget.dataset.projectId}` })
  },

  onOpenHonours() {
    void wx.navigateTo({ url: '/giving/honour-roll/honour-roll' })
  },

  onOpenMine() {
    void wx.navigateTo({ url: '/giving/my-gifts/my-gifts' })
  },

  onShareAppMessage() {
    return { title: '饮水思源，为母校添一份力', path: '/pages/giving/giving' }
  },
})
