/** Messages as the inbox shows them. */
import type { TemplateName } from '../../contract/alumni'
import type { InboxMessage } from '../../contract/messages'
import { formatRelative } from '../../utils/date'

export interface Row {
  readonly key: string
  readonly icon: string
  readonly title: string
  readonly words: string
  readonly when: string
  readonly isRead: boolean
  readonly url: string
}

const icons: Readonly<Record<TemplateName, string>> = {
  reviewResult: 'person',
  signUpResult: 'ticket',
  eventReminder: 'clock',
  eventChanged: 'calendar',
  eventThanks: 'heart',
  givingNews: 'heart',
  giftThanks: 'heart',
  giftRefunded: 'info',
  contactAsked: 'mail',
  notice: 'people',
  articleResult: 'edit',
}

export const rowOf = ({ key, kind, title, words, at, isRead, url }: InboxMessage, nowMs: number): Row => ({
  key,
  icon: icons[kind],
  title,
  words,
  when: formatRelative(at, nowMs),
  isRead,
  url,
})

/** The newest of them, or undefined: everything up to it is read once it was shown. */
export const newestOf = (messages: readonly InboxMessage[]): number | undefined =>
  messages.length === 0 ? undefined : Math.max(...messages.map(({ at }) => at))
