/** One body: who it is, who speaks for it, what it does next, and how I stand to it. */
import { call } from '../../services/cloud'
import { session } from '../../stores/session'
import { afterFailure, type Failure, failureOf } from '../../utils/failure'
import { registerUrl } from '../../utils/recognition'
import { copy, dial } from '../services/contact'
import { type BodyView, bodyViewOf } from './body-view'

type View =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly body: BodyView; readonly offline: boolean }
  | Failure

interface Data {
  readonly view: View
  readonly busy: boolean
}

interface Methods {
  bodyId: string
  load(): Promise<void>
  act(action: 'organisations.join' | 'organisations.leave', done: string): Promise<void>
  onRetry(): void
  onNext(): void
  onOut(): Promise<void>
  onDial(): void
  onCopy(): void
  onOpen(event: WechatMiniprogram.TouchEvent): void
}

const leaving = {
  leave: {
    title: '退出这个组织？',
    content: '退出后可以再次申请加入。',
    confirmText: '退出',
    done: '已退出',
  },
  'take back': { title: '撤回申请？', content: '撤回后可以再次申请。', confirmText: '撤回', done: '已撤回' },
} as const

Page<Data, Methods>({
  bodyId: '',
  data: { view: { state: 'loading' }, busy: false },

  onLoad({ bodyId = '' }) {
    this.bodyId = bodyId
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
      const [page, me] = await Promise.all([
        call('organisations.readBody', { bodyId: this.bodyId }),
        session.refresh(),
      ])
      this.setData({ view: { state: 'ready', body: bodyViewOf(page, me), offline: false } })
    } catch (error) {
      this.setData(afterFailure(error, this.data.view.state))
    }
  },

  async act(action, done) {
    if (this.data.busy) return
    this.setData({ busy: true })
    try {
      await call(action, { bodyId: this.bodyId })
      void wx.showToast({ title: done, icon: 'success' })
      await this.load()
    } catch (error) {
      void wx.showToast({ title: failureOf(error).message, icon: 'none' })
    } finally {
      this.setData({ busy: false })
    }
  },

  onRetry() {
    this.setData({ view: { state: 'loading' } })
    void this.load()
  },

  onNext() {
    const { view } = this.data
    if (view.state !== 'ready') return
    const { act } = view.body.next
    if (act === 'join') void this.act('organisations.join', '已提交申请')
    if (act === 'card') void wx.navigateTo({ url: '/alumni/card/card' })
    if (act === 'register')
      void wx.navigateTo({ url: registerUrl(`/alumni/body/body?bodyId=${this.bodyId}`) })
  },

  async onOut() {
    const { view } = this.data
    if (view.state !== 'ready') return
    const { act } = view.body.out
    if (act !== 'leave' && act !== 'take back') return
    const { done, ...words } = leaving[act]
    const { confirm } = await wx.showModal({ ...words, cancelText: '再想想' })
    if (confirm) await this.act('organisations.leave', done)
  },

  onDial() {
    const { view } = this.data
    if (view.state === 'ready') void dial(view.body.page.contact.phone)
  },

  onCopy() {
    const { view } = this.data
    if (view.state === 'ready') void copy(view.body.page.contact.wechat)
  },

  onOpen({ currentTarget }) {
    void wx.navigateTo({ url: currentTarget.dataset.url })
  },

  onShareAppMessage() {
    const { view } = this.data
    return {
      title: view.state === 'ready' ? view.body.page.name : '校友组织',
      path: `/alumni/body/body?bodyId=${this.bodyId}`,
    }
  },
})
