/** How many came to an event, what they say of it, and the table of who signed up. */
import { call } from '../../services/cloud'
import { fetchFile, type KeptFile, openTable } from '../../services/files'
import { afterFailure, type Failure, failureOf } from '../../utils/failure'
import { keepLight } from '../../utils/long-list'
import { type PagedView, readAnew, readOn } from '../../utils/reading-on'
import { fileNameOf, type Line, linesOf, type Summary, summaryOf } from './event-feedback-view'

type View =
  | { readonly state: 'loading' }
  | (Required<PagedView> & {
      readonly state: 'ready'
      readonly summary: Summary
      readonly lines: readonly Line[]
      readonly offline: boolean
    })
  | Failure

interface Data {
  view: View
  /** What was exported, one file after the other. */
  files: readonly KeptFile[]
  exporting: 'idle' | 'writing'
}

interface Methods {
  eventId: string
  load(): Promise<void>
  loadMore(): Promise<void>
  onReveal(event: WechatMiniprogram.TouchEvent): void
  onExport(): Promise<void>
  onFile(event: WechatMiniprogram.TouchEvent): Promise<void>
}

Page<Data, Methods>({
  eventId: '',
  data: { view: { state: 'loading' }, files: [], exporting: 'idle' },

  onLoad({ eventId = '' }) {
    this.eventId = eventId
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
    void keepLight(this, 'view.lines', scrollTop)
  },

  async load() {
    try {
      const { first, list } = await readAnew(
        this,
        'lines',
        (after) => call('events.listFeedback', { eventId: this.eventId, after }),
        ({ words }) => words,
      )
      const { rows: words, ...paged } = list
      this.setData({
        view: {
          state: 'ready',
          summary: summaryOf(first),
          lines: linesOf(words, 0),
          ...paged,
          offline: false,
        },
      })
    } catch (error) {
      this.setData(afterFailure(error, this.data.view.state))
    }
  },

  async loadMore() {
    const { view } = this.data
    if (view.state !== 'ready') return
    const { length } = view.lines
    await readOn(this, 'lines', length, async (after) => {
      const { words, next } = await call('events.listFeedback', { eventId: this.eventId, after })
      return { rows: linesOf(words, length), next }
    })
  },

  /** Writes the tables one after the other until every sign-up is in one, and opens the first. */
  async onExport() {
    if (this.data.exporting === 'writing') return
    const { confirm } = await wx.showModal({
      title: '导出报名表',
      content: '含姓名、同行人、签到时间和全部报名问题。导出会记入操作记录，链接一小时后失效，请勿外传。',
      confirmText: '导出',
    })
    if (!confirm) return
    this.setData({ exporting: 'writing', files: [] })
    try {
      const files: KeptFile[] = []
      let after: string | undefined
      do {
        const input = { eventId: this.eventId }
        const { url, title, next } = await call(
          'events.exportSignUps',
          after === undefined ? input : { ...input, after },
        )
        files.push(await fetchFile(url, fileNameOf(title, files.length)))
        after = next
      } while (after !== undefined)
      this.setData({ files })
      const [first] = files
      if (first) await openTable(first)
    } catch (error) {
      void wx.showToast({ title: failureOf(error).message, icon: 'none' })
    } finally {
      this.setData({ exporting: 'idle' })
    }
  },

  async onFile({ currentTarget }) {
    const file = this.data.files[currentTarget.dataset.place]
    if (file) await openTable(file)
  },

  onReveal({ currentTarget }) {
    this.setData({ [`view.lines[${currentTarget.dataset.place}].isHeld`]: false })
  },
})
