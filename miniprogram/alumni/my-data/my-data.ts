/** What is stored about me: seen, taken along, narrowed, erased. */
import { AppError } from '../../contract/errors'
import type { ActionName } from '../../contract/index'
import type { ExportFormat } from '../../contract/my-data'
import { call } from '../../services/cloud'
import { type KeptFile, keepFile, openTable, sendFile } from '../../services/files'
import { session } from '../../stores/session'
import { afterFailure, type Failure, failureOf } from '../../utils/failure'
import { farewellRules, type MyDataView, myDataView, narrowingRules } from './my-data-view'

interface Empty {
  readonly state: 'empty'
}

interface Data {
  readonly view: { readonly state: 'loading' } | MyDataView | Empty | Failure
  readonly farewellRules: readonly string[]
  readonly narrowingRules: string
  /** The file that was made last, ready to be opened or sent. */
  readonly file: (KeptFile & { readonly format: ExportFormat }) | null
  readonly busy: '' | ExportFormat | 'keep' | 'narrow' | 'leave'
  readonly notice: string
}

interface Methods {
  load(): Promise<void>
  onRetry(): void
  onRegister(): void
  onExport(event: WechatMiniprogram.TouchEvent): Promise<void>
  onOpenFile(): Promise<void>
  onSendFile(): Promise<void>
  onNarrow(): Promise<void>
  onLeave(): Promise<void>
  onKeep(): Promise<void>
  change(busy: Data['busy'], action: Change, done: string): Promise<void>
  tell(error: unknown): void
}

type Change = ActionName & ('myData.withdrawConsent' | 'myData.askErasure' | 'myData.keep')

/** Asks once before something that changes what is kept. */
async function isSure(title: string, content: string, confirmText: string): Promise<boolean> {
  const { confirm } = await wx.showModal({ title, content, confirmText, confirmColor: '#B3261E' })
  return confirm
}

Page<Data, Methods>({
  data: {
    view: { state: 'loading' },
    farewellRules,
    narrowingRules,
    file: null,
    busy: '',
    notice: '',
  },

  onShow() {
    void this.load()
  },

  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },

  async load() {
    try {
      this.setData({ view: myDataView(await call('myData.read', {}), Date.now()) })
    } catch (error) {
      if (error instanceof AppError && error.code === 'NOT_REGISTERED') {
        this.setData({ view: { state: 'empty' } })
        return
      }
      this.setData(afterFailure(error, this.data.view.state))
    }
  },

  onRetry() {
    this.setData({ view: { state: 'loading' } })
    void this.load()
  },

  onRegister() {
    void wx.navigateTo({ url: '/alumni/register/register' })
  },

  async onExport({ currentTarget }) {
    const format: ExportFormat = currentTarget.dataset.format
    if (this.data.busy !== '') return
    this.setData({ busy: format, notice: '', file: null })
    try {
      const file = await keepFile(await call('myData.export', { format }))
      this.setData({ file: { ...file, format } })
    } catch (error) {
      this.tell(error)
    } finally {
      this.setData({ busy: '' })
    }
  },

  async onOpenFile() {
    const { file } = this.data
    if (file) await openTable(file).catch((error: unknown) => this.tell(error))
  },

  async onSendFile() {
    const { file } = this.data
    if (file) await sendFile(file).catch((error: unknown) => this.tell(error))
  },

  async onNarrow() {
    if (!(await isSure('只保留必要信息？', narrowingRules, '清除'))) return
    await this.change('narrow', 'myData.withdrawConsent', '已清除')
  },

  async onLeave() {
    const words = '申请后立即隐藏，七天后清除，不能恢复。七天内可在这里撤回。'
    if (!(await isSure('注销并清除资料？', words, '申请注销'))) return
    await this.change('leave', 'myData.askErasure', '已申请注销')
  },

  async onKeep() {
    await this.change('keep', 'myData.keep', '已撤回')
  },

  async change(busy, action, done) {
    if (this.data.busy !== '') return
    this.setData({ busy, notice: '' })
    try {
      await call(action, {})
      await Promise.all([this.load(), session.refresh()])
      wx.showToast({ title: done, icon: 'success' })
      wx.pageScrollTo({ scrollTop: 0, duration: 240 })
    } catch (error) {
      this.tell(error)
    } finally {
      this.setData({ busy: '' })
    }
  },

  tell(error) {
    this.setData({ notice: failureOf(error).message })
  },
})
