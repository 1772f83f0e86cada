/** Home: whose anniversary it is, three doors, and what is coming. One call for a first view. */
import type { Home } from '../../contract/celebration'
import { call } from '../../services/cloud'
import { session } from '../../stores/session'
import { type Failure, failureOf } from '../../utils/failure'
import { type HomeView, homeViewOf, registerDoorOf } from './home-view'

type View =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly home: HomeView; readonly offline: boolean }
  | Failure

interface Data {
  readonly view: View
  /** Room above for the status bar, in px: the page has no navigation bar of its own. */
  readonly topInset: number
}

interface Methods {
  load(): Promise<void>
  show(home: Home): void
  onRetry(): void
  onRegister(): void
  onCircle(event: WechatMiniprogram.BaseEvent<WechatMiniprogram.IAnyObject, { url: string }>): void
  onEvents(): void
  onGiving(): void
  onEvent(event: WechatMiniprogram.BaseEvent<WechatMiniprogram.IAnyObject, { eventId: string }>): void
  onProject(event: WechatMiniprogram.BaseEvent<WechatMiniprogram.IAnyObject, { projectId: string }>): void
}

const storageKey = 'home'
const sharedMarginPx = 16

Page<Data, Methods>({
  data: { view: { state: 'loading' }, topInset: 0 },

  onLoad() {
    // The hero's own margin and the capsule share this much; the name stands below the capsule, whatever its length.
    this.setData({ topInset: wx.getMenuButtonBoundingClientRect().bottom - sharedMarginPx })
    const kept: unknown = wx.getStorageSync(storageKey)
    if (typeof kept === 'object' && kept !== null) this.show(kept as Home)
  },

  onShow() {
    void this.load()
  },

  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },

  async load() {
    // Who I am decides the first door only: the page does not wait for it.
    session
      .refresh()
      .then((me) => {
        if (this.data.view.state === 'ready') this.setData({ 'view.home.registerDoor': registerDoorOf(me) })
      })
      .catch(() => undefined)
    try {
      const home = await call('celebration.readHome', {})
      wx.setStorageSync(storageKey, home)
      this.show(home)
    } catch (error) {
      const failure = failureOf(error)
      const keepsWhatIsThere = this.data.view.state === 'ready'
      this.setData(keepsWhatIsThere ? { 'view.offline': failure.state === 'offline' } : { view: failure })
    }
  },

  show(home) {
    this.setData({
      view: { state: 'ready', home: homeViewOf(home, session.me, Date.now()), offline: false },
    })
  },

  onRetry() {
    this.setData({ view: { state: 'loading' } })
    void this.load()
  },

  onRegister() {
    const url = session.me?.person ? '/alumni/card/card' : '/alumni/register/register'
    void wx.navigateTo({ url })
  },

  /** The directory and the bodies, which are shown to whoever is verified. */
  onCircle({ currentTarget }) {
    void wx.navigateTo({ url: currentTarget.dataset.url })
  },

  onEvents() {
    void wx.switchTab({ url: '/pages/events/events' })
  },

  onGiving() {
    void wx.switchTab({ url: '/pages/giving/giving' })
  },

  onEvent({ currentTarget }) {
    void wx.navigateTo({ url: `/events/event/event?eventId=${currentTarget.dataset.eventId}` })
  },

  onProject({ currentTarget }) {
    void wx.navigateTo({ url: `/giving/project/project?projectId=${currentTarget.dataset.projectId}` })
  },

  onShareAppMessage() {
    const { view } = this.data
    const name = view.state === 'ready' ? view.home.institution.name : ''
    return { title: `${name}校友之家，欢迎回家`, path: '/pages/home/home' }
  },
})
