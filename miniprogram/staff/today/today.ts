/** The staff door: what waits for me today, and where my roles lead. */
import type { Find } from '../../contract/staff'
import { call } from '../../services/cloud'
import { session } from '../../stores/session'
import { type Failure, failureOf } from '../../utils/failure'
import { type TodayView, todayView } from './today-view'

interface Data {
  view: { readonly state: 'loading' } | TodayView | Failure
  greeting: string
  /** Why what is shown may be old; empty when it is not. */
  notice: string
  words: string
  /** What was found by the words; null while nothing is looked for. */
  found: readonly FoundRow[] | null
}

interface FoundRow {
  readonly url: string
  readonly title: string
  readonly note: string
}

interface Methods {
  load(): Promise<void>
  onOpen(event: WechatMiniprogram.TouchEvent): void
  onWords(event: WechatMiniprogram.Input): void
  onSearch(): Promise<void>
  onClear(): void
}

const pages: Readonly<Record<Find['kind'], (id: string) => string>> = {
  person: (id) => `/staff/person/person?personId=${id}`,
  event: (id) => `/staff-events/event-people/event-people?eventId=${id}`,
  project: (id) => `/staff-giving/project/project?projectId=${id}`,
}

const rowOf = ({ kind, id, title, note }: Find): FoundRow => ({ url: pages[kind](id), title, note })

const greetingOf = (name: string | undefined) => (name ? `${name}，您好` : '您好')

Page<Data, Methods>({
  data: { view: { state: 'loading' }, greeting: '您好', notice: '', words: '', found: null },

  onShow() {
    this.load()
  },

  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },

  async load() {
    try {
      const [today, me] = await Promise.all([call('staff.readToday', {}), session.me ?? session.refresh()])
      const greeting = greetingOf(me.person?.name)
      this.setData({ view: todayView(today, Date.now()), greeting, notice: '' })
    } catch (error) {
      const failure = failureOf(error)
      const isShown = this.data.view.state === 'ready'
      this.setData(isShown ? { notice: failure.message } : { view: failure })
    }
  },

  onOpen(event) {
    wx.navigateTo({ url: event.currentTarget.dataset.url })
  },

  onWords({ detail }) {
    this.setData({ words: detail.value })
  },

  async onSearch() {
    const words = this.data.words.trim()
    if (words === '') return this.onClear()
    try {
      const { found } = await call('staff.search', { words })
      this.setData({ found: found.map(rowOf), notice: '' })
    } catch (error) {
      this.setData({ notice: failureOf(error).message })
    }
  },

  onClear() {
    this.setData({ words: '', found: null })
  },
})
