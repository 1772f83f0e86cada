/** Announcing a transfer, things or shares: how to give outside WeChat Pay, and the code by which it will be known. */
import type { FieldMessages } from '../../contract/errors'
import type { ProjectDetail, WantedDonor } from '../../contract/giving'
import type { OfflineWay } from '../../contract/giving-offline'
import { call } from '../../services/cloud'
import { dropDraft, keepDraft, newKey, readDraft } from '../../services/drafts'
import { askToNotify } from '../../services/notify'
import { session } from '../../stores/session'
import { type Failure, failureOf, fieldMessagesOf } from '../../utils/failure'
import { type Obstacle, obstacleOf } from '../../utils/obstacle'
import { type NamedBody, readOwnBodies } from '../services/own-bodies'
import { nextGivingStep } from '../utils/giving-step'
import { announced, giftFrom, type OfflineForm, unreadableIn } from './offline-view'

type View =
  | { readonly state: 'loading' }
  | Obstacle
  | {
      readonly state: 'ready'
      readonly project: ProjectDetail
      readonly bodies: readonly NamedBody[]
    }
  | Failure

interface Data {
  readonly view: View
  readonly form: OfflineForm
  readonly ways: typeof announced
  readonly problems: FieldMessages
  readonly notice: string
  readonly busy: boolean
}

interface Methods {
  projectId: string
  load(): Promise<void>
  edit(changes: Partial<OfflineForm>): void
  onWay(event: WechatMiniprogram.TouchEvent): void
  onType(event: WechatMiniprogram.Input): void
  onDonor(event: WechatMiniprogram.CustomEvent<{ donor: WantedDonor }>): void
  onAnonymous(): void
  onSend(): Promise<void>
  onAct(): void
  onRetry(): void
}

const newForm = (): OfflineForm => ({
  way: 'transfer',
  amount: '',
  goods: '',
  details: '',
  isAnonymous: false,
  donor: { kind: 'person' },
  attemptKey: newKey(),
})

const draftOf = (projectId: string) => `offline:${projectId}`

Page<Data, Methods>({
  projectId: '',
  data: {
    view: { state: 'loading' },
    form: newForm(),
    ways: announced,
    problems: {},
    notice: '',
    busy: false,
  },

  onLoad({ projectId = '' }) {
    this.projectId = projectId
    this.setData({ form: readDraft<OfflineForm>(draftOf(projectId)) ?? newForm() })
    void this.load()
  },

  async load() {
    const { projectId } = this
    try {
      const [{ project }, me, bodies] = await Promise.all([
        call('giving.readProject', { projectId }),
        session.refresh(),
        readOwnBodies(),
      ])
      const next = nextGivingStep(project, me)
      if (next.act !== 'give' && next.act !== 'offline') {
        const toProject = { action: '查看项目', url: `/giving/project/project?projectId=${projectId}` }
        this.setData({ view: obstacleOf(next, `/giving/offline/offline?projectId=${projectId}`, toProject) })
        return
      }
      this.setData({ view: { state: 'ready', project, bodies } })
    } catch (error) {
      this.setData({ view: failureOf(error) })
    }
  },

  edit(changes) {
    const form = { ...this.data.form, ...changes }
    keepDraft(draftOf(this.projectId), form)
    this.setData({ form, problems: {}, notice: '' })
  },

  onWay(event) {
    this.edit({ way: event.currentTarget.dataset.way as OfflineWay })
  },

  onType(event) {
    this.edit({ [event.currentTarget.dataset.field]: event.detail.value })
  },

  onDonor(event) {
    this.edit({ donor: event.detail.donor })
  },

  onAnonymous() {
    this.edit({ isAnonymous: !this.data.form.isAnonymous })
  },

  async onSend() {
    const { form, busy } = this.data
    if (busy) return
    const unreadable = form.way === 'materials' ? unreadableIn(form.goods) : undefined
    if (unreadable !== undefined) {
      this.setData({ problems: { goods: `“${unreadable}”请写明数量和单位` } })
      return
    }
    const asked = askToNotify('giftThanks', 'givingNews')
    this.setData({ busy: true, problems: {}, notice: '' })
    await asked
    try {
      const { orderNo } = await call('giving.announce', giftFrom(this.projectId, form))
      dropDraft(draftOf(this.projectId))
      void wx.redirectTo({ url: `/giving/thanks/thanks?orderNo=${orderNo}` })
    } catch (error) {
      const problems = fieldMessagesOf(error)
      const notice = Object.keys(problems).length > 0 ? '' : failureOf(error).message
      this.setData({ problems, notice })
    } finally {
      this.setData({ busy: false })
    }
  },

  onAct() {
    const { view } = this.data
    if (view.state === 'empty') void wx.redirectTo({ url: view.url })
  },

  onRetry() {
    this.setData({ view: { state: 'loading' } })
    void this.load()
  },
})
