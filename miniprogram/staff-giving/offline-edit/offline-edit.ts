/** Entering a gift that came, or was promised, on paper; or a line of the bank as a new gift. */
import type { FieldMessages } from '../../contract/errors'
import { type DonorKind, donorKinds } from '../../contract/giving'
import { type Goods, type OfflineWay, offlineWays } from '../../contract/giving-offline'
import { formatYuan, parseYuan } from '../../contract/money'
import { call } from '../../services/cloud'
import { dropDraft, keepDraft, newKey, readDraft } from '../../services/drafts'
import { readProjects } from '../../services/projects'
import { campusTime } from '../../utils/date'
import { type Failure, failureOf, fieldMessagesOf } from '../../utils/failure'

/** One kind of things as it is typed. */
interface Line {
  readonly name: string
  readonly quantity: string
  readonly unit: string
}

const newLine: Line = { name: '', quantity: '', unit: '' }
/** As many kinds as one gift can have. */
const linesAtMost = 20

interface Form {
  readonly projectId: string
  readonly donorKind: DonorKind
  readonly donorName: string
  readonly isAnonymous: boolean
  readonly way: OfflineWay
  readonly amount: string
  readonly goods: readonly Line[]
  readonly worth: string
  readonly details: string
  /** Empty: promised, not come yet. */
  readonly receivedOn: string
  readonly draftKey: string
}

interface Choice {
  readonly value: string
  readonly label: string
}

interface Data {
  view: { readonly state: 'loading' | 'ready' } | Failure
  form: Form
  /** Of a line of the bank the sum and the day are the bank's. */
  isBankRow: boolean
  linesAtMost: number
  projects: readonly Choice[]
  projectName: string
  kinds: readonly Choice[]
  ways: readonly Choice[]
  isChoosing: boolean
  problems: FieldMessages
  busy: boolean
  notice: string
}

interface Methods {
  rowId: string
  load(): Promise<void>
  show(form: Form): void
  edit(changes: Partial<Form>): void
  onType(event: WechatMiniprogram.Input): void
  onTypeGoods(event: WechatMiniprogram.Input): void
  onAddGoods(): void
  onRemoveGoods(event: WechatMiniprogram.TouchEvent): void
  onChoose(event: WechatMiniprogram.TouchEvent): void
  onDay(event: WechatMiniprogram.CustomEvent<{ day: string }>): void
  onAnonymous(): void
  onOpenProjects(): void
  onCloseProjects(): void
  onProject(event: WechatMiniprogram.CustomEvent<{ value: string }>): void
  onSave(): Promise<void>
}

const twoDigits = (value: number) => String(value).padStart(2, '0')

function today(): string {
  const { year, month, day } = campusTime(Date.now())
  return `${year}-${twoDigits(month)}-${twoDigits(day)}`
}

const newForm = (): Form => ({
  projectId: '',
  donorKind: 'person',
  donorName: '',
  isAnonymous: false,
  way: 'transfer',
  amount: '',
  goods: [newLine],
  worth: '',
  details: '',
  receivedOn: today(),
  draftKey: newKey(),
})

const choices = (names: Readonly<Record<string, string>>): Choice[] =>
  Object.entries(names).map(([value, label]) => ({ value, label }))

const draftOf = (rowId: string) => `staff-offline:${rowId}`

const fenOf = (typed: string) => parseYuan(typed) ?? Number.NaN

/** A quantity that is none becomes NaN, which the contract refuses with a sentence. */
const goodsFrom = ({ way, goods }: Form): Goods[] =>
  way === 'materials'
    ? goods.map(({ name, quantity, unit }) => ({
        name,
        quantity: quantity.trim() === '' ? Number.NaN : Number(quantity),
        unit,
      }))
    : []

