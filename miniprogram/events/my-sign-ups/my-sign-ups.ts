/** All I ever signed up for: what is to come first, then what is over or was given back. */
import { AppError } from '../../contract/errors'
import type { Output } from '../../contract/index'
import { type HistoryLine, type OwnSignUps, signUpStatuses } from '../../contract/sign-ups'
import { call } from '../../services/cloud'
import { formatMoment } from '../../utils/date'
import { type EventCard, type EventState, eventCardOf } from '../../utils/event-state'
import { afterFailure, type Failure } from '../../utils/failure'
import { keepLight } from '../../utils/long-list'
import { type PagedView, readAnew, readOn } from '../../utils/reading-on'
import { registerUrl } from '../../utils/recognition'

/** An event-card as it stands for me, and the page that it opens. */
interface Card extends Omit<EventCard, 'state'> {
  readonly state: EventState | 'withdrawn'
  readonly opens: 'ticket' | 'event'
  /** What became of it, where that is more than having signed up. */
  readonly history: string
  readonly isComing: boolean
  /** Over the first of those that are alike; empty over the others. */
  readonly heading: string
}

type View =
  | { readonly state: 'loading' }
  | { readonly state: 'empty'; readonly title: string; readonly hint: string; readonly action: string }
  | (Required<PagedView> & {
      readonly state: 'ready'
      readonly rows: readonly Card[]
      readonly offline: boolean
    })
  | Failure

interface Data {
  readonly view: View
}

interface Methods {
  load(): Promise<void>
  loadMore(): Promise<void>
  onRetry(): void
  onNext(): void
  onOpen(
    event: WechatMiniprogram.BaseEvent<
      WechatMiniprogram.IAnyObject,
      { eventId: string; opens: Card['opens'] }
    >,
  ): void
}

const noSignUps: View = {
  state: 'empty',
  title: '您还没有报名活动',
  hint: '看看近期有什么活动，与同学再聚',
  action: '去看活动',
}

const notRegistered: View = {
  state: 'empty',
  title: '登记后即可报名活动',
  hint: '登记约需一分钟，报名记录会收在这里',
  action: '去登记',
}

/** The steps of a sign-up, such as: 3月5日 候补 → 3月7日 已报名（2 席）. */
function historyOf(history: readonly HistoryLine[], nowMs: number): string {
  if (history.length < 2) return ''
  return history
    .map(({ status, seats, at }) => {
      const size = seats > 1 && status !== 'withdrawn' ? `（${seats} 席）` : ''
      return `${formatMoment(at, nowMs)} ${signUpStatuses[status]}${size}`
    })
    .join(' → ')
}

/** @param last what stands above them already */
function cardsOf({ coming, rest }: Output<'events.listMine'>, nowMs: number, last?: Card): Card[] {
  const cardOf = ({ event, signUp, history }: OwnSignUps[number]) => {
    const card = { ...eventCardOf(event, signUp, nowMs), history: historyOf(history, nowMs) }
    return signUp.status === 'withdrawn'
      ? ({ ...card, state: 'withdrawn', opens: 'event' } as const)
      : ({ ...card, opens: 'ticket' } as const)
  }
  const headed = (own: OwnSignUps, isComing: boolean, heading: string) =>
    own.map((one, at) => ({ ...cardOf(one), isComing, heading: at === 0 ? heading : '' }))
  return [
    ...headed(coming, true, '即将参加'),
    ...headed(rest, false, last?.isComing === false ? '' : '往期与已取消'),
  ]
}

Page<Data, Methods>({
  data: { view: { state: 'loading' } },

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

  async load() {
    try {
      let last: Card | undefined
      const { list } = await readAnew(
        this,
        'rows',
        (after) => call('events.listMine', { after }),
        (found) => {
          const cards = cardsOf(found, Date.now(), last)
          last = cards[cards.length - 1]
          return cards
        },
      )
      const isEmpty = list.rows.length === 0
      this.setData({ view: isEmpty ? noSignUps : { state: 'ready', ...list, offline: false } })
    } catch (error) {
      if (error instanceof AppError && error.code === 'NOT_REGISTERED') {
        this.setData({ view: notRegistered })
        return
      }
      this.setData(afterFailure(error, this.data.view.state))
    }
  },

  async loadMore() {
    const { view } = this.data
    if (view.state !== 'ready') return
    const { rows } = view
    await readOn(this, 'rows', rows.length, async (after) => {
      const found = await call('events.listMine', { after })
      return { rows: cardsOf(found, Date.now(), rows[rows.length - 1]), next: found.next }
    })
  },

  onRetry() {
    this.setData({ view: { state: 'loading' } })
    void this.load()
  },

  onNext() {
    const { view } = this.data
    if (view.state !== 'empty') return
    if (view.action === notRegistered.action) {
      void wx.navigateTo({ url: registerUrl('/events/my-sign-ups/my-sign-ups') })
    } else void wx.switchTab({ url: '/pages/events/events' })
  },

  onOpen({ currentTarget }) {
    const { eventId, opens } = currentTarget.dataset
    void wx.navigateTo({ url: `/events/${opens}/${opens}?eventId=${eventId}` })
  },
})
