/** Requests for official receipts: issued under a number, or sent back with a reason. */
import type { AskedInvoice, InvoiceState } from '../../contract/giving-invoices'
import { invoiceStates } from '../../contract/giving-invoices'
import { formatYuan } from '../../contract/money'
import { call } from '../../services/cloud'
import { formatDay } from '../../utils/date'
import { type Failure, failureOf, fieldMessagesOf } from '../../utils/failure'
import { keepLight } from '../../utils/long-list'
import { type PagedView, readAnew, readOn } from '../../utils/reading-on'

interface Row {
  readonly orderNo: string
  readonly revision: number
  readonly payer: string
  /** Everything else, a line each. */
  readonly lines: readonly string[]
}

/** What is being decided, in the words of its sheet. */
interface Deciding {
  readonly orderNo: string
  readonly revision: number
  readonly decision: 'issue' | 'return'
  readonly heading: string
  readonly placeholder: string
  readonly action: string
}

interface Data {
  view:
    | { readonly state: 'loading' }
    | (Required<PagedView> & { readonly state: 'ready'; readonly rows: readonly Row[] })
    | Failure
  readonly tabs: readonly { readonly state: InvoiceState; readonly label: string }[]
  wanted: InvoiceState
  deciding: Deciding | null
  words: string
  problem: string
  busy: boolean
  notice: string
}

interface Methods {
  load(): Promise<void>
  onTab(event: WechatMiniprogram.TouchEvent): void
  onMore(): Promise<void>
  onDecide(event: WechatMiniprogram.TouchEvent): void
  onWords(event: WechatMiniprogram.CustomEvent<{ value: string }>): void
  onClose(): void
  onSend(event: WechatMiniprogram.CustomEvent<{ value: string }>): Promise<void>
}

const sheets = {
  issue: { heading: '填写票据号', placeholder: '捐赠人会看到票据号', action: '已开具' },
  return: { heading: '退回申请', placeholder: '请写明原因，捐赠人会看到', action: '退回' },
} as const

function rowOf(invoice: AskedInvoice): Row {
  const { orderNo, revision, details, projectTitle, amountFen, goods, receivedAt, number, reason } = invoice
  const given = amountFen > 0 ? `${formatYuan(amountFen)} 元` : goods
  const lines = [
    `${projectTitle} · ${given} · ${formatDay(receivedAt)}`,
    details && details.taxId !== '' ? `税号 ${details.taxId}` : '',
    details ? `寄送 ${details.sendTo}` : '',
    number === '' ? '' : `票据号 ${number}`,
    reason === '' ? '' : `原因：${reason}`,
  ]
  return {
    orderNo,
    revision,
    payer: details ? details.payer : '申请信息已删除',
    lines: lines.filter((line) => line !== ''),
  }
}

Page<Data, Methods>({
  data: {
    view: { state: 'loading' },
    tabs: (Object.keys(invoiceStates) as InvoiceState[]).map((state) => ({
      state,
      label: invoiceStates[state],
    })),
    wanted: 'asked',
    deciding: null,
    words: '',
    problem: '',
    busy: false,
    notice: '',
  },

  onShow() {
    void this.load()
  },

  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },

  onPageScroll({ scrollTop }) {
    void keepLight(this, 'view.rows', scrollTop)
  },

  async load() {
    const { wanted } = this.data
    try {
      const { list } = await readAnew(
        this,
        'rows',
        (after) => call('giving.listInvoices', { state: wanted, after }),
        ({ invoices }) => invoices.map(rowOf),
      )
      // Another tab was opened while this one was on its way.
      if (this.data.wanted !== wanted) return
      this.setData({ view: { state: 'ready', ...list }, notice: '' })
    } catch (error) {
      const failure = failureOf(error)
      this.setData(this.data.view.state === 'ready' ? { notice: failure.message } : { view: failure })
    }
  },

  onTab(event) {
    this.setData({ wanted: event.currentTarget.dataset.state, view: { state: 'loading' } })
    void this.load()
  },

  async onMore() {
    const { view, wanted } = this.data
    if (view.state !== 'ready') return
    await readOn(this, 'rows', view.rows.length, async (after) => {
      const { invoices, next } = await call('giving.listInvoices', { state: wanted, after })
      return { rows: invoices.map(rowOf), next }
    })
  },

  onDecide(event) {
    const { orderNo, revision, decision } = event.currentTarget.dataset as Pick<
      Deciding,
      'orderNo' | 'revision' | 'decision'
    >
    this.setData({
      deciding: { orderNo, revision, decision, ...sheets[decision] },
      words: '',
      problem: '',
    })
  },

  onWords(event) {
    this.setData({ words: event.detail.value, problem: '' })
  },

  onClose() {
    if (!this.data.busy) this.setData({ deciding: null })
  },

  async onSend(event) {
    const { deciding, busy } = this.data
    if (deciding === null || busy) return
    const { orderNo, revision, decision } = deciding
    this.setData({ busy: true, problem: '' })
    try {
      await call('giving.decideInvoice', { orderNo, revision, decision, words: event.detail.value })
      this.setData({ deciding: null })
      await this.load()
    } catch (error) {
      this.setData({ problem: fieldMessagesOf(error).words ?? failureOf(error).message })
    } finally {
      this.setData({ busy: false })
    }
  },
})
