/** The trail: searched by matter, day, person and thing; verified, and taken along as a table. */
import { call } from '../../services/cloud'
import { fetchFile, openTable } from '../../services/files'
import { campusTime } from '../../utils/date'
import { type Failure, failureOf } from '../../utils/failure'
import { joining, keepLight } from '../../utils/long-list'
import { type EntryRow, entryRow } from './audit-view'
import { domainWords } from './domain-words'

interface Filter {
  readonly domain: string
  /** Empty for any. */
  readonly day: string
  readonly actorId: string
  readonly targetId: string
  /** Whose or about what, in words. */
  readonly words: string
}

interface Data {
  view:
    | { readonly state: 'loading' }
    | { readonly state: 'ready'; readonly rows: readonly EntryRow[]; readonly next: string }
    | Failure
  filter: Filter
  domainName: string
  today: string
  choosing: boolean
  choices: readonly { readonly value: string; readonly label: string }[]
  verdict: string
  busy: '' | 'verify' | 'export'
  notice: string
}

interface Methods {
  /** Counts the questions asked, so that a late answer to an old one is not shown. */
  asked: number
  load(): Promise<void>
  ask(after?: string): Promise<{ rows: readonly EntryRow[]; next: string }>
  narrow(changes: Partial<Filter>): void
  onMore(): Promise<void>
  onDomain(): void
  onChoose(event: WechatMiniprogram.CustomEvent<{ value: string }>): void
  onClose(): void
  onDay(event: WechatMiniprogram.PickerChange): void
  onActor(event: WechatMiniprogram.TouchEvent): void
  onTarget(event: WechatMiniprogram.TouchEvent): void
  onClear(): void
  onVerify(): Promise<void>
  onExport(): Promise<void>
}

const everything: Filter = { domain: '', day: '', actorId: '', targetId: '', words: '' }

function today(): string {
  const { year, month, day } = campusTime(Date.now())
  return [year, month, day].map((part) => String(part).padStart(2, '0')).join('-')
}

/** The first of the month of a day. */
const monthOf = (day: string) => `${day.slice(0, 8)}01`

Page<Data, Methods>({
  asked: 0,

  data: {
    view: { state: 'loading' },
    filter: everything,
    domainName: '',
    today: today(),
    choosing: false,
    choices: [
      { value: '', label: '全部事项' },
      ...Object.entries(domainWords).map(([value, label]) => ({ value, label })),
    ],
    verdict: '',
    busy: '',
    notice: '',
  },

  onLoad() {
    void this.load()
  },

  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },

  onPageScroll({ scrollTop }) {
    void keepLight(this, 'view.rows', scrollTop)
  },

  async ask(after) {
    const { domain, day, actorId, targetId } = this.data.filter
    const { rows, next = '' } = await call('trail.list', {
      ...(domain === '' ? {} : { domain }),
      ...(day === '' ? {} : { from: day, until: day }),
      ...(actorId === '' ? {} : { actorId }),
      ...(targetId === '' ? {} : { targetId }),
      ...(after === undefined ? {} : { after }),
    })
    const nowMs = Date.now()
    return { rows: rows.map((row) => entryRow(row, nowMs)), next }
  },

  async load() {
    const turn = ++this.asked
    try {
      const found = await this.ask()
      if (turn === this.asked) this.setData({ view: { state: 'ready', ...found }, notice: '' })
    } catch (error) {
      const failure = failureOf(error)
      this.setData(this.data.view.state === 'ready' ? { notice: failure.message } : { view: failure })
    }
  },

  narrow(changes) {
    this.setData({ filter: { ...this.data.filter, ...changes }, view: { state: 'loading' }, verdict: '' })
    void this.load()
  },

  async onMore() {
    const { view } = this.data
    if (view.state !== 'ready' || view.next === '') return
    const turn = this.asked
    try {
      const { rows, next } = await this.ask(view.next)
      if (turn !== this.asked) return
      this.setData({ ...joining('view.rows', view.rows.length, rows), 'view.next': next })
    } catch (error) {
      this.setData({ notice: failureOf(error).message })
    }
  },

  onDomain() {
    this.setData({ choosing: true })
  },

  onChoose({ detail }) {
    const domainName = domainWords[detail.value as keyof typeof domainWords] ?? ''
    this.setData({ choosing: false, domainName })
    this.narrow({ domain: detail.value })
  },

  onClose() {
    this.setData({ choosing: false })
  },

  onDay({ detail }) {
    this.narrow({ day: String(detail.value) })
  },

  onActor({ currentTarget }) {
    const { actorId, actorName } = currentTarget.dataset
    this.narrow({ actorId, targetId: '', words: `${actorName} 办理的` })
  },

  onTarget({ currentTarget }) {
    const { targetId, about } = currentTarget.dataset
    this.narrow({ targetId, actorId: '', words: `关于 ${about === '' ? '同一对象' : about}` })
  },

  onClear() {
    this.setData({ domainName: '' })
    this.narrow(everything)
  },

  async onVerify() {
    if (this.data.busy !== '') return
    const day = this.data.filter.day === '' ? this.data.today : this.data.filter.day
    this.setData({ busy: 'verify', verdict: '' })
    try {
      const { entries, seal, problems } = await call('trail.verify', { day })
      const sound =
        entries === 0
          ? `${day} 还没有封存的记录`
          : `${day} 的 ${entries} 条记录完好，封存号 ${seal.slice(0, 8)}`
      this.setData({
        verdict:
          problems.length === 0
            ? sound
            : `${day} 的记录有 ${problems.length} 处与封存时不符，请立即联系信息中心`,
      })
    } catch (error) {
      this.setData({ notice: failureOf(error).message })
    } finally {
      this.setData({ busy: '' })
    }
  },

  async onExport() {
    if (this.data.busy !== '') return
    const until = this.data.filter.day === '' ? this.data.today : this.data.filter.day
    const from = monthOf(until)
    this.setData({ busy: 'export' })
    try {
      const { url } = await call('trail.export', { from, until })
      await openTable(await fetchFile(url, `操作记录 ${from} 至 ${until}.xlsx`))
    } catch (error) {
      this.setData({ notice: failureOf(error).message })
    } finally {
      this.setData({ busy: '' })
    }
  },
})
