/** The roll of honour, of one project or of all: who gave, latest first. Names that wish to stay unknown never arrive here. */
import type { Honour } from '../../contract/giving'
import type { Output } from '../../contract/index'
import { call } from '../../services/cloud'
import { afterFailure, type Failure } from '../../utils/failure'
import { giftCount } from '../../utils/gift-count'

/** A line of the roll, numbered because nothing else tells two gifts of one donor apart. */
interface Row extends Honour {
  readonly row: number
}

type View =
  | { readonly state: 'loading' }
  | { readonly state: 'empty' }
  | {
      readonly state: 'ready'
      readonly rows: readonly Row[]
      /** Where the next page begins; empty at the end. */
      readonly next: string
      /** What the foot of the list shows. */
      readonly more: 'idle' | 'loading' | 'failed'
      readonly totalFen: number
      readonly count: string
      readonly offline: boolean
    }
  | Failure

interface Data {
  /** Empty for the roll of all projects. */
  readonly projectId: string
  readonly view: View
}

interface Methods {
  load(): Promise<void>
  loadMore(): Promise<void>
  onRetry(): void
  onGive(): void
}

function viewOf({ honours, next, totalFen, gifts }: Output<'giving.listHonours'>): View {
  if (honours.length === 0) return { state: 'empty' }
  const rows = honours.map((honour, row) => ({ ...honour, row }))
  return {
    state: 'ready',
    rows,
    next: next ?? '',
    more: 'idle',
    totalFen,
    count: giftCount(gifts),
    offline: false,
  }
}

Page<Data, Methods>({
  data: { projectId: '', view: { state: 'loading' } },

  onLoad({ projectId = '' }) {
    this.setData({ projectId })
    void this.load()
  },

  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },

  onReachBottom() {
    void this.loadMore()
  },

  async load() {
    const { projectId } = this.data
    try {
      const result = await call('giving.listHonours', projectId === '' ? {} : { projectId })
      this.setData({ view: viewOf(result) })
    } catch (error) {
      this.setData(afterFailure(error, this.data.view.state))
    }
  },

  async loadMore() {
    const { projectId, view } = this.data
    if (view.state !== 'ready' || view.next === '' || view.more === 'loading') return
    this.setData({ 'view.more': 'loading' })
    try {
      const page = projectId === '' ? { after: view.next } : { projectId, after: view.next }
      const { honours, next } = await call('giving.listHonours', page)
      // The roll may have been renewed meanwhile: then this page belongs to another one.
      if (this.data.view.state !== 'ready' || this.data.view.next !== view.next) return
      const added = honours.map((honour, at) => {
        const row = view.rows.length + at
        return [`view.rows[${row}]`, { ...honour, row }]
      })
      this.setData({
        ...Object.fromEntries(added),
        'view.next': next ?? '',
        'view.more': 'idle',
        'view.offline': false,
      })
    } catch (error) {
      console.warn('giving.listHonours', error)
      if (this.data.view.state === 'ready') this.setData({ 'view.more': 'failed' })
    }
  },

  onRetry() {
    this.setData({ view: { state: 'loading' } })
    void this.load()
  },

  onGive() {
    const { projectId } = this.data
    if (projectId === '') void wx.switchTab({ url: '/pages/giving/giving' })
    else void wx.redirectTo({ url: `/giving/project/project?projectId=${projectId}` })
  },

  onShareAppMessage() {
    const { projectId } = this.data
    const query = projectId === '' ? '' : `?projectId=${projectId}`
    return { title: '捐赠芳名录', path: `/giving/honour-roll/honour-roll${query}` }
  },
})
