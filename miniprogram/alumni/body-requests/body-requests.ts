/** Who asks to join a body, for its leads and reviewers to decide. */
import type { EducationView } from '../../contract/alumni'
import { call } from '../../services/cloud'
import { formatRelative } from '../../utils/date'
import { afterFailure, type Failure, failureOf } from '../../utils/failure'

interface Row {
  readonly personId: string
  readonly name: string
  readonly educations: readonly string[]
  readonly asked: string
}

type View =
  | { readonly state: 'loading' | 'empty' }
  | {
      readonly state: 'ready'
      readonly name: string
      readonly rows: readonly Row[]
      readonly offline: boolean
    }
  | Failure

interface Data {
  readonly view: View
  /** Who is being decided about; empty when nobody is. */
  readonly busy: string
}

interface Methods {
  bodyId: string
  load(): Promise<void>
  onDecide(
    event: WechatMiniprogram.BaseEvent<
      WechatMiniprogram.IAnyObject,
      { personId: string; name: string; decision: 'accept' | 'refuse' }
    >,
  ): Promise<void>
  onRetry(): void
}

const inShort = ({ college, entryYear, className }: EducationView) =>
  [`${entryYear} 级`, college.name, className].filter((part) => part !== '').join(' ')

Page<Data, Methods>({
  bodyId: '',
  data: { view: { state: 'loading' }, busy: '' },

  onLoad({ bodyId = '' }) {
    this.bodyId = bodyId
    void this.load()
  },

  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },

  async load() {
    try {
      const { body, requests } = await call('organisations.listRequests', { bodyId: this.bodyId })
      const nowMs = Date.now()
      const rows = requests.map(({ personId, name, educations, askedAt }) => ({
        personId,
        name,
        educations: educations.map(inShort),
        asked: formatRelative(askedAt, nowMs),
      }))
      const ready = { state: 'ready', name: body.name, rows, offline: false } as const
      this.setData({ view: rows.length > 0 ? ready : { state: 'empty' } })
    } catch (error) {
      this.setData(afterFailure(error, this.data.view.state))
    }
  },

  async onDecide({ currentTarget }) {
    const { personId, name, decision } = currentTarget.dataset
    if (this.data.busy !== '') return
    if (decision === 'refuse') {
      const { confirm } = await wx.showModal({
        title: `不同意${name}加入？`,
        content: '对方会看到申请未获同意，可以再次申请。',
        confirmText: '不同意',
        cancelText: '再想想',
      })
      if (!confirm) return
    }
    this.setData({ busy: personId })
    try {
      await call('organisations.decideRequest', { bodyId: this.bodyId, personId, decision })
      void wx.showToast({ title: decision === 'accept' ? `${name}已加入` : '已处理', icon: 'none' })
    } catch (error) {
      void wx.showToast({ title: failureOf(error).message, icon: 'none' })
    } finally {
      this.setData({ busy: '' })
    }
    await this.load()
  },

  onRetry() {
    this.setData({ view: { state: 'loading' } })
    void this.load()
  },
})
