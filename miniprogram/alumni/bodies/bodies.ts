/** The tree of bodies to browse and to search, mine first. With a parent: what lies below it, classes year by year. */
import type { ClassYear } from '../../contract/organisations'
import { call } from '../../services/cloud'
import { session } from '../../stores/session'
import { afterFailure, type Failure } from '../../utils/failure'
import { foundHeap, type Heap, heapsOf, ownHeaps } from './bodies-view'

interface Shown {
  readonly heaps: readonly Heap[]
  readonly classYears: readonly ClassYear[]
}

type View =
  | { readonly state: 'loading' }
  | ({ readonly state: 'ready'; readonly offline: boolean } & Shown)
  | Failure

interface Data {
  readonly view: View
  readonly parentId: string
  /** Of the classes shown; 0 while none are. */
  readonly entryYear: number
  readonly words: string
}

interface Methods {
  load(): Promise<void>
  read(): Promise<Shown>
  onType(event: WechatMiniprogram.Input): void
  onClear(): void
  onYear(event: WechatMiniprogram.TouchEvent): void
  onOpen(event: WechatMiniprogram.TouchEvent): void
  onRetry(): void
}

/** Whoever is not registered belongs to nothing yet. */
async function readOwn(): Promise<Heap[]> {
  const me = await session.refresh()
  return me.person ? ownHeaps(await call('organisations.listMine', {})) : []
}

async function readTop(): Promise<Shown> {
  const [own, { bodies }] = await Promise.all([readOwn(), call('organisations.listBelow', {})])
  return { heaps: [...own, ...heapsOf(bodies)], classYears: [] }
}

async function readBelow(parentId: string, entryYear: number): Promise<Shown> {
  const year = entryYear === 0 ? {} : { entryYear }
  const { parent, bodies, classYears } = await call('organisations.listBelow', { parentId, ...year })
  wx.setNavigationBarTitle({ title: parent.name })
  return { heaps: heapsOf(bodies), classYears }
}

async function readFound(words: string): Promise<Shown> {
  const { bodies } = await call('organisations.search', { words })
  return { heaps: foundHeap(bodies), classYears: [] }
}

Page<Data, Methods>({
  data: { view: { state: 'loading' }, parentId: '', entryYear: 0, words: '' },

  onLoad({ parentId = '', entryYear = '0' }) {
    this.setData({ parentId, entryYear: Number(entryYear) })
  },

  onShow() {
    void this.load()
  },

  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },

  read() {
    const { parentId, entryYear, words } = this.data
    if (words.trim() !== '') return readFound(words.trim())
    return parentId === '' ? readTop() : readBelow(parentId, entryYear)
  },

  async load() {
    const { entryYear, words } = this.data
    // Something else may have been asked for before the answer comes.
    const isStale = () => this.data.entryYear !== entryYear || this.data.words !== words
    try {
      const shown = await this.read()
      if (!isStale()) this.setData({ view: { state: 'ready', ...shown, offline: false } })
    } catch (error) {
      if (!isStale()) this.setData(afterFailure(error, this.data.view.state))
    }
  },

  onType({ detail }) {
    this.setData({ words: detail.value })
    void this.load()
  },

  onClear() {
    this.setData({ words: '' })
    void this.load()
  },

  onYear({ currentTarget }) {
    this.setData({ entryYear: currentTarget.dataset.entryYear })
    void this.load()
  },

  onOpen({ currentTarget }) {
    void wx.navigateTo({ url: `/alumni/body/body?bodyId=${currentTarget.dataset.bodyId}` })
  },

  onRetry() {
    this.setData({ view: { state: 'loading' } })
    void this.load()
  },
})
