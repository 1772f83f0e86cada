/** What one says of an event that one came to: stars, and words if one likes. */
import { call } from '../../services/cloud'
import { dropDraft, keepDraft, readDraft } from '../../services/drafts'
import { formatDay } from '../../utils/date'
import { type Failure, failureOf } from '../../utils/failure'

interface Given {
  readonly stars: number
  readonly words: string
  readonly isSigned: boolean
}

interface Data extends Given {
  view:
    | { readonly state: 'loading' }
    | {
        readonly state: 'ready'
        readonly title: string
        readonly until: string
        readonly isGiven: boolean
        readonly isOpen: boolean
      }
    | Failure
  scale: readonly number[]
  meaning: string
  act: 'idle' | 'sending'
  problem: string
}

interface Methods {
  eventId: string
  load(): Promise<void>
  change(given: Partial<Given>): void
  onStar(event: WechatMiniprogram.TouchEvent): void
  onWords(event: WechatMiniprogram.Input): void
  onSigned(event: WechatMiniprogram.SwitchChange): void
  onSend(): Promise<void>
}

const meanings = ['轻点星星打分', '有待改进', '一般', '不错', '很好', '非常好']
const nothingGiven: Given = { stars: 0, words: '', isSigned: false }
const draftOf = (eventId: string) => `feedback:${eventId}`

Page<Data, Methods>({
  eventId: '',
  data: {
    ...nothingGiven,
    view: { state: 'loading' },
    scale: [1, 2, 3, 4, 5],
    meaning: meanings[0] ?? '',
    act: 'idle',
    problem: '',
  },

  onLoad({ eventId = '' }) {
    this.eventId = eventId
    void this.load()
  },

  async load() {
    this.setData({ view: { state: 'loading' } })
    try {
      const { title, mine, opensUntil } = await call('events.readFeedback', { eventId: this.eventId })
      const given = readDraft<Given>(draftOf(this.eventId)) ?? mine ?? nothingGiven
      this.setData({
        ...given,
        meaning: meanings[given.stars] ?? '',
        view: {
          state: 'ready',
          title,
          until: formatDay(opensUntil),
          isGiven: mine !== undefined,
          isOpen: opensUntil > Date.now(),
        },
      })
    } catch (error) {
      this.setData({ view: failureOf(error) })
    }
  },

  change(given) {
    const { stars, words, isSigned } = { ...this.data, ...given }
    keepDraft(draftOf(this.eventId), { stars, words, isSigned })
    this.setData({ stars, words, isSigned, meaning: meanings[stars] ?? '', problem: '' })
  },

  onStar({ currentTarget }) {
    const { view } = this.data
    if (view.state === 'ready' && view.isOpen) this.change({ stars: currentTarget.dataset.stars })
  },

  onWords({ detail }) {
    this.change({ words: detail.value })
  },

  onSigned({ detail }) {
    this.change({ isSigned: detail.value })
  },

  async onSend() {
    const { stars, words, isSigned, act } = this.data
    if (act === 'sending') return
    if (stars === 0) {
      this.setData({ problem: '请先打分' })
      return
    }
    this.setData({ act: 'sending', problem: '' })
    try {
      await call('events.giveFeedback', { eventId: this.eventId, stars, words, isSigned })
      dropDraft(draftOf(this.eventId))
      this.setData({ act: 'idle', 'view.isGiven': true })
      void wx.showToast({ title: '谢谢您的反馈', icon: 'none' })
    } catch (error) {
      this.setData({ act: 'idle', problem: failureOf(error).message })
    }
  },
})
