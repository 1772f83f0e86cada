/** All my gifts, paid or not, each with how it stands. */
import { AppError } from '../../contract/errors'
import type { Thanks } from '../../contract/giving'
import { giftStatuses, offlineWays } from '../../contract/giving-offline'
import { formatYuan } from '../../contract/money'
import { type OrderState, orderStates } from '../../contract/payments'
import { call } from '../../services/cloud'
import { formatMoment } from '../../utils/date'
import { afterFailure, type Failure } from '../../utils/failure'
import { keepLight } from '../../utils/long-list'
import { type PagedView, readAnew, readOn } from '../../utils/reading-on'
import { registerUrl } from '../../utils/recognition'

interface GiftRow {
  readonly giftId: string
  readonly orderNo: string
  readonly projectTitle: string
  readonly amountFen: number
  /** What was given in place of money; empty otherwise. */
  readonly goods: string
  readonly note: string
  readonly hasCertificate: boolean
  readonly chip: { readonly text: string; readonly tone: string; readonly icon: string }
}

type View =
  | { readonly state: 'loading' }
  | { readonly state: 'empty'; readonly title: string; readonly hint: string; readonly action: string }
  | (Required<PagedView> & {
      readonly state: 'ready'
      readonly rows: readonly GiftRow[]
      readonly keptFen: number
      readonly gifts: number
      readonly offline: boolean
    })
  | Failure

interface Data {
  readonly view: View
}

type OfGift = WechatMiniprogram.BaseEvent<WechatMiniprogram.IAnyObject, { orderNo: string }>

interface Methods {
  load(): Promise<void>
  loadMore(): Promise<void>
  onRetry(): void
  onNext(): void
  onStatement(): void
  onOpen(event: OfGift): void
  onCertificate(event: OfGift): void
}

const noGifts: View = {
  state: 'empty',
  title: '您还没有捐赠记录',
  hint: '一份心意，不论多少，母校都郑重记下',
  action: '去看捐赠项目',
}

const notRegistered: View = {
  state: 'empty',
  title: '登记后即可捐赠',
  hint: '登记约需一分钟，捐赠记录会收在这里',
  action: '去登记',
}

const looks: Readonly<Record<OrderState, { readonly tone: string; readonly icon: string }>> = {
  paid: { tone: 'success', icon: 'check' },
  pending: { tone: 'warning', icon: 'clock' },
  frozen: { tone: 'warning', icon: 'info' },
  closed: { tone: 'neutral', icon: '' },
}

const refundChip = ({ amountFen, refundedFen }: Thanks) => ({
  text: refundedFen < amountFen ? `已退 ${formatYuan(refundedFen)} 元` : '已全部退款',
  tone: 'neutral',
  icon: '',
})

function rowOf(gift: Thanks, nowMs: number): GiftRow {
  const { giftId, orderNo, projectTitle, amountFen, goods, way, status, state, isAnonymous, paidAt } = gift
  const words = way === 'wechat' ? orderStates[state] : giftStatuses[status]
  const route = way === 'wechat' ? '微信支付' : offlineWays[way]
  const told = paidAt === undefined ? route : formatMoment(paidAt, nowMs)
  return {
    giftId,
    orderNo,
    projectTitle,
    amountFen,
    goods,
    note: isAnonymous ? `${told} · 匿名` : told,
    hasCertificate: gift.hasCertificate,
    chip: gift.refundedFen > 0 ? refundChip(gift) : { text: words, ...looks[state] },
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

  onReachBottom() {
    void this.loadMore()
  },

  onPageScroll({ scrollTop }) {
    void keepLight(this, 'view.rows', scrollTop)
  },

  async load() {
    try {
      const nowMs = Date.now()
      const { first, list } = await readAnew(
        this,
        'rows',
        (after) => call('giving.listMine', { after }),
        ({ gifts }) => gifts.map((gift) => rowOf(gift, nowMs)),
      )
      const { keptFen = 0, gifts = 0 } = first.sums ?? {}
      const isEmpty = list.rows.length === 0
      this.setData({ view: isEmpty ? noGifts : { state: 'ready', ...list, keptFen, gifts, offline: false } })
    } catch (error) {
      if (error instanceof AppError && error.code === 'NOT_REGISTERED') {
        this.setData({ view: notRegistered })
        return
      }
      this.setData(afterFailure(error, this.data.view.state))
    }
  },

  async loadMore() {
    const { view } = this.data
    if (view.state !== 'ready') return
    await readOn(this, 'rows', view.rows.length, async (after) => {
      const { gifts, next } = await call('giving.listMine', { after })
      const nowMs = Date.now()
      return { rows: gifts.map((gift) => rowOf(gift, nowMs)), next }
    })
  },

  onRetry() {
    this.setData({ view: { state: 'loading' } })
    void this.load()
  },

  onNext() {
    const { view } = this.data
    if (view.state !== 'empty') return
    if (view.action === '去登记') void wx.navigateTo({ url: registerUrl('/giving/my-gifts/my-gifts') })
    else void wx.switchTab({ url: '/pages/giving/giving' })
  },

  onStatement() {
    void wx.navigateTo({ url: '/giving/statement/statement' })
  },

  onOpen({ currentTarget }) {
    void wx.navigateTo({ url: `/giving/thanks/thanks?orderNo=${currentTarget.dataset.orderNo}` })
  },

  onCertificate({ currentTarget }) {
    void wx.navigateTo({ url: `/giving/certificate/certificate?orderNo=${currentTarget.dataset.orderNo}` })
  },
})
