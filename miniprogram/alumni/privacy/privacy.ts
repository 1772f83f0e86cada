/** Who may find me and see what of me: field by field, with what others then see, as the server would show it to them. */
import { closedPrivacy, type Privacy, type PrivateField, type Visibility } from '../../contract/directory'
import { call } from '../../services/cloud'
import { askToNotify } from '../../services/notify'
import { session } from '../../stores/session'
import { afterFailure, type Failure, failureOf } from '../../utils/failure'
import { choicesFor, type SettingsView, settingsView } from './privacy-view'

type View =
  | { readonly state: 'loading' }
  | {
      readonly state: 'ready'
      readonly settings: SettingsView
      /** A change is on its way; only one at a time. */
      readonly busy: boolean
      readonly offline: boolean
    }
  | Failure

interface Data {
  readonly view: View
  readonly viewerAt: number
  /** Settings count only once the school has recognised a person. */
  readonly isVerified: boolean
  readonly choices: ReturnType<typeof choicesFor>
  readonly sheet: { readonly field: PrivateField | ''; readonly heading: string; readonly value: string }
}

interface Methods {
  privacy: Privacy
  load(): Promise<void>
  save(privacy: Privacy): Promise<void>
  onRetry(): void
  onLetClassmates(): void
  onOpenSheet(event: WechatMiniprogram.BaseEvent<WechatMiniprogram.IAnyObject, { index: number }>): void
  onChoose(event: WechatMiniprogram.CustomEvent<{ value: Visibility }>): void
  onCloseSheet(): void
  onViewer(event: WechatMiniprogram.BaseEvent<WechatMiniprogram.IAnyObject, { index: number }>): void
  onUnblock(
    event: WechatMiniprogram.BaseEvent<WechatMiniprogram.IAnyObject, { personId: string }>,
  ): Promise<void>
}

const closedSheet = { field: '', heading: '', value: '' } as const

Page<Data, Methods>({
  privacy: closedPrivacy,
  data: {
    view: { state: 'loading' },
    viewerAt: 0,
    isVerified: true,
    choices: [],
    sheet: closedSheet,
  },

  onLoad() {
    void this.load()
  },

  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },

  async load() {
    try {
      const [settings, me] = await Promise.all([call('directory.readPrivacy', {}), session.refresh()])
      this.privacy = settings.privacy
      this.setData({
        view: { state: 'ready', settings: settingsView(settings), busy: false, offline: false },
        isVerified: me.person?.status === 'verified',
        choices: choicesFor(me),
      })
    } catch (error) {
      this.setData(afterFailure(error, this.data.view.state))
    }
  },

  /** What the page shows is always what the server has written. */
  async save(privacy) {
    if (this.data.view.state !== 'ready' || this.data.view.busy) return
    this.setData({ 'view.busy': true })
    try {
      const settings = await call('directory.changePrivacy', { privacy })
      this.privacy = settings.privacy
      this.setData({ 'view.settings': settingsView(settings), 'view.offline': false })
      void wx.showToast({ title: '已生效', icon: 'success' })
    } catch (error) {
      void wx.showToast({ title: failureOf(error).message, icon: 'none' })
    }
    this.setData({ 'view.busy': false })
  },

  onRetry() {
    this.setData({ view: { state: 'loading' } })
    void this.load()
  },

  onLetClassmates() {
    this.setData({ viewerAt: 0 })
    // Whoever is found may be asked, and wants to hear of it.
    void askToNotify('contactAsked')
    void this.save({ ...this.privacy, listing: 'classmates' })
  },

  onOpenSheet({ currentTarget }) {
    const { view } = this.data
    if (view.state !== 'ready') return
    const row = view.settings.rows[currentTarget.dataset.index]
    if (row) this.setData({ sheet: { field: row.field, heading: `谁能看到${row.label}`, value: row.value } })
  },

  onChoose({ detail }) {
    const { field } = this.data.sheet
    this.setData({ sheet: closedSheet })
    if (field === 'listing' && detail.value !== 'nobody') void askToNotify('contactAsked')
    if (field !== '') void this.save({ ...this.privacy, [field]: detail.value })
  },

  onCloseSheet() {
    this.setData({ sheet: closedSheet })
  },

  onViewer({ currentTarget }) {
    this.setData({ viewerAt: currentTarget.dataset.index })
  },

  async onUnblock({ currentTarget }) {
    try {
      await call('directory.block', { personId: currentTarget.dataset.personId, isBlocked: false })
      await this.load()
    } catch (error) {
      void wx.showToast({ title: failureOf(error).message, icon: 'none' })
    }
  },
})
