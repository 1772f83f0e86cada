/** The tree of bodies to browse and to search, mine first. With a parent: what lies below it, classes year by year. */
import type { ClassYear } from '../../contract/organisations'
import { call } from '../../services/cloud'
import { session } from '../../stores/session'
import { afterFailure, type Failure } from '../../utils/failure'
import { keepLight } from '../../utils/long-list'
import { type PagedView, readAnew, readOn } from '../../utils/reading-on'
import { foundRows, ownRows, type Row, rowsByKind } from './bodies-view'

interface Found extends Required<Omit<PagedView, 'state'>> {
  readonly rows: readonly Row[]
  readonly classYears: readonly ClassYear[]
}

type View =
  | { readonly state: 'loading' }
  | (Found & { readonly state: 'ready'; readonly offline: boolean })
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
  read(): Promise<Found>
  loadMore(): Promise<void>
  onType(event: WechatMiniprogram.Input): void
  onClear(): void
  onYear(event: WechatMiniprogram.TouchEvent): void
  onOpen(event: WechatMiniprogram.TouchEvent): void
  onRetry(): void
}

/** Whoever is not registered belongs to nothing yet. */
async function readOwn(): Promise<Row[]> {
  const me = await session.refresh()
  return me.person ? ownRows(await call('organisations.listMine', {})) : []
}

/** Without a parent, below the university; of classes, those of one year. */
const placeOf = (parentId: string, entryYear: number) => ({
  ...(parentId === '' ? {} : { parentId }),
  ...(entryYear === 0 ? {} : { entryYear }),
})

/** The page so far, to be read as far as it was. */
interface Shown {
  readonly data: Pick<Data, 'view'>
}

const readPlace = (page: Shown, place: ReturnType<typeof placeOf>) =>
  readAnew(
    page,
    'rows',
    (after) => call('organisations.listBelow', { ...place, after }),
    ({ bodies }) => bodies,
  )

async function readTop(page: Shown): Promise<Found> {
  const [own, { list }] = await Promise.all([readOwn(), readPlace(page, {})])
  const { rows: bodies, ...paged } = list
  return { rows: [...own, ...rowsByKind(bodies, paged.next !== '')], ...paged, classYears: [] }
}

async function readBelow(page: Shown, parentId: string, entryYear: number): Promise<Found> {
  const { first, list } = await readPlace(page, placeOf(parentId, entryYear))
  const { rows: bodies, ...paged } = list
  wx.setNavigationBarTitle({ title: first.parent.name })
  return { rows: rowsByKind(bodies, paged.next !== ''), ...paged, classYears: first.classYears }
}

async function readFound(words: string): Promise<Found> {
  const { bodies } = await call('organisations.search', { words })
  return { rows: foundRows(bodies), next: '', more: 'idle', classYears: [] }
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

  onReachBottom() {
    void this.loadMore()
  },

  onPageScroll({ scrollTop }) {
    void keepLight(this, 'view.rows', scrollTop)
  },

  read() {
    const { parentId, entryYear, words } = this.data
    if (words.trim() !== '') return readFound(words.trim())
    return parentId === '' ? readTop(this) : readBelow(this, parentId, entryYear)
  },

  async load() {
    const { entryYear, words } = this.data
    // Something else may have been asked for before the answer comes.
    const isStale = () => this.data.entryYear !== entryYear || this.data.words !== words
    try {
      const found = await this.read()
      if (!isStale()) this.setData({ view: { state: 'ready', ...found, offline: false } })
    } catch (error) {
      if (!isStale()) this.setData(afterFailure(error, this.data.view.state))
    }
  },

  async loadMore() {
    const { view, parentId, entryYear } = this.data
    if (view.state !== 'ready') return
    const last = view.rows[view.rows.length - 1]?.heap
    await readOn(this, 'rows', view.rows.length, async (after) => {
      const place = placeOf(parentId, entryYear)
      const { bodies, next } = await call('organisations.listBelow', { ...place, after })
      return { rows: rowsByKind(bodies, next !== undefined, last), next }
    })
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
