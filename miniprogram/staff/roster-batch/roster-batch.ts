/** One import of the roster: followed while it is worked on, looked through, decided about, and taken back. */
import type { RosterBatch, RosterVerdict } from '../../contract/roster'
import { call } from '../../services/cloud'
import { fetchFile, openTable } from '../../services/files'
import { type Failure, failureOf } from '../../utils/failure'
import { joining, keepLight } from '../../utils/long-list'
import { type BatchView, batchView, isWorking, type LineRow, lineRow } from './roster-batch-view'

interface Lines {
  readonly state: 'ready' | 'loading'
  readonly rows: readonly LineRow[]
  /** Where the next page begins; empty after the last. */
  readonly next: string
}

interface Data {
  view: { readonly state: 'loading' } | BatchView | Failure
  verdict: RosterVerdict | ''
  lines: Lines
  busy: 'import' | 'undo' | 'drop' | 'export' | ''
  notice: string
}

type Order = 'import' | 'undo' | 'drop'

interface Methods {
  batchId: string
  /** Whether the page is looked at: what it follows goes on without it. */
  isShown: boolean
  follow(): Promise<void>
  show(batch: RosterBatch): Promise<void>
  onTab(event: WechatMiniprogram.TouchEvent): void
  loadLines(verdict: RosterVerdict): Promise<void>
  loadMore(): Promise<void>
  onImport(): Promise<void>
  onUndo(): Promise<void>
  onDrop(): Promise<void>
  order(name: Order): Promise<void>
  onExport(): Promise<void>
}

/** New rows join the very list that is set, so nobody shares one. */
const noLines = (): Lines => ({ state: 'ready', rows: [], next: '' })

/** Between two questions, lest a reading by somebody else is asked for all the time. */
const pauseMs = 800
const pause = () => new Promise((resolve) => setTimeout(resolve, pauseMs))

Page<Data, Methods>({
  batchId: '',
  isShown: false,

  data: { view: { state: 'loading' }, verdict: '', lines: noLines(), busy: '', notice: '' },

  onLoad({ batchId = '' }) {
    this.batchId = batchId
  },

  onShow() {
    this.isShown = true
    void this.follow()
  },

  onHide() {
    this.isShown = false
  },

  onUnload() {
    this.isShown = false
  },

  onReachBottom() {
    void this.loadMore()
  },

  onPageScroll({ scrollTop }) {
    void keepLight(this, 'lines.rows', scrollTop)
  },

  /** Drives the work step by step while the page is looked at; the timer would do it too, only slower. */
  async follow() {
    try {
      let before = ''
      while (this.isShown) {
        const batch = await call('roster.proceed', { batchId: this.batchId })
        await this.show(batch)
        if (!isWorking(batch)) return
        const after = `${batch.state} ${batch.done}`
        if (after === before) await pause()
        before = after
      }
    } catch (error) {
      const failure = failureOf(error)
      this.setData(this.data.view.state === 'ready' ? { notice: failure.message } : { view: failure })
    }
  },

  async show(batch) {
    const view = batchView(batch)
    this.setData({ view, notice: '' })
    const first = view.tabs[0]?.verdict
    if (first === undefined) this.setData({ verdict: '', lines: noLines() })
    else if (this.data.verdict === '') await this.loadLines(first)
  },

  onTab({ currentTarget }) {
    void this.loadLines(currentTarget.dataset.verdict)
  },

  async loadLines(verdict) {
    this.setData({ verdict, lines: { ...noLines(), state: 'loading' } })
    await this.loadMore()
  },

  async loadMore() {
    const { verdict, lines } = this.data
    const isFirst = lines.state === 'loading' && lines.rows.length === 0
    if (verdict === '' || (!isFirst && lines.next === '')) return
    try {
      const asked = { batchId: this.batchId, verdict, ...(isFirst ? {} : { after: lines.next }) }
      const page = await call('roster.listLines', asked)
      if (verdict !== this.data.verdict) return
      const added = joining('lines.rows', lines.rows.length, page.lines.map(lineRow))
      this.setData({ ...added, 'lines.state': 'ready', 'lines.next': page.next ?? '' })
    } catch (error) {
      this.setData({ notice: failureOf(error).message, 'lines.state': 'ready' })
    }
  },

  async onImport() {
    await this.order('import')
  },

  async onUndo() {
    const { confirm } = await wx.showModal({
      title: '撤销这次导入？',
      content: '新增的记录会删除，更新过的恢复原样。已有校友据此认证的保留，他们的认证不变。',
      confirmText: '撤销导入',
      cancelText: '再想想',
      confirmColor: '#B3261E',
    })
    if (confirm) await this.order('undo')
  },

  async onDrop() {
    const { confirm } = await wx.showModal({
      title: '放弃这份名册？',
      content: '核对结果会删除，名册不会改动。',
      confirmText: '放弃',
      cancelText: '再看看',
      confirmColor: '#B3261E',
    })
    if (confirm) await this.order('drop')
  },

  async order(name) {
    if (this.data.busy !== '') return
    this.setData({ busy: name, notice: '' })
    try {
      await this.show(await call(`roster.${name}`, { batchId: this.batchId }))
      await this.follow()
    } catch (error) {
      const { message } = failureOf(error)
      await this.follow()
      this.setData({ notice: message })
    } finally {
      this.setData({ busy: '' })
    }
  },

  async onExport() {
    if (this.data.busy !== '') return
    this.setData({ busy: 'export', notice: '' })
    try {
      const { url } = await call('roster.exportLines', { batchId: this.batchId })
      await openTable(await fetchFile(url, '名册核对结果.xlsx'))
    } catch (error) {
      this.setData({ notice: failureOf(error).message })
    } finally {
      this.setData({ busy: '' })
    }
  },
})
