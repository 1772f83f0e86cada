/** What a person was told: kept for them in the inbox, whether or not a subscribe message could be sent. */
import { action } from './action'
import type { TemplateName } from './alumni'
import { type Moment, moment, optional, text } from './fields'

export interface InboxMessage {
  readonly key: string
  readonly kind: TemplateName
  readonly title: string
  readonly words: string
  readonly at: Moment
  readonly isRead: boolean
  /** Where a tap leads, as a path of the mini-program; empty where there is no more to it. */
  readonly url: string
}

/** What became of everything that was told for one cause. */
export interface Delivery {
  /** Find it in their inbox: everybody. */
  readonly told: number
  readonly sent: number
  /** Did not allow a subscribe message. */
  readonly refused: number
  readonly failed: number
  /** Still to be sent, or on its way. */
  readonly waiting: number
  /** What WeChat answered where it did not send. */
  readonly codes: readonly { readonly code: number; readonly messages: number }[]
}

export const messages = {
  /** Newest first. */
  'messages.list': action('person', { after: optional(text('游标', { max: 400 })) }).returns<{
    readonly messages: readonly InboxMessage[]
    readonly next: string | undefined
  }>(),
  'messages.countUnread': action('person', {}).returns<{ readonly unread: number }>(),
  /** Everything told until then counts as read; what came since stays new. */
  'messages.markRead': action('person', { until: moment('时间') }).returns<Record<string, never>>(),
}
