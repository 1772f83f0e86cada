/** Gifts outside WeChat Pay: what is to come, what came, and lines of the bank that nobody knows of yet. */
import { parseYuan } from '../../contract/money'
import { call } from '../../services/cloud'
import { type Failure, failureOf } from '../../utils/failure'
import { keepLight } from '../../utils/long-list'
import { type PagedView, readAnew, readOn } from '../../utils/reading-on'
import { sendStatement } from '../services/statement-file'
import { bankRow, giftRow, type Row, type Tab, tabs } from './offline-view'

type Act = 'drop' | 'correct' | 'aside'

interface Data {
  view:
    | { readonly state: 'loading' }
    | (Required<PagedView> & { readonly state: 'ready'; readonly rows: readonly Row[] })
    | Failure
  tabs: typeof tabs
  tab: Tab
  /** What is asked about one row, with the reason typed so far. */
  sheet: { readonly act: Act | ''; readonly key: string; readonly amountFen: number; readonly toFen: number }
  reason: string
  problem: string
  busy: boolean
  notice: string
}

interface Methods {
  load(): Promise<void>
  read(after: string | undefined): Promise<{ rows: readonly Row[]; next: string | undefined }>
  act(sent: () => Promise<unknown>, done: string): Promise<void>
  rowOf(event: WechatMiniprogram.TouchEvent): Row | undefined
  onTab(event: WechatMiniprogram.TouchEvent): void
  onMore(): Promise<void>
  onReceive(event: WechatMiniprogram.TouchEvent): Promise<void>
  onDrop(event: WechatMiniprogram.TouchEvent): void
  onCorrect(event: WechatMiniprogram.TouchEvent): Promise<void>
  onMatch(event: WechatMiniprogram.TouchEvent): Promise<void>
  onEnterRow(event: WechatMiniprogram.TouchEvent): void
  onAside(event: WechatMiniprogram.TouchEvent): void
  onReason(event: WechatMiniprogram.CustomEvent<{ value: string }>): void
  onSendReason(event: WechatMiniprogram.CustomEvent<{ value: string }>): Promise<void>
  onCloseSheet(): void
  onImport(): Promise<void>
  onNew(): void
}

const closedSheet = { act: '', key: '', amountFen: 0, toFen: 0 } as const

/** Asks for a sum in a dialog; undefined when it was dismissed, NaN when it is none. */
async function askAmount(title: string, amountFen: number): Promise<number | undefined> {
  const { confirm, content = '' } = await wx.showModal({
    title,
    editable: true,
    content: String(amountFen / 100),
    placeholderText: '金额（元）',
    confirmText: '确定',
  })
  return confirm ? (parseYuan(content) ?? Number.NaN) : undefined
}

