/** Where alumni live, as counts: a bar for each city, and a tap to those who may be found there. */
import type { CityCounts } from '../../contract/directory'
import { call } from '../../services/cloud'
import { formatMoment } from '../../utils/date'
import { afterFailure, type Failure } from '../../utils/failure'
import type { Obstacle } from '../../utils/obstacle'
import { recognised } from '../services/recognition'

interface Bar {
  readonly city: string
  readonly people: number
  /** Of the longest bar, in per cent. */
  readonly width: number
}

type View =
  | { readonly state: 'loading' }
  | {
      readonly state: 'ready'
      readonly bars: readonly Bar[]
      readonly elsewhere: number
      readonly countedAt: string
      readonly offline: boolean
    }
  | Obstacle
  | Failure

interface Data {
  readonly view: View
}

interface Methods {
  load(): Promise<void>
  onRetry(): void
  onNext(): void
  onCity(event: WechatMiniprogram.BaseEvent<WechatMiniprogram.IAnyObject, { city: string }>): void
}

const nobodyYet: Obstacle = {
  state: 'empty',
  title: '地图还是空白的',
  hint: '一个城市有五位以上校友公开所在地，才会显示在这里。您可以先点亮自己的城市。',
  action: '设置谁能看到我',
  url: '/alumni/privacy/privacy',
}

function viewOf({ cities, elsewhere, countedAt }: CityCounts): View {
  const [largest] = cities
  if (!largest) return nobodyYet
  return {
    state: 'ready',
    bars: cities.map((count) => ({ ...count, width: Math.ceil((100 * count.people) / largest.people) })),
    elsewhere,
    countedAt: formatMoment(countedAt),
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
      const recognition = await recognised('/alumni/cities/cities')
      const isBarred = 'state' in recognition
      this.setData({ view: isBarred ? recognition : viewOf(await call('directory.countCities', {})) })
    } catch (error) {
      this.setData(afterFailure(error, this.data.view.state))
    }
  },

  onRetry() {
    this.setData({ view: { state: 'loading' } })
    void this.load()
  },

  onNext() {
    if (this.data.view.state === 'empty') void wx.navigateTo({ url: this.data.view.url })
  },

  onCity({ currentTarget }) {
    const city = encodeURIComponent(currentTarget.dataset.city)
    void wx.navigateTo({ url: `/alumni/directory/directory?city=${city}` })
  },
})
