/** Home: whose anniversary it is, and below it what staff arranged. One call for a first view. */
import type { Home } from '../../contract/celebration'
import { call } from '../../services/cloud'
import { keepHome, keptHome } from '../../services/kept-home'
import { session } from '../../stores/session'
import { type Failure, failureOf } from '../../utils/failure'
import { type HomeView, homeViewOf } from '../../utils/home-view'

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
  home: Home | undefined
  load(): Promise<void>
  show(home: Home, offline: boolean): void
  onRetry(): void
  onRegister(): void
  onAnniversary(): void
  onOpen(event: WechatMiniprogram.CustomEvent<{ url: string }>): void
  onTab(event: WechatMiniprogram.CustomEvent<{ url: string }>): void
}

const sharedMarginPx = 16

Page<Data, Methods>({
  home: undefined,
  data: { view: { state: 'loading' }, topInset: 0 },

  onLoad() {
    // The hero's own margin and the capsule share this much; the name stands below the capsule, whatever its length.
    this.setData({ topInset: wx.getMenuButtonBoundingClientRect().bottom - sharedMarginPx })
    const kept = keptHome()
    if (kept) this.show(kept, false)
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
      .then(() => {
        const { view } = this.data
        if (this.home && view.state === 'ready') this.show(this.home, view.offline)
      })
      .catch(() => undefined)
    try {
      this.show(keepHome(await call('celebration.readHome', {})), false)
    } catch (error) {
      const failure = failureOf(error)
      const keepsWhatIsThere = this.data.view.state === 'ready'
      this.setData(keepsWhatIsThere ? { 'view.offline': failure.state === 'offline' } : { view: failure })
    }
  },

  show(home, offline) {
    this.home = home
    const view: View = { state: 'ready', home: homeViewOf(home, session.me, Date.now()), offline }
    // Who I am mostly changes nothing of what is there already.
    if (JSON.stringify(view) !== JSON.stringify(this.data.view)) this.setData({ view })
  },

  onRetry() {
    this.setData({ view: { state: 'loading' } })
    void this.load()
  },

  onRegister() {
    const url = session.me?.person ? '/alumni/card/card' : '/alumni/register/register'
    void wx.navigateTo({ url })
  },

  /** The head of the page leads to what it tells of. */
  onAnniversary() {
    const anniversaryId = this.home?.anniversary?.anniversaryId
    if (anniversaryId === undefined) return
    void wx.navigateTo({ url: `/stories/anniversary/anniversary?anniversaryId=${anniversaryId}` })
  },

  onOpen({ detail }) {
    void wx.navigateTo({ url: detail.url })
  },

  onTab({ detail }) {
    void wx.switchTab({ url: detail.url })
  },

  onShareAppMessage() {
    const { view } = this.data
    const name = view.state === 'ready' ? view.home.institution.name : ''
    return { title: `${name}校友之家，欢迎回家`, path: '/pages/home/home' }
  },
})
