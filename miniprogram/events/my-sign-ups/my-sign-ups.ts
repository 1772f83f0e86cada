/** All I ever signed up for: what is to come first, then what is over or was given back. */
import { AppError } from '../../contract/errors'
import type { Output } from '../../contract/index'
import { type HistoryLine, signUpStatuses } from '../../contract/sign-ups'
import { call } from '../../services/cloud'
import { formatMoment } from '../../utils/date'
import { type EventCard, type EventState, eventCardOf } from '../../utils/event-state'
import { afterFailure, type Failure } from '../../utils/failure'
import { registerUrl } from '../../utils/recognition'

/** An event-card as it stands for me, and the page that it opens. */
interface Card extends Omit<EventCard, 'state'> {
  readonly state: EventState | 'withdrawn'
  readonly opens: 'ticket' | 'event'
  /** What became of it, where that is more than having signed up. */
  readonly history: string
}

interface Group {
  readonly title: string
  readonly cards: readonly Card[]
}

type View =
  | { readonly state: 'loading' }
  | { readonly state: 'empty'; readonly title: string; readonly hint: string; readonly action: string }
  | { readonly state: 'ready'; readonly groups: readonly Group[]; readonly offline: boolean }
  | Failure

interface Data {
  readonly view: View
}

interface Methods {
  load(): Promise<void>
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

function viewOf({ signUps }: Output<'events.listMine'>, nowMs: number): View {
  if (signUps.length === 0) return noSignUps
  const isComing = ({ event, signUp }: (typeof signUps)[number]) =>
    signUp.status !== 'withdrawn' && event.status !== 'cancelled' && event.endsAt > nowMs
  const cardOf = ({ event, signUp, history }: (typeof signUps)[number]): Card => {
    const card = { ...eventCardOf(event, signUp, nowMs), history: historyOf(history, nowMs) }
    return signUp.status === 'withdrawn'
      ? { ...card, state: 'withdrawn', opens: 'event' }
      : { ...card, opens: 'ticket' }
  }
  const coming = signUps.filter(isComing).sort((one, other) => one.event.startsAt - other.event.startsAt)
  const rest = signUps.filter((signUp) => !isComing(signUp))
  const groups = [
    { title: '即将参加', cards: coming.map(cardOf) },
    { title: '往期与已取消', cards: rest.map(cardOf) },
  ]
  return { state: 'ready', groups: groups.filter(({ cards }) => cards.length > 0), offline: false }
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

  async load() {
    try {
      this.setData({ view: viewOf(await call('events.listMine', {}), Date.now()) })
    } catch (error) {
      if (error instanceof AppError && error.code === 'NOT_REGISTERED') {
        this.setData({ view: notRegistered })
        return
      }
      this.setData(afterFailure(error, this.data.view.state))
    }
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
