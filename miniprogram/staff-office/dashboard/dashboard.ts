/** How many alumni there are, where they come from and where they went: bars of counts, small ones left out. */
import { countedKinds, type Dashboard } from '../../contract/dashboard'
import { call } from '../../services/cloud'
import { nothingOffered, type Offered } from '../../services/offering'
import { offerBodies } from '../../services/staff-bodies'
import { formatMoment } from '../../utils/date'
import { type Failure, failureOf } from '../../utils/failure'
import { type Chart, chartOf } from './dashboard-view'

interface Data {
  view:
    | { readonly state: 'loading' }
    | {
        readonly state: 'ready'
        readonly body: Dashboard['body']
        readonly countedAt: string
        readonly figures: readonly { readonly label: string; readonly people: number }[]
        readonly charts: readonly Chart[]
      }
    | Failure
  offered: Offered
  choosing: boolean
  notice: string
}

interface Methods {
  bodyId: string
  load(): Promise<void>
  onOpenBodies(): void
  onSeekBody(event: WechatMiniprogram.CustomEvent<{ words: string }>): void
  onChoose(event: WechatMiniprogram.CustomEvent<{ value: string }>): void
  onClose(): void
}

const counted = { actingAs: ['reviewer'], kinds: countedKinds } as const

Page<Data, Methods>({
  bodyId: '',

  data: { view: { state: 'loading' }, offered: nothingOffered, choosing: false, notice: '' },

  onLoad() {
    void this.load()
  },

  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },

  async load() {
    const { bodyId } = this
    try {
      const { dashboard } = await call('dashboard.read', bodyId === '' ? {} : { bodyId })
      // Another body was chosen while this one was on its way.
      if (this.bodyId !== bodyId) return
      const { body, registered, verified, waiting, charts, countedAt } = dashboard
      this.setData({
        view: {
          state: 'ready',
          body,
          countedAt: formatMoment(countedAt),
          figures: [
            { label: '已登记', people: registered },
            { label: '已认证', people: verified },
            { label: '待审核', people: waiting },
          ],
          charts: charts.map(chartOf),
        },
        notice: '',
      })
    } catch (error) {
      const failure = failureOf(error)
      this.setData(this.data.view.state === 'ready' ? { notice: failure.message } : { view: failure })
    }
  },

  onOpenBodies() {
    this.setData({ choosing: true })
    void offerBodies(this, counted)
  },

  onSeekBody({ detail }) {
    void offerBodies(this, counted, detail.words)
  },

  onChoose({ detail }) {
    this.bodyId = detail.value
    this.setData({ choosing: false, view: { state: 'loading' } })
    void this.load()
  },

  onClose() {
    this.setData({ choosing: false })
  },
})
