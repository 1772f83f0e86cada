/** How the news of a change or a cancellation gets through to those who have a place. */
import { call } from '../../services/cloud'
import { afterFailure, type Failure } from '../../utils/failure'
import { type DeliveryView, deliveryViewOf } from './event-delivery-view'

type View =
  | { readonly state: 'loading' }
  | ({ readonly state: 'ready'; readonly offline: boolean } & DeliveryView)
  | Failure

interface Data {
  view: View
}

interface Methods {
  eventId: string
  timer: number
  load(): Promise<void>
  rest(): void
}

const againAfterMs = 20_000

Page<Data, Methods>({
  eventId: '',
  timer: 0,
  data: { view: { state: 'loading' } },

  onLoad({ eventId = '' }) {
    this.eventId = eventId
  },

  onShow() {
    void this.load()
  },

  onHide() {
    this.rest()
  },

  onUnload() {
    this.rest()
  },

  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },

  /** As long as somebody is still to be told, it looks again. */
  async load() {
    this.rest()
    try {
      const told = await call('events.readDelivery', { eventId: this.eventId })
      const view = deliveryViewOf(told, Date.now())
      this.setData({ view: { state: 'ready', offline: false, ...view } })
      if (view.isUnderWay) this.timer = setTimeout(() => void this.load(), againAfterMs)
    } catch (error) {
      this.setData(afterFailure(error, this.data.view.state))
    }
  },

  rest() {
    clearTimeout(this.timer)
  },
})
