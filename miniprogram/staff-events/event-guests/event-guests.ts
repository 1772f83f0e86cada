/** Entering guests who have no WeChat, in any number: a line for each. Sent again, they are the same guests. */
import type { Output } from '../../contract/index'
import { call } from '../../services/cloud'
import { dropDraft, keepDraft, readDraft } from '../../services/drafts'
import { type Failure, failureOf } from '../../utils/failure'
import { type Guest, guestsFrom, inParts, seatsOf } from './guests'

interface Data {
  view: { readonly state: 'loading' } | { readonly state: 'ready'; readonly title: string } | Failure
  categories: Output<'events.listSignUps'>['categories']
  categoryId: string
  words: string
  /** How many are typed, and the seats they take. */
  count: string
  busy: boolean
  problem: string
}

interface Methods {
  eventId: string
  /** What was sent with its keys, as long as the words are the same. */
  sent: { readonly words: string; readonly guests: readonly Guest[] } | undefined
  load(): Promise<void>
  show(words: string, categoryId: string): void
  onType(event: WechatMiniprogram.Input): void
  onCategory(event: WechatMiniprogram.TouchEvent): void
  onSend(): Promise<void>
  finish(count: { confirmed: number; waiting: number; refused: number }): Promise<void>
}

const keyOf = (eventId: string) => `guests:${eventId}`

/** Back to who has signed up, which was not before this page when it was opened directly. */
function leave(eventId: string): void {
  const url = `/staff-events/event-people/event-people?eventId=${eventId}`
  wx.navigateBack({ fail: () => void wx.redirectTo({ url }) })
}

Page<Data, Methods>({
  eventId: '',
  sent: undefined,

  data: {
    view: { state: 'loading' },
    categories: [],
    categoryId: '',
    words: '',
    count: '',
    busy: false,
    problem: '',
  },

  onLoad({ eventId = '' }) {
    this.eventId = eventId
    void this.load()
  },

  async load() {
    this.setData({ view: { state: 'loading' } })
    try {
      const { title, categories } = await call('events.listSignUps', { eventId: this.eventId })
      const kept = readDraft<{ words: string; categoryId: string; guests?: readonly Guest[] }>(
        keyOf(this.eventId),
      )
      if (kept?.guests) this.sent = { words: kept.words, guests: kept.guests }
      this.setData({ view: { state: 'ready', title }, categories })
      this.show(kept?.words ?? '', kept?.categoryId ?? '')
    } catch (error) {
      this.setData({ view: failureOf(error) })
    }
  },

  show(words, categoryId) {
    const guests = guestsFrom(words)
    const count = guests.length > 0 ? `${guests.length} 位来宾，共 ${seatsOf(guests)} 席` : ''
    this.setData({ words, categoryId, count, problem: '' })
  },

  onType(event) {
    const words = event.detail.value
    keepDraft(keyOf(this.eventId), { words, categoryId: this.data.categoryId })
    this.show(words, this.data.categoryId)
  },

  onCategory(event) {
    const categoryId = event.currentTarget.dataset.category
    this.show(this.data.words, this.data.categoryId === categoryId ? '' : categoryId)
    keepDraft(keyOf(this.eventId), { words: this.data.words, categoryId: this.data.categoryId })
  },

  async onSend() {
    const { words, categoryId, busy } = this.data
    if (busy) return
    const guests = this.sent?.words === words ? this.sent.guests : guestsFrom(words)
    if (guests.length === 0) {
      this.setData({ problem: '请填写来宾姓名，每行一位' })
      return
    }
    // Kept with their keys before they are sent: an answer that is lost does not make them come twice.
    this.sent = { words, guests }
    keepDraft(keyOf(this.eventId), { words, categoryId, guests })
    this.setData({ busy: true, problem: '' })
    const count = { confirmed: 0, waiting: 0, refused: 0 }
    try {
      for (const part of inParts(guests)) {
        const named = part.map((guest) => ({ ...guest, ...(categoryId === '' ? {} : { categoryId }) }))
        const answer = await call('events.addGuests', { eventId: this.eventId, guests: named })
        count.confirmed += answer.confirmed
        count.waiting += answer.waiting
        count.refused += answer.refused
      }
      dropDraft(keyOf(this.eventId))
      await this.finish(count)
    } catch (error) {
      this.setData({ problem: failureOf(error).message })
    } finally {
      this.setData({ busy: false })
    }
  },

  async finish({ confirmed, waiting, refused }) {
    const parts = [
      `${confirmed} 位已有席位`,
      waiting > 0 ? `${waiting} 位候补` : '',
      refused > 0 ? `${refused} 位因席位不足未登记` : '',
    ]
    const content = parts.filter((part) => part !== '').join('，')
    await wx.showModal({ title: '已登记', content, showCancel: false, confirmText: '好的' })
    leave(this.eventId)
  },
})
