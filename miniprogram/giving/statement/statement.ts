/** What I gave in a year, to read and to take along as a table. */
import { offlineWays } from '../../contract/giving-offline'
import type { StatementRow } from '../../contract/giving-papers'
import type { Output } from '../../contract/index'
import { call } from '../../services/cloud'
import { fetchFile, openTable } from '../../services/files'
import { campusTime } from '../../utils/date'
import { type Failure, failureOf } from '../../utils/failure'
import { keepLight } from '../../utils/long-list'
import { type PagedView, readOn } from '../../utils/reading-on'

interface Row {
  readonly orderNo: string
  readonly projectTitle: string
  readonly amountFen: number
  readonly goods: string
  /** `10 月 16 日 · 微信支付` */
  readonly note: string
}

type View =
  | { readonly state: 'loading' }
  | (Required<PagedView> & {
      readonly state: 'ready'
      readonly year: number
      /** As the picker shows them. */
      readonly years: readonly string[]
      readonly place: number
      readonly rows: readonly Row[]
      readonly gifts: number
      readonly things: number
      readonly totalFen: number
    })
  | { readonly state: 'empty'; readonly title: string; readonly hint: string }
  | Failure

interface Data {
  readonly view: View
  readonly busy: boolean
  readonly notice: string
}

interface Methods {
  year: number | undefined
  load(): Promise<void>
  loadMore(): Promise<void>
  onRetry(): void
  onYear(event: WechatMiniprogram.PickerChange): void
  onSave(): Promise<void>
}

const nothing: View = {
  state: 'empty',
  title: '还没有已到账的捐赠',
  hint: '捐赠到账后，会按年份列在这里',
}

function rowOf({ orderNo, projectTitle, amountFen, goods, at, way }: StatementRow): Row {
  const { month, day } = campusTime(at)
  const words = way === 'wechat' ? '微信支付' : offlineWays[way]
  return { orderNo, projectTitle, amountFen, goods, note: `${month} 月 ${day} 日 · ${words}` }
}

function viewOf({ years, rows, next = '', ...ofYear }: Output<'giving.readStatement'>): View {
  if (years.length === 0) return nothing
  return {
    state: 'ready',
    ...ofYear,
    years: years.map((one) => `${one} 年`),
    place: years.indexOf(ofYear.year),
    rows: rows.map(rowOf),
    next,
    more: 'idle',
  }
}

Page<Data, Methods>({
  year: undefined,
  data: { view: { state: 'loading' }, busy: false, notice: '' },

  onLoad() {
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
    const input = this.year === undefined ? {} : { year: this.year }
    try {
      this.setData({ view: viewOf(await call('giving.readStatement', input)), notice: '' })
    } catch (error) {
      const failure = failureOf(error)
      this.setData(this.data.view.state === 'ready' ? { notice: failure.message } : { view: failure })
    }
  },

  async loadMore() {
    const { view } = this.data
    if (view.state !== 'ready') return
    await readOn(this, 'rows', view.rows.length, async (after) => {
      const { rows, next } = await call('giving.readStatement', { year: view.year, after })
      return { rows: rows.map(rowOf), next }
    })
  },

  onRetry() {
    this.setData({ view: { state: 'loading' } })
    void this.load()
  },

  onYear({ detail }) {
    const { view } = this.data
    if (view.state !== 'ready') return
    this.year = Number.parseInt(view.years[Number(detail.value)] ?? '', 10)
    void this.load()
  },

  async onSave() {
    const { view, busy } = this.data
    if (view.state !== 'ready' || busy) return
    this.setData({ busy: true, notice: '' })
    try {
      const { url } = await call('giving.exportStatement', { year: view.year })
      await openTable(await fetchFile(url, `${view.year} 年捐赠明细.xlsx`))
    } catch (error) {
      this.setData({ notice: failureOf(error).message })
    } finally {
      this.setData({ busy: false })
    }
  },
})
