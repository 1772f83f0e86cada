/** Shows the subscribe messages that the mini-program sends, as they would reach WeChat's chat list. */
import { byId, make } from './dom'
import type { PanelMessage } from './host'

const campusMoment = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  month: 'long',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hour12: false,
})

export class Messages {
  private unseen = 0

  /** All so far, newest first. */
  set(messages: readonly PanelMessage[]): void {
    const list = byId('message-list', HTMLElement)
    list.replaceChildren(...messages.map(messageCard))
    if (messages.length === 0) list.append(make('p', { class: 'empty' }, '还没有发出过消息'))
  }

  add(message: PanelMessage): void {
    const list = byId('message-list', HTMLElement)
    list.querySelector('.empty')?.remove()
    list.prepend(messageCard(message))
    if (list.closest('[hidden]')) this.unseen += 1
    this.showUnseen()
  }

  seen(): void {
    this.unseen = 0
    this.showUnseen()
  }

  private showUnseen(): void {
    showBadge('tab-messages', this.unseen)
  }
}

/** The number on a tab; none for zero. */
export function showBadge(tabId: string, count: number): void {
  const badge = byId(tabId, HTMLElement).querySelector<HTMLElement>('.badge')
  if (!badge) return
  badge.hidden = count === 0
  badge.textContent = String(count)
}

/** One message, as it would reach somebody. */
export function messageCard({ to, message }: PanelMessage): HTMLElement {
  const fields = Object.entries(message.data).flatMap(([key, value]) => [
    make('dt', {}, key),
    make('dd', {}, value),
  ])
  return make(
    'article',
    { class: 'message' },
    make(
      'header',
      {},
      make('b', {}, `发给 ${to ?? '其他人'}`),
      make('time', {}, campusMoment.format(message.sentAtMs)),
    ),
    make('dl', {}, ...fields),
  )
}
