/** One anniversary: counted down to, its activities college by college, its history, and the ways on from here. */
import type { Anniversary } from '../../contract/celebration'
import { call } from '../../services/cloud'
import { afterFailure, type Failure } from '../../utils/failure'
import { type AnniversaryView, anniversaryViewOf } from './anniversary-view'

interface Data {
  view:
    | { readonly state: 'loading' }
    | { readonly state: 'ready'; readonly offline: boolean; readonly anniversary: AnniversaryView }
    | Failure
}

interface Methods {
  anniversaryId: string
  load(): Promise<void>
  show(anniversary: Anniversary): void
  onRetry(): void
  onEvent(event: WechatMiniprogram.BaseEvent<WechatMiniprogram.IAnyObject, { eventId: string }>): void
  onAllEvents(): void
  onOpen(event: WechatMiniprogram.BaseEvent<WechatMiniprogram.IAnyObject, { page: string }>): void
  onOther(event: WechatMiniprogram.BaseEvent<WechatMiniprogram.IAnyObject, { anniversaryId: string }>): void
  onPicture(event: WechatMiniprogram.BaseEvent<WechatMiniprogram.IAnyObject, { url: string }>): void
  onWish(): void
}

Page<Data, Methods>({
  anniversaryId: '',
  data: { view: { state: 'loading' } },

  onLoad({ anniversaryId = '' }) {
    this.anniversaryId = anniversaryId
    void this.load()
  },

  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },

  async load() {
    try {
      const asked = this.anniversaryId === '' ? {} : { anniversaryId: this.anniversaryId }
      this.show(await call('celebration.readAnniversary', asked))
    } catch (error) {
      this.setData(afterFailure(error, this.data.view.state))
    }
  },

  show(anniversary) {
    this.anniversaryId = anniversary.anniversaryId
    this.setData({
      view: { state: 'ready', offline: false, anniversary: anniversaryViewOf(anniversary, Date.now()) },
    })
    void wx.setNavigationBarColor({ frontColor: '#ffffff', backgroundColor: anniversary.colour })
    void wx.setNavigationBarTitle({ title: `${anniversary.number} 周年` })
  },

  onRetry() {
    this.setData({ view: { state: 'loading' } })
    void this.load()
  },

  onEvent({ currentTarget }) {
    void wx.navigateTo({ url: `/events/event/event?eventId=${currentTarget.dataset.eventId}` })
  },

  onAllEvents() {
    void wx.switchTab({ url: '/pages/events/events' })
  },

  onOpen({ currentTarget }) {
    const { page } = currentTarget.dataset
    void wx.navigateTo({ url: `/stories/${page}/${page}?anniversaryId=${this.anniversaryId}` })
  },

  onOther({ currentTarget }) {
    const { anniversaryId } = currentTarget.dataset
    void wx.navigateTo({ url: `/stories/anniversary/anniversary?anniversaryId=${anniversaryId}` })
  },

  onPicture({ currentTarget }) {
    const { url } = currentTarget.dataset
    void wx.previewImage({ urls: [url], current: url })
  },

  onWish() {
    void wx.navigateTo({ url: `/stories/wishes/wishes?anniversaryId=${this.anniversaryId}` })
  },

  onShareAppMessage() {
    const { view } = this.data
    const title = view.state === 'ready' ? `${view.anniversary.name}，欢迎回家` : '校庆，欢迎回家'
    return { title, path: `/stories/anniversary/anniversary?anniversaryId=${this.anniversaryId}` }
  },
})
