/** Where a reviewer brings in the roster of their body: a template, a file to try, and what was imported before. */
import type { BodyName } from '../../contract/organisations'
import { call } from '../../services/cloud'
import { keepFile, openTable } from '../../services/files'
import { session } from '../../stores/session'
import { type Failure, failureOf } from '../../utils/failure'
import { keepLight } from '../../utils/long-list'
import { type PagedView, readAnew, readOn } from '../../utils/reading-on'
import { pickRoster, tryRoster } from '../services/roster-file'
import { type BatchRow, batchRow } from './roster-view'

interface Ready extends Required<PagedView> {
  readonly state: 'ready'
  readonly bodies: readonly BodyName[]
  readonly batches: readonly BatchRow[]
}

interface Data {
  view: { readonly state: 'loading' } | Ready | Failure
  notice: string
  busy: 'template' | 'sending' | ''
}

interface Methods {
  load(): Promise<void>
  loadMore(): Promise<void>
  chooseBody(): Promise<string | undefined>
  onTemplate(): Promise<void>
  onPick(): Promise<void>
  onOpen(event: WechatMiniprogram.TouchEvent): void
}

Page<Data, Methods>({
  data: { view: { state: 'loading' }, notice: '', busy: '' },

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
    void keepLight(this, 'view.batches', scrollTop)
  },

  async load() {
    try {
      const nowMs = Date.now()
      const { first, list } = await readAnew(
        this,
        'batches',
        (after) => call('roster.list', { after }),
        ({ batches }) => batches.map((batch) => batchRow(batch, nowMs)),
      )
      const { rows: batches, ...paged } = list
      this.setData({ view: { state: 'ready', bodies: first.bodies, batches, ...paged }, notice: '' })
    } catch (error) {
      const failure = failureOf(error)
      this.setData(this.data.view.state === 'ready' ? { notice: failure.message } : { view: failure })
    }
  },

  async loadMore() {
    const { view } = this.data
    if (view.state !== 'ready') return
    await readOn(this, 'batches', view.batches.length, async (after) => {
      const { batches, next } = await call('roster.list', { after })
      const nowMs = Date.now()
      return { rows: batches.map((batch) => batchRow(batch, nowMs)), next }
    })
  },

  async onTemplate() {
    if (this.data.busy !== '') return
    this.setData({ busy: 'template', notice: '' })
    try {
      await openTable(await keepFile(await call('roster.template', {})))
    } catch (error) {
      this.setData({ notice: failureOf(error).message })
    } finally {
      this.setData({ busy: '' })
    }
  },

  /** For whom; asked only of whoever reviews for several. */
  async chooseBody() {
    const { view } = this.data
    if (view.state !== 'ready') return undefined
    if (view.bodies.length < 2) return view.bodies[0]?.bodyId
    const chosen = await wx
      .showActionSheet({ alertText: '为哪个组织导入？', itemList: view.bodies.map(({ name }) => name) })
      .catch(() => undefined)
    return chosen && view.bodies[chosen.tapIndex]?.bodyId
  },

  async onPick() {
    if (this.data.busy !== '') return
    try {
      const file = await pickRoster()
      if (!file) return
      const bodyId = await this.chooseBody()
      const personId = (session.me ?? (await session.refresh())).person?.personId
      if (bodyId === undefined || personId === undefined) return
      this.setData({ busy: 'sending', notice: '' })
      const batchId = await tryRoster(personId, bodyId, file)
      void wx.navigateTo({ url: `/staff/roster-batch/roster-batch?batchId=${batchId}` })
    } catch (error) {
      this.setData({ notice: failureOf(error).message })
    } finally {
      this.setData({ busy: '' })
    }
  },

  onOpen({ currentTarget }) {
    void wx.navigateTo({ url: `/staff/roster-batch/roster-batch?batchId=${currentTarget.dataset.batchId}` })
  },
})
