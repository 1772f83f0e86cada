/** One difference: found out, explained, and where money must be entered, entered beside what stands. */
import { call } from '../../services/cloud'
import { type Failure, failureOf } from '../../utils/failure'
import { cardOf, type ExceptionCard } from './exception-view'

interface Data {
  view: { readonly state: 'loading' } | ExceptionCard | Failure
  notice: string
  way: 'explain' | 'enter' | ''
  wayError: string
  project: { readonly value: string; readonly label: string }
  projectError: string
  isChoosing: boolean
  reason: string
  reasonError: string
  busy: boolean
}

interface Methods {
  exceptionId: string
  load(): Promise<void>
  onWay(event: WechatMiniprogram.TouchEvent): void
  onChooseProject(): void
  onProject(event: WechatMiniprogram.CustomEvent<{ value: string; label: string }>): void
  onCloseProjects(): void
  onReason(event: WechatMiniprogram.Input): void
  onResolve(): Promise<void>
}

Page<Data, Methods>({
  exceptionId: '',

  data: {
    view: { state: 'loading' },
    notice: '',
    way: '',
    wayError: '',
    project: { value: '', label: '' },
    projectError: '',
    isChoosing: false,
    reason: '',
    reasonError: '',
    busy: false,
  },

  onLoad({ exceptionId = '' }) {
    this.exceptionId = exceptionId
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

  onWay(event) {
    this.setData({ way: event.currentTarget.dataset.way, wayError: '' })
  },

  onChooseProject() {
    this.setData({ isChoosing: true })
  },

  onProject(event) {
    this.setData({ project: event.detail, projectError: '', isChoosing: false })
  },

  onCloseProjects() {
    this.setData({ isChoosing: false })
  },

  onReason(event) {
    this.setData({ reason: event.detail.value, reasonError: '' })
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
      this.setData({ view: cardOf(resolved, Date.now()) })
    } catch (error) {
      this.setData({ notice: failureOf(error).message })
    } finally {
      this.setData({ busy: false })
    }
  },
})
