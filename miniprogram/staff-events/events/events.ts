/** The events I manage: drafts to finish, doors to open, lists to read. */
import { roleIncludes } from '../../contract/roles'
import { call } from '../../services/cloud'
import { session } from '../../stores/session'
import { type Failure, failureOf } from '../../utils/failure'
import { type Heap, heapsOf, type Phase } from './events-view'

interface Data {
  view: { readonly state: 'loading' } | { readonly state: 'ready'; readonly heaps: readonly Heap[] } | Failure
  phase: Phase
  isEditor: boolean
  /** Why what is shown may be old; empty when it is not. */
  notice: string
}

interface Methods {
  load(): Promise<void>
  onPhase(event: WechatMiniprogram.TouchEvent): void
  onOpen(event: WechatMiniprogram.TouchEvent): void
  onNew(): void
}

/** Whose events I may edit; a volunteer may edit nobody's. */
async function readEditableHosts(): Promise<ReadonlySet<string>> {
  const { roles } = session.me ?? (await session.refresh())
  if (!roles.some(({ role }) => roleIncludes(role, 'editor'))) return new Set()
  const { hosts } = await call('events.listHosts', {})
  return new Set(hosts.map(({ bodyId }) => bodyId))
}

Page<Data, Methods>({
  data: { view: { state: 'loading' }, phase: 'coming', isEditor: false, notice: '' },

  onShow() {
    this.load()
  },

  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },

  async load() {
    try {
      const [{ events }, hosts] = await Promise.all([call('events.listManaged', {}), readEditableHosts()])
      const heaps = heapsOf(events, hosts, Date.now())
      this.setData({ view: { state: 'ready', heaps }, isEditor: hosts.size > 0, notice: '' })
    } catch (error) {
      const failure = failureOf(error)
      this.setData(this.data.view.state === 'ready' ? { notice: failure.message } : { view: failure })
    }
  },

  onPhase(event) {
    this.setData({ phase: event.currentTarget.dataset.phase })
    wx.pageScrollTo({ scrollTop: 0, duration: 0 })
  },

  onOpen(event) {
    wx.navigateTo({ url: event.currentTarget.dataset.url })
  },

  onNew() {
    wx.navigateTo({ url: '/staff-events/event-edit/event-edit' })
  },
})
