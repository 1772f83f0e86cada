/** The official receipt of a gift: asked for here, and how that stands. */
import type { InvoiceState } from '../../contract/giving-invoices'
import { invoiceStates } from '../../contract/giving-invoices'
import type { Output } from '../../contract/index'
import { call } from '../../services/cloud'
import { dropDraft, keepDraft, readDraft } from '../../services/drafts'
import { type Failure, failureOf, fieldMessagesOf } from '../../utils/failure'

interface Form {
  readonly payer: string
  readonly taxId: string
  readonly sendTo: string
}

interface Standing {
  readonly chip: { readonly text: string; readonly tone: string }
  readonly words: string
}

type View =
  | { readonly state: 'loading' }
  | {
      readonly state: 'ready'
      readonly projectTitle: string
      /** Null before it was asked for. */
      readonly standing: Standing | null
      readonly canAsk: boolean
      readonly action: string
    }
  | Failure

interface Data {
  readonly view: View
  readonly form: Form
  readonly problems: Readonly<Record<string, string>>
  readonly notice: string
  readonly busy: boolean
}

interface Methods {
  orderNo: string
  load(): Promise<void>
  onRetry(): void
  onType(event: WechatMiniprogram.Input): void
  onSend(): Promise<void>
}

const empty: Form = { payer: '', taxId: '', sendTo: '' }

const tones: Readonly<Record<InvoiceState, string>> = {
  asked: 'warning',
  issued: 'success',
  returned: 'danger',
}

type Read = Output<'giving.readInvoice'>

function standingOf({ state, number, reason, details }: NonNullable<Read['invoice']>): Standing {
  const sent = details ? `。抬头为“${details.payer}”，发往 ${details.sendTo}` : ''
  const words = {
    asked: '财务人员开具后会通知您',
    issued: `票据号 ${number}${sent}`,
    returned: `${reason}，请修改后再提交`,
  }
  return { chip: { text: invoiceStates[state], tone: tones[state] }, words: words[state] }
}

const viewOf = ({ projectTitle, invoice }: Read): View => ({
  state: 'ready',
  projectTitle,
  standing: invoice ? standingOf(invoice) : null,
  canAsk: invoice?.state !== 'issued',
  action: invoice?.state === 'asked' ? '修改申请' : '提交申请',
})

const draftOf = (orderNo: string) => `invoice:${orderNo}`

Page<Data, Methods>({
  orderNo: '',
  data: { view: { state: 'loading' }, form: empty, problems: {}, notice: '', busy: false },

  onLoad({ orderNo = '' }) {
    this.orderNo = orderNo
    void this.load()
  },

  async load() {
    const { orderNo } = this
    try {
      const read = await call('giving.readInvoice', { orderNo })
      const form = readDraft<Form>(draftOf(orderNo)) ?? read.invoice?.details ?? empty
      this.setData({ view: viewOf(read), form })
    } catch (error) {
      this.setData({ view: failureOf(error) })
    }
  },

  onRetry() {
    this.setData({ view: { state: 'loading' } })
    void this.load()
  },

  onType(event) {
    const form = { ...this.data.form, [event.currentTarget.dataset.field]: event.detail.value }
    keepDraft(draftOf(this.orderNo), form)
    this.setData({ form, problems: {}, notice: '' })
  },

  async onSend() {
    const { form, busy } = this.data
    if (busy) return
    this.setData({ busy: true, problems: {}, notice: '' })
    try {
      const { payer, taxId, sendTo } = form
      const taxed = taxId.trim() === '' ? {} : { taxId }
      await call('giving.askInvoice', { orderNo: this.orderNo, payer, sendTo, ...taxed })
      dropDraft(draftOf(this.orderNo))
      await this.load()
      void wx.showToast({ title: '已提交', icon: 'success' })
    } catch (error) {
      const problems = fieldMessagesOf(error)
      const notice = Object.keys(problems).length > 0 ? '' : failureOf(error).message
      this.setData({ problems, notice })
    } finally {
      this.setData({ busy: false })
    }
  },
})
