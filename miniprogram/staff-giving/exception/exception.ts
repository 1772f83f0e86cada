/**
 * One difference: found out, explained, and where money must be entered, entered beside what stands. What is written of
 * it is kept on the phone until it is sent.
 */
import { call } from '../../services/cloud'
import { dropDraft, keepDraft, readDraft } from '../../services/drafts'
import { type Failure, failureOf } from '../../utils/failure'
import { cardOf, type ExceptionCard } from './exception-view'

/** What is kept on the phone. */
interface Typed {
  readonly way: 'explain' | 'enter' | ''
  readonly project: { readonly value: string; readonly label: string }
  readonly reason: string
}

interface Data extends Typed {
  view: { readonly state: 'loading' } | ExceptionCard | Failure
  notice: string
  wayError: string
  projectError: string
  isChoosing: boolean
  reasonError: string
  busy: boolean
}

interface Methods {
  exceptionId: string
  load(): Promise<void>
  edit(changes: Partial<Typed>): void
  onWay(event: WechatMiniprogram.TouchEvent): void
  onChooseProject(): void
  onProject(event: WechatMiniprogram.CustomEvent<{ value: string; label: string }>): void
  onCloseProjects(): void
  onReason(event: WechatMiniprogram.Input): void
  onResolve(): Promise<void>
}

const nothingTyped: Typed = { way: '', project: { value: '', label: '' }, reason: '' }
const draftOf = (exceptionId: string) => `exception:${exceptionId}`

Page<Data, Methods>({
  exceptionId: '',

  data: {
    view: { state: 'loading' },
    notice: '',
    ...nothingTyped,
    wayError: '',
    projectError: '',
    isChoosing: false,
    reasonError: '',
    busy: false,
  },

  onLoad({ exceptionId = '' }) {
    this.exceptionId = exceptionId
    this.setData(readDraft<Typed>(draftOf(exceptionId)) ?? nothingTyped)
    this.load()
  },

  async load() {
    try {
      const exception = await call('treasury.readException', { exceptionId: this.exceptionId })
      this.setData({ view: cardOf(exception, Date.now()), notice: '' })
    } catch (error) {
      this.setData({ view: failureOf(error) })
    }
  },

  /** Takes a change, kept on the phone at once. */
  edit(changes) {
    const { way, project, reason } = { ...this.data, ...changes }
    keepDraft(draftOf(this.exceptionId), { way, project, reason })
    this.setData(changes)
  },

  onWay(event) {
    this.edit({ way: event.currentTarget.dataset.way })
    this.setData({ wayError: '' })
  },

  onChooseProject() {
    this.setData({ isChoosing: true })
  },

  onProject(event) {
    this.edit({ project: event.detail })
    this.setData({ projectError: '', isChoosing: false })
  },

  onCloseProjects() {
    this.setData({ isChoosing: false })
  },

  onReason(event) {
    this.edit({ reason: event.detail.value })
    this.setData({ reasonError: '' })
  },

  async onResolve() {
    const { view, way, project, reason, busy } = this.data
    if (view.state !== 'ready' || busy) return
    const needsProject = way === 'enter' && view.projects.length > 0
    const errors = {
      wayError: way === '' ? '请选择如何处理' : '',
      projectError: needsProject && project.value === '' ? '请选择记入哪个项目' : '',
      reasonError: reason.trim() === '' ? '请写明核对的结果' : '',
    }
    this.setData(errors)
    if (Object.values(errors).some((error) => error !== '')) return
    this.setData({ busy: true, notice: '' })
    try {
      const resolved = await call('treasury.resolveException', {
        exceptionId: this.exceptionId,
        reason,
        enters: way === 'enter',
        ...(needsProject ? { projectId: project.value } : {}),
      })
      dropDraft(draftOf(this.exceptionId))
      this.setData({ view: cardOf(resolved, Date.now()) })
    } catch (error) {
      this.setData({ notice: failureOf(error).message })
    } finally {
      this.setData({ busy: false })
    }
  },
})