Page<Data, Methods>({
  data: {
    view: { state: 'loading' },
    tabs,
    tab: 'pledged',
    sheet: closedSheet,
    reason: '',
    problem: '',
    busy: false,
    notice: '',
  },

  onShow() {
    this.load()
  },

  onPageScroll({ scrollTop }) {
    void keepLight(this, 'view.rows', scrollTop)
  },

  async read(after) {
    const { tab } = this.data
    if (tab === 'bank') {
      const { rows, next } = await call('giving.listBankRows', { state: 'open', after })
      return { rows: rows.map((row) => bankRow(row, Date.now())), next }
    }
    const { gifts, next } = await call('giving.listOffline', { status: tab, after })
    return { rows: gifts.map((gift) => giftRow(gift, Date.now())), next }
  },

  async load() {
    const { tab } = this.data
    try {
      const { list } = await readAnew(
        this,
        'rows',
        (after) => this.read(after),
        ({ rows }) => rows,
      )
      if (this.data.tab === tab) this.setData({ view: { state: 'ready', ...list }, notice: '' })
    } catch (error) {
      const failure = failureOf(error)
      this.setData(this.data.view.state === 'ready' ? { notice: failure.message } : { view: failure })
    }
  },

  async act(sent, done) {
    if (this.data.busy) return
    this.setData({ busy: true, problem: '', notice: '' })
    try {
      await sent()
      this.setData({ sheet: closedSheet, reason: '' })
      wx.showToast({ title: done, icon: 'success' })
      await this.load()
    } catch (error) {
      const { message } = failureOf(error)
      this.setData(this.data.sheet.act === '' ? { notice: message } : { problem: message })
    } finally {
      this.setData({ busy: false })
    }
  },

  rowOf({ currentTarget }) {
    const { view } = this.data
    return view.state === 'ready' ? view.rows.find(({ key }) => key === currentTarget.dataset.key) : undefined
  },

  onTab(event) {
    this.setData({ tab: event.currentTarget.dataset.tab, view: { state: 'loading' }, notice: '' })
    this.load()
  },

  async onMore() {
    const { view } = this.data
    if (view.state !== 'ready') return
    await readOn(this, 'rows', view.rows.length, (after) => this.read(after))
  },

  async onReceive(event) {
    const row = this.rowOf(event)
    if (!row) return
    const amountFen = row.isMoney ? await askAmount('到账金额（元）', row.amountFen) : 0
    if (amountFen === undefined) return
    if (Number.isNaN(amountFen)) this.setData({ notice: '金额应为数字，如 1,000 或 88.50' })
    else
      await this.act(
        () => call('giving.receive', { orderNo: row.key, amountFen, receivedAt: Date.now() }),
        '已入账',
      )
  },

  onDrop(event) {
    const row = this.rowOf(event)
    if (row) this.setData({ sheet: { ...closedSheet, act: 'drop', key: row.key }, reason: '', problem: '' })
  },

  async onCorrect(event) {
    const row = this.rowOf(event)
    const toFen = row && (await askAmount('更正为（元）', row.amountFen))
    if (!row || toFen === undefined) return
    if (Number.isNaN(toFen)) {
      this.setData({ notice: '金额应为数字，如 1,000 或 88.50' })
      return
    }
    const sheet = { act: 'correct', key: row.key, amountFen: row.amountFen, toFen } as const
    this.setData({ sheet, reason: '', problem: '' })
  },

  async onMatch(event) {
    const row = this.rowOf(event)
    if (!row) return
    const { confirm, content = '' } = await wx.showModal({
      title: '与哪笔捐赠对上？',
      editable: true,
      placeholderText: '识别码，如 JZ…',
      confirmText: '核对',
    })
    const orderNo = content.trim().toUpperCase()
    if (confirm && orderNo !== '')
      await this.act(() => call('giving.matchBankRow', { rowId: row.key, orderNo }), '已核对')
  },

  onEnterRow(event) {
    const row = this.rowOf(event)
    if (!row) return
    const query = `rowId=${row.key}&amountFen=${row.amountFen}&name=${encodeURIComponent(row.title)}`
    wx.navigateTo({ url: `/staff-giving/offline-edit/offline-edit?${query}` })
  },

  onAside(event) {
    const row = this.rowOf(event)
    if (row) this.setData({ sheet: { ...closedSheet, act: 'aside', key: row.key }, reason: '', problem: '' })
  },

  onReason(event) {
    this.setData({ reason: event.detail.value, problem: '' })
  },

  async onSendReason(event) {
    const { act, key, amountFen, toFen } = this.data.sheet
    const reason = event.detail.value
    if (act === 'drop') await this.act(() => call('giving.dropPledge', { orderNo: key, reason }), '已取消')
    if (act === 'aside')
      await this.act(() => call('giving.setAsideBankRow', { rowId: key, reason }), '已标记')
    if (act === 'correct') {
      const fix = { orderNo: key, fromFen: amountFen, amountFen: toFen, reason }
      await this.act(() => call('giving.correct', fix), '已更正')
    }
  },

  onCloseSheet() {
    this.setData({ sheet: closedSheet })
  },

  async onImport() {
    try {
      const fileId = await sendStatement()
      if (fileId === undefined) return
      const tried = await call('giving.importStatement', { fileId, isTrial: true })
      const { confirm } = await wx.showModal({
        title: `新流水 ${tried.fresh} 笔`,
        content: [
          `已导入过 ${tried.known} 笔，支出 ${tried.outgoing} 笔不导入。`,
          ...(tried.problems.length > 0
            ? [`有 ${tried.problems.length} 行读不出：${tried.problems[0]}`]
            : []),
        ].join('\n'),
        confirmText: '导入',
      })
      if (!confirm) return
      await this.act(() => call('giving.importStatement', { fileId, isTrial: false }), '已导入')
    } catch (error) {
      this.setData({ notice: failureOf(error).message })
    }
  },

  onNew() {
    wx.navigateTo({ url: '/staff-giving/offline-edit/offline-edit' })
  },
})
