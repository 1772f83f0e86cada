/** The anniversaries that are written here, and the ways to Home's blocks and to the wall of wishes. */
import type { ManagedAnniversary } from '../../contract/celebration-editing'
import { call } from '../../services/cloud'
import { formatDay } from '../../utils/date'
import { afterFailure, type Failure } from '../../utils/failure'
import { keepLight } from '../../utils/long-list'
import { type PagedView, readAnew, readOn } from '../../utils/reading-on'

interface Row {
  readonly anniversaryId: string
  readonly name: string
  readonly line: string
  readonly isShown: boolean
  readonly isEditable: boolean
}

interface Data {
  view:
    | { readonly state: 'loading' }
    | (Required<PagedView> & {
        readonly state: 'ready'
        readonly rows: readonly Row[]
        readonly editsHome: boolean
        readonly offline: boolean
      })
    | Failure
}

interface Methods {
  load(): Promise<void>
  loadMore(): Promise<void>
  onOpen(event: WechatMiniprogram.BaseEvent<WechatMiniprogram.IAnyObject, { url: string }>): void
  onNew(): void
}

const rowOf = (anniversary: ManagedAnniversary): Row => ({
  anniversaryId: anniversary.anniversaryId,
  name: anniversary.name,
  line: `${anniversary.body.name} · ${formatDay(anniversary.date)}`,
  isShown: anniversary.isShown,
  isEditable: anniversary.isEditable,
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
        (after) => call('celebration.listAnniversaries', { after }),
        ({ anniversaries }) => anniversaries.map(rowOf),
      )
      const { editsHome } = first
      this.setData({ view: { state: 'ready', ...list, offline: false, editsHome } })
    } catch (error) {
      this.setData(afterFailure(error, this.data.view.state))
    }
  },

  async loadMore() {
    const { view } = this.data
    if (view.state !== 'ready') return
    await readOn(this, 'rows', view.rows.length, async (after) => {
      const { anniversaries, next } = await call('celebration.listAnniversaries', { after })
      return { rows: anniversaries.map(rowOf), next }
    })
  },

  onOpen({ currentTarget }) {
    void wx.navigateTo({ url: currentTarget.dataset.url })
  },

  onNew() {
    void wx.navigateTo({ url: '/staff-stories/anniversary-edit/anniversary-edit' })
  },
})
