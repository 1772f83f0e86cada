/** The tab of giving: what may be supported, what has come together, and who gave. */
import type { ProjectSummary } from '../../contract/giving'
import { call } from '../../services/cloud'
import { afterFailure, type Failure } from '../../utils/failure'
import { giftCount } from '../../utils/gift-count'
import { keepLight } from '../../utils/long-list'
import { type PagedView, readAnew, readOn } from '../../utils/reading-on'

/** A project; the first of those that still take gifts, and of those that do not, stands below a heading. */
interface Row extends ProjectSummary {
  readonly heading: string
}

type View =
  | { readonly state: 'loading' }
  | { readonly state: 'empty' }
  | (Required<PagedView> & {
      readonly state: 'ready'
      readonly rows: readonly Row[]
      readonly totalFen: number
      readonly count: string
      readonly offline: boolean
    })
  | Failure

interface Data {
  readonly view: View
}

interface Methods {
  load(): Promise<void>
  loadMore(): Promise<void>
  onRetry(): void
  onOpen(event: WechatMiniprogram.BaseEvent<WechatMiniprogram.IAnyObject, { projectId: string }>): void
  onOpenHonours(): void
  onOpenMine(): void
}

/** @param last what stands above them already */
const rowsOf = (projects: readonly ProjectSummary[], last?: ProjectSummary): Row[] =>
  projects.map((project, at) => {
    const above = projects[at - 1] ?? last
    const heading = project.isOpen ? '正在募集' : '已结束募集'
    return { ...project, heading: above?.isOpen === project.isOpen ? '' : heading }
  })

Page<Data, Methods>({
  data: { view: { state: 'loading' } },

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
    try {
      const { first, list } = await readAnew(
        this,
        'rows',
        (after) => call('giving.listProjects', { after }),
        ({ projects }) => projects,
      )
      const { totalFen, gifts } = first
      const rows = rowsOf(list.rows)
      this.setData({
        view:
          rows.length === 0
            ? { state: 'empty' }
            : { state: 'ready', ...list, rows, totalFen, count: giftCount(gifts), offline: false },
      })
    } catch (error) {
      this.setData(afterFailure(error, this.data.view.state))
    }
  },

  async loadMore() {
    const { view } = this.data
    if (view.state !== 'ready') return
    const { rows } = view
    await readOn(this, 'rows', rows.length, async (after) => {
      const { projects, next } = await call('giving.listProjects', { after })
      return { rows: rowsOf(projects, rows[rows.length - 1]), next }
    })
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
