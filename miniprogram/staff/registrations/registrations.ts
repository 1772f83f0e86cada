/** The queue of registrations by status, page after page. */
import { type VerificationStatus, verificationStatuses } from '../../contract/alumni'
import type { RegistrationSummary } from '../../contract/registrations'
import { call } from '../../services/cloud'
import { type Failure, failureOf } from '../../utils/failure'
import { emptyWords, type Row, rowOf } from './registrations-view'

interface Rows {
  readonly state: 'ready'
  readonly rows: readonly Row[]
  /** Where the next page begins; empty after the last. */
  readonly next: string
  readonly more: { readonly state: 'idle' | 'loading' } | Failure
}

interface Nothing {
  readonly state: 'empty'
  readonly title: string
  readonly hint: string
}

interface Data {
  tabs: readonly { readonly status: string; readonly label: string }[]
  status: VerificationStatus
  view: { readonly state: 'loading' } | Rows | Nothing | Failure
  /** Why what is shown may be old; empty when it is not. */
  notice: string
}

interface Methods {
  load(): Promise<void>
  loadMore(): Promise<void>
  onTab(event: WechatMiniprogram.TouchEvent): void
  onOpen(event: WechatMiniprogram.TouchEvent): void
}

/** As many registrations as a person has before them, so that coming back does not shorten the list. */
async function readQueue(status: VerificationStatus, count: number) {
  const registrations: RegistrationSummary[] = []
  let next: string | undefined
  do {
    const page = await call('registrations.list', next === undefined ? { status } : { status, after: next })
    registrations.push(...page.registrations)
    next = page.next
  } while (next !== undefined && registrations.length < count)
  return { registrations, next: next ?? '' }
}

Page<Data, Methods>({
  data: {
    tabs: Object.entries(verificationStatuses).map(([status, label]) => ({ status, label })),
    status: 'pending',
    view: { state: 'loading' },
    notice: '',
  },

  onShow() {
    this.load()
  },

  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },

  onReachBottom() {
    this.loadMore()
  },

  async load() {
    const { status, view } = this.data
    try {
      const shown = view.state === 'ready' ? view.rows.length : 0
      const { registrations, next } = await readQueue(status, shown)
      // Another tab may have been chosen meanwhile.
      if (this.data.status !== status) return
      const nowMs = Date.now()
      const rows = registrations.map((registration) => rowOf(registration, nowMs))
      const ready: Rows = { state: 'ready', rows, next, more: { state: 'idle' } }
      this.setData({ view: rows.length > 0 ? ready : { state: 'empty', ...emptyWords[status] }, notice: '' })
    } catch (error) {
      if (this.data.status !== status) return
      const failure = failureOf(error)
      const isShown = this.data.view.state === 'ready'
      this.setData(isShown ? { notice: failure.message } : { view: failure })
    }
  },

  async loadMore() {
    const { status, view } = this.data
    if (view.state !== 'ready' || view.next === '' || view.more.state === 'loading') return
    this.setData({ 'view.more': { state: 'loading' } })
    // A refresh puts another list in place of this one; then this page of the old one is of no use.
    const isStale = () => {
      const { status: statusNow, view: viewNow } = this.data
      return statusNow !== status || viewNow.state !== 'ready' || viewNow.next !== view.next
    }
    try {
      const page = await call('registrations.list', { status, after: view.next })
      if (isStale()) return
      const nowMs = Date.now()
      const added = page.registrations.map((registration, index) => [
        `view.rows[${view.rows.length + index}]`,
        rowOf(registration, nowMs),
      ])
      this.setData({
        ...Object.fromEntries(added),
        'view.next': page.next ?? '',
        'view.more': { state: 'idle' },
      })
    } catch (error) {
      if (!isStale()) this.setData({ 'view.more': failureOf(error) })
    }
  },

  onTab(event) {
    const status: VerificationStatus = event.currentTarget.dataset.status
    if (status === this.data.status) return
    this.setData({ status, view: { state: 'loading' }, notice: '' })
    wx.pageScrollTo({ scrollTop: 0, duration: 0 })
    this.load()
  },

  onOpen(event) {
    wx.navigateTo({
      url: `/staff/registration/registration?personId=${event.currentTarget.dataset.personId}`,
    })
  },
})
