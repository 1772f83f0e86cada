/** One event: what, when, where, who may come, how many seats, and the one next step. */

import { AppError } from '../../contract/errors'
import type { Input, Output } from '../../contract/index'
import { call } from '../../services/cloud'
import { readDraft } from '../../services/drafts'
import { session } from '../../stores/session'
import { afterFailure, type Failure } from '../../utils/failure'
import { registerUrl } from '../../utils/recognition'
import { type EventView, eventViewOf } from './event-view'

type View =
  | { readonly state: 'loading' }
  | {
      readonly state: 'ready'
      readonly event: EventView
      readonly offline: boolean
      readonly preview: boolean
    }
  | Failure

interface Data {
  /** The drawn card with which the event is shared; empty until it is there. */
  readonly card: string
  readonly view: View
}

interface Methods {
  eventId: string
  /** Whether an editor looks at what is not saved yet. */
  isPreview: boolean
  load(): Promise<void>
  onRetry(): void
  onNext(): void
  find(): Promise<Output<'events.read'>>
  onOpenMap(): Promise<void>
  onCopy(event: WechatMiniprogram.TouchEvent): Promise<void>
  onCard(event: WechatMiniprogram.CustomEvent<{ path: string }>): void
  onPoster(): void
}

Page<Data, Methods>({
  eventId: '',
  isPreview: false,
  data: { card: '', view: { state: 'loading' } },

  onLoad({ eventId = '', preview = '' }) {
    this.eventId = eventId
    this.isPreview = preview === 'yes'
  },

  onShow() {
    void this.load()
  },

  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },

  async load() {
    try {
      const [found, me] = await Promise.all([this.find(), session.refresh()])
      this.setData({
        view: {
          state: 'ready',
          event: eventViewOf(found, me, Date.now()),
          offline: false,
          preview: this.isPreview,
        },
      })
    } catch (error) {
      this.setData(afterFailure(error, this.data.view.state))
    }
  },

  /** The event; or, for an editor, what it would be, from what is kept under their hands. */
  async find() {
    if (!this.isPreview) return call('events.read', { eventId: this.eventId })
    const content = readDraft<Input<'events.preview'>['content']>('event-preview')
    if (!content) throw new AppError('NOT_FOUND')
    return { ...(await call('events.preview', { content })), mine: undefined }
  },

  async onOpenMap() {
    const { view } = this.data
    if (view.state !== 'ready' || !view.event.point) return
    const { point, place, address } = view.event
    await wx.openLocation({ ...point, name: place, address })
  },

  async onCopy(event) {
    await wx.setClipboardData({ data: event.currentTarget.dataset.address })
  },

  onRetry() {
    this.setData({ view: { state: 'loading' } })
    void this.load()
  },

  onNext() {
    const { eventId } = this
    const { view } = this.data
    if (view.state !== 'ready') return
    const signUpUrl = `/events/sign-up/sign-up?eventId=${eventId}`
    const urls = {
      signUp: signUpUrl,
      ticket: `/events/ticket/ticket?eventId=${eventId}`,
      register: registerUrl(signUpUrl),
      card: '/alumni/card/card',
      none: '',
    }
    const url = urls[view.event.next.act]
    if (url !== '') void wx.navigateTo({ url })
  },

  onCard({ detail }) {
    this.setData({ card: detail.path })
  },

  onPoster() {
    void wx.navigateTo({ url: `/events/poster/poster?eventId=${this.eventId}` })
  },

  onShareTimeline() {
    const { view, card } = this.data
    return {
      title: view.state === 'ready' ? `${view.event.title}｜${view.event.when}` : '校友活动',
      query: `eventId=${this.eventId}`,
      ...(card === '' ? {} : { imageUrl: card }),
    }
  },

  onShareAppMessage() {
    const { view, card } = this.data
    return {
      ...(card === '' ? {} : { imageUrl: card }),
      title: view.state === 'ready' ? `${view.event.title}｜${view.event.when}` : '校友活动',
      path: `/events/event/event?eventId=${this.eventId}`,
    }
  },
})
