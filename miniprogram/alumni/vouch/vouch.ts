/** The lead of a class sees who registered in it, and says whom they know. */
import { AppError } from '../../contract/errors'
import { call } from '../../services/cloud'
import { afterFailure, type Failure, failureOf } from '../../utils/failure'
import { keepLight } from '../../utils/long-list'
import { type PagedView, readAnew, readOn } from '../../utils/reading-on'
import { type Nothing, nothingFor, type Row, rowOf } from './vouch-view'

interface Ready extends Required<PagedView> {
  readonly state: 'ready'
  readonly rows: readonly Row[]
  readonly offline?: boolean
}

interface Data {
  view: { readonly state: 'loading' } | Ready | Nothing | Failure
  /** Whom an answer is on its way about; empty when none is. */
  busyId: string
}

interface Methods {
  load(): Promise<void>
  onMore(): Promise<void>
  onSay(event: WechatMiniprogram.TouchEvent): Promise<void>
}

Page<Data, Methods>({
  data: { view: { state: 'loading' }, busyId: '' },

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
      const nowMs = Date.now()
      const { first, list } = await readAnew(
        this,
        'rows',
        (after) => call('registrations.listForLead', { after }),
        ({ classmates }) => classmates.map((classmate) => rowOf(classmate, nowMs)),
      )
      this.setData({ view: list.rows.length > 0 ? { state: 'ready', ...list } : nothingFor(first) })
    } catch (error) {
      this.setData(afterFailure(error, this.data.view.state))
    }
  },

  async onMore() {
    const { view } = this.data
    if (view.state !== 'ready') return
    await readOn(this, 'rows', view.rows.length, async (after) => {
      const { classmates, next } = await call('registrations.listForLead', { after })
      const nowMs = Date.now()
      return { rows: classmates.map((classmate) => rowOf(classmate, nowMs)), next }
    })
  },

  async onSay(event) {
    const { personId, said } = event.currentTarget.dataset
    const { view, busyId } = this.data
    if (view.state !== 'ready' || busyId !== '') return
    const place = view.rows.findIndex((row) => row.personId === personId)
    this.setData({ busyId: personId })
    try {
      await call('registrations.vouch', { personId, knows: said === 'knows' })
      this.setData({ [`view.rows[${place}].said`]: said })
    } catch (error) {
      wx.showToast({ title: failureOf(error).message, icon: 'none' })
      // Decided meanwhile: it is no longer among those who wait.
      if (error instanceof AppError && error.code === 'REGISTRATION_CLOSED') await this.load()
    } finally {
      this.setData({ busyId: '' })
    }
  },
})
