/** The tree for those who tend it: from a body to those below it, to its words and to its codes. */
import type { Output } from '../../contract/index'
import type { ClassYear } from '../../contract/organisations'
import { call } from '../../services/cloud'
import { type Failure, failureOf } from '../../utils/failure'
import { keepLight } from '../../utils/long-list'
import { type PagedView, readAnew, readOn } from '../../utils/reading-on'
import { foundingChoices, type Line, lineOf } from './bodies-view'

interface Ready extends Required<PagedView> {
  readonly state: 'ready'
  /** What the bodies lie below; null for what was searched for. */
  readonly parent: Line | null
  readonly lines: readonly Line[]
  readonly years: readonly ClassYear[]
  readonly foundable: readonly { readonly value: string; readonly label: string }[]
}

interface Data {
  view: { readonly state: 'loading' } | Ready | Failure
  entryYear: number
  words: string
  isFounding: boolean
  /** Why what is shown may be old; empty when it is not. */
  notice: string
}

interface Methods {
  parentId: string
  load(): Promise<void>
  read(after: string | undefined): Promise<Output<'organisations.listManaged'>>
  loadMore(): Promise<void>
  onType(event: WechatMiniprogram.Input): void
  onClear(): void
  onYear(event: WechatMiniprogram.TouchEvent): void
  onOpen(event: WechatMiniprogram.TouchEvent): void
  onFound(): void
  onCloseFounding(): void
  onChooseKind(event: WechatMiniprogram.CustomEvent<{ value: string }>): void
  found(kind: string): void
}

Page<Data, Methods>({
  parentId: '',
  data: { view: { state: 'loading' }, entryYear: 0, words: '', isFounding: false, notice: '' },

  onLoad({ parentId = '' }) {
    this.parentId = parentId
  },

  onShow() {
    this.load()
  },

  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },

  onReachBottom() {
    void this.loadMore()
  },

  onPageScroll({ scrollTop }) {
    void keepLight(this, 'view.lines', scrollTop)
  },

  async load() {
    const { entryYear, words } = this.data
    // Something else may have been asked for before the answer comes.
    const isStale = () => this.data.entryYear !== entryYear || this.data.words !== words
    try {
      const { first, list } = await readAnew(
        this,
        'lines',
        (after) => this.read(after),
        ({ bodies }) => bodies.map(lineOf),
      )
      if (isStale()) return
      const { parent, classYears, foundable } = first
      const { rows: lines, ...paged } = list
      this.setData({
        view: {
          state: 'ready',
          parent: parent ? lineOf(parent) : null,
          lines,
          ...paged,
          years: classYears,
          foundable: foundingChoices(foundable),
        },
        notice: '',
      })
    } catch (error) {
      if (isStale()) return
      const failure = failureOf(error)
      const isShown = this.data.view.state === 'ready'
      this.setData(isShown ? { notice: failure.message } : { view: failure })
    }
  },

  read(after) {
    const { entryYear, words } = this.data
    return call('organisations.listManaged', {
      ...(this.parentId === '' ? {} : { parentId: this.parentId }),
      ...(entryYear === 0 ? {} : { entryYear }),
      ...(after === undefined ? {} : { after }),
      words: words.trim(),
    })
  },

  async loadMore() {
    const { view } = this.data
    if (view.state !== 'ready') return
    await readOn(this, 'lines', view.lines.length, async (after) => {
      const { bodies, next } = await this.read(after)
      return { rows: bodies.map(lineOf), next }
    })
  },

  onType(event) {
    this.setData({ words: event.detail.value })
    this.load()
  },

  onClear() {
    this.setData({ words: '' })
    this.load()
  },

  onYear(event) {
    const year: number = event.currentTarget.dataset.entryYear
    this.setData({ entryYear: year === this.data.entryYear ? 0 : year })
    this.load()
  },

  onOpen(event) {
    wx.navigateTo({ url: event.currentTarget.dataset.url })
  },

  onFound() {
    const { view } = this.data
    if (view.state !== 'ready') return
    const [only] = view.foundable
    if (view.foundable.length === 1 && only) this.found(only.value)
    else this.setData({ isFounding: true })
  },

  onCloseFounding() {
    this.setData({ isFounding: false })
  },

  onChooseKind(event) {
    this.setData({ isFounding: false })
    this.found(event.detail.value)
  },

  found(kind) {
    const { view } = this.data
    if (view.state !== 'ready' || !view.parent) return
    wx.navigateTo({ url: `/staff/body-edit/body-edit?parentId=${view.parent.bodyId}&kind=${kind}` })
  },
})
