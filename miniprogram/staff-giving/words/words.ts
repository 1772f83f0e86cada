/** Words of donors that wait to be looked at before they stand on the honour roll. */
import type { WaitingWords } from '../../contract/giving-words'
import { call } from '../../services/cloud'
import { formatDay } from '../../utils/date'
import { type Failure, failureOf } from '../../utils/failure'
import { keepLight } from '../../utils/long-list'
import { type PagedView, readAnew, readOn } from '../../utils/reading-on'

interface Row {
  readonly giftId: string
  readonly name: string
  readonly message: string
  readonly line: string
}

interface Data {
  view:
    | { readonly state: 'loading' }
    | (Required<PagedView> & { readonly state: 'ready'; readonly rows: readonly Row[] })
    | Failure
  busyId: string
  notice: string
}

interface Methods {
  load(): Promise<void>
  onMore(): Promise<void>
  onDecide(event: WechatMiniprogram.TouchEvent): Promise<void>
}

const rowOf = ({ giftId, donorName, message, projectTitle, at }: WaitingWords): Row => ({
  giftId,
  name: donorName === '' ? '匿名捐赠人' : donorName,
  message,
  line: `${projectTitle} · ${formatDay(at)}`,
})

Page<Data, Methods>({
  data: { view: { state: 'loading' }, busyId: '', notice: '' },

  onShow() {
    this.load()
  },

  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },

  onPageScroll({ scrollTop }) {
    void keepLight(this, 'view.rows', scrollTop)
  },

  async load() {
    try {
      const { list } = await readAnew(
        this,
        'rows',
        (after) => call('giving.listWords', { after }),
        ({ words }) => words.map(rowOf),
      )
      this.setData({ view: { state: 'ready', ...list }, notice: '' })
    } catch (error) {
      const failure = failureOf(error)
      this.setData(this.data.view.state === 'ready' ? { notice: failure.message } : { view: failure })
    }
  },

  async onMore() {
    const { view } = this.data
    if (view.state !== 'ready') return
    await readOn(this, 'rows', view.rows.length, async (after) => {
      const { words, next } = await call('giving.listWords', { after })
      return { rows: words.map(rowOf), next }
    })
  },

  async onDecide(event) {
    const { giftId, decision } = event.currentTarget.dataset
    if (this.data.busyId !== '') return
    this.setData({ busyId: giftId, notice: '' })
    try {
      await call('giving.decideWords', { giftId, decision })
      await this.load()
    } catch (error) {
      this.setData({ notice: failureOf(error).message })
    } finally {
      this.setData({ busyId: '' })
    }
  },
})
