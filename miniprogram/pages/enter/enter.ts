/** Where every scanned code lands: finds out what it opens, and forwards. */
import type { CodeTarget } from '../../contract/codes'
import { AppError } from '../../contract/errors'
import { call } from '../../services/cloud'
import { type Failure, failureOf } from '../../utils/failure'

interface Data {
  readonly view: { readonly state: 'loading' } | Failure
}

interface Methods {
  scene: string
  load(): Promise<void>
  onRetry(): void
  onHome(): void
}

function pathOf(target: CodeTarget, scene: string): string {
  if (target.opens === 'event') return `/events/event/event?eventId=${target.eventId}`
  if (target.opens === 'project') return `/giving/project/project?projectId=${target.projectId}`
  if (target.opens === 'article') return `/stories/article/article?articleId=${target.articleId}`
  if (target.opens === 'anniversary')
    return `/stories/anniversary/anniversary?anniversaryId=${target.anniversaryId}`
  if (target.opens === 'body') return `/alumni/body/body?bodyId=${target.bodyId}`
  if (target.opens === 'role') return `/alumni/invitation/invitation?scene=${encodeURIComponent(scene)}`
  const query = [
    `scene=${encodeURIComponent(scene)}`,
    ...(target.college ? [`collegeId=${target.college.bodyId}`] : []),
    ...(target.entryYear === undefined ? [] : [`entryYear=${target.entryYear}`]),
    ...(target.className === undefined ? [] : [`className=${encodeURIComponent(target.className)}`]),
  ]
  return `/alumni/register/register?${query.join('&')}`
}

Page<Data, Methods>({
  scene: '',
  data: { view: { state: 'loading' } },

  onLoad({ scene = '' }) {
    // WeChat hands the scene of a code over encoded.
    this.scene = decodeURIComponent(scene)
    void this.load()
  },

  async load() {
    const { scene } = this
    try {
      if (scene === '') throw new AppError('CODE_UNKNOWN')
      const target = await call('codes.open', { scene })
      void wx.redirectTo({ url: pathOf(target, scene) })
    } catch (error) {
      this.setData({ view: failureOf(error) })
    }
  },

  onRetry() {
    this.setData({ view: { state: 'loading' } })
    void this.load()
  },

  onHome() {
    void wx.switchTab({ url: '/pages/home/home' })
  },
})
