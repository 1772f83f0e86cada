/** One project: what the money is for, how far it has come, who receives it, who gave. */

import { call } from '../../services/cloud'
import { session } from '../../stores/session'
import { afterFailure, type Failure } from '../../utils/failure'
import { registerUrl } from '../../utils/recognition'
import { type ProjectView, projectViewOf } from './project-view'

type View =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly project: ProjectView; readonly offline: boolean }
  | Failure

interface Data {
  readonly view: View
}

interface Methods {
  projectId: string
  load(): Promise<void>
  onRetry(): void
  onNext(): void
  onOffline(): void
  onOpenHonours(): void
}

Page<Data, Methods>({
  projectId: '',
  data: { view: { state: 'loading' } },

  onLoad({ projectId = '' }) {
    this.projectId = projectId
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
      const [found, me] = await Promise.all([
        call('giving.readProject', { projectId: this.projectId }),
        session.refresh(),
      ])
      this.setData({
        view: { state: 'ready', project: projectViewOf(found, me, Date.now()), offline: false },
      })
    } catch (error) {
      this.setData(afterFailure(error, this.data.view.state))
    }
  },

  onRetry() {
    this.setData({ view: { state: 'loading' } })
    void this.load()
  },

  onNext() {
    const { projectId } = this
    const { view } = this.data
    if (view.state !== 'ready') return
    const giveUrl = `/giving/give/give?projectId=${projectId}`
    const offline = `/giving/offline/offline?projectId=${projectId}`
    const urls = {
      give: giveUrl,
      offline,
      register: registerUrl(giveUrl),
      card: '/alumni/card/card',
      none: '',
    }
    const url = urls[view.project.next.act]
    if (url !== '') void wx.navigateTo({ url })
  },

  onOffline() {
    void wx.navigateTo({ url: `/giving/offline/offline?projectId=${this.projectId}` })
  },

  onOpenHonours() {
    void wx.navigateTo({ url: `/giving/honour-roll/honour-roll?projectId=${this.projectId}` })
  },

  onShareAppMessage() {
    const { projectId } = this
    const { view } = this.data
    return {
      title: view.state === 'ready' ? view.project.title : '为母校添一份力',
      path: `/giving/project/project?projectId=${projectId}`,
    }
  },
})
