/** The lead of a class sees who registered in it, and says whom they know. */
import { AppError } from '../../contract/errors'
import { call } from '../../services/cloud'
import { afterFailure, type Failure, failureOf } from '../../utils/failure'
import { joining, keepLight } from '../../utils/long-list'
import { type Nothing, nothingFor, type Row, rowOf } from './vouch-view'

interface Ready {
  readonly state: 'ready'
  readonly rows: readonly Row[]
  /** Where the next page begins; empty after the last. */
  readonly next: string
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
      const found = await call('registrations.listForLead', {})
      const nowMs = Date.now()
      const rows = found.classmates.map((classmate) => rowOf(classmate, nowMs))
      this.setData({
        view: rows.length > 0 ? { state: 'ready', rows, next: found.next ?? '' } : nothingFor(found),
      })
    } catch (error) {
      this.setData(afterFailure(error, this.data.view.state))
    }
  },

  async onMore() {
    const { view } = this.data
    if (view.state !== 'ready' || view.next === '') return
    try {
      const { classmates, next } = await call('registrations.listForLead', { after: view.next })
      const nowMs = Date.now()
      const rows = classmates.map((classmate) => rowOf(classmate, nowMs))
      this.setData({ ...joining('view.rows', view.rows.length, rows), 'view.next': next ?? '' })
    } catch (error) {
      wx.showToast({ title: failureOf(error).message, icon: 'none' })
    }
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