Page<Data, Methods>({
  rowId: '',
  data: {
    view: { state: 'loading' },
    form: newForm(),
    isBankRow: false,
    linesAtMost,
    projects: [],
    projectName: '',
    kinds: choices(donorKinds),
    ways: choices(offlineWays),
    isChoosing: false,
    problems: {},
    busy: false,
    notice: '',
  },

  onLoad({ rowId = '', amountFen = '0', name = '' }) {
    this.rowId = rowId
    const ofRow =
      rowId === '' ? {} : { amount: formatYuan(Number(amountFen)), donorName: decodeURIComponent(name) }
    const form = { ...newForm(), ...ofRow, ...readDraft<Partial<Form>>(draftOf(rowId)) }
    this.setData({ form, isBankRow: rowId !== '' })
    this.load()
  },

  async load() {
    this.setData({ view: { state: 'loading' } })
    try {
      const projects = await readProjects()
      this.setData({ projects: projects.map(({ projectId, title }) => ({ value: projectId, label: title })) })
      this.show(this.data.form)
    } catch (error) {
      this.setData({ view: failureOf(error) })
    }
  },

  show(form) {
    const projectName = this.data.projects.find(({ value }) => value === form.projectId)?.label ?? ''
    this.setData({ view: { state: 'ready' }, form, projectName })
  },

  edit(changes) {
    const form = { ...this.data.form, ...changes }
    keepDraft(draftOf(this.rowId), form)
    this.show(form)
    this.setData({ problems: {}, notice: '' })
  },

  onType(event) {
    this.edit({ [event.currentTarget.dataset.field]: event.detail.value })
  },

  onTypeGoods(event) {
    const { line, field } = event.currentTarget.dataset
    const { goods } = this.data.form
    this.edit({
      goods: goods.map((one, at) => (at === line ? { ...one, [field]: event.detail.value } : one)),
    })
  },

  onAddGoods() {
    const { goods } = this.data.form
    if (goods.length < linesAtMost) this.edit({ goods: [...goods, newLine] })
  },

  onRemoveGoods(event) {
    const { line } = event.currentTarget.dataset
    this.edit({ goods: this.data.form.goods.filter((_one, at) => at !== line) })
  },

  onChoose(event) {
    const { field, value } = event.currentTarget.dataset
    this.edit({ [field]: value })
  },

  onDay({ detail }) {
    this.edit({ receivedOn: detail.day })
  },

  onAnonymous() {
    this.edit({ isAnonymous: !this.data.form.isAnonymous })
  },

  onOpenProjects() {
    this.setData({ isChoosing: true })
  },

  onCloseProjects() {
    this.setData({ isChoosing: false })
  },

  onProject(event) {
    this.setData({ isChoosing: false })
    this.edit({ projectId: event.detail.value })
  },

  async onSave() {
    const { form, busy } = this.data
    if (busy) return
    this.setData({ busy: true, problems: {}, notice: '' })
    const { projectId, donorKind, donorName, isAnonymous, way, details, draftKey, receivedOn, worth } = form
    const isMoney = way !== 'materials' && way !== 'equity'
    try {
      await call('giving.enterOffline', {
        draftKey,
        projectId,
        donorKind,
        donorName,
        isAnonymous,
        way,
        amountFen: isMoney ? fenOf(form.amount) : 0,
        goods: goodsFrom(form),
        details,
        ...(isMoney || worth.trim() === '' ? {} : { worthFen: fenOf(worth) }),
        ...(receivedOn === '' ? {} : { receivedAt: Date.parse(`${receivedOn}T00:00:00+08:00`) }),
        ...(this.rowId === '' ? {} : { rowId: this.rowId }),
      })
      dropDraft(draftOf(this.rowId))
      wx.showToast({ title: '已登记', icon: 'success' })
      wx.navigateBack({ fail: () => wx.redirectTo({ url: '/staff-giving/offline/offline' }) })
    } catch (error) {
      const problems = fieldMessagesOf(error)
      const notice = Object.values(problems)[0] ?? failureOf(error).message
      this.setData({ problems, notice })
      wx.pageScrollTo({ scrollTop: 0, duration: 240 })
    } finally {
      this.setData({ busy: false })
    }
  },
})
