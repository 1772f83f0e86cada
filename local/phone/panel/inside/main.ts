/** The look inside: puts its tabs together, keeps them fresh, and keeps the URL true. */
import { byId, make } from '../dom'
import { listenToHost } from '../host'
import { messageCard } from '../messages'
import { Tabs } from '../tabs'
import { Calls } from './calls'
import { Collections } from './collections'
import { source } from './source'

/** Many calls at once are one reason to look again. */
const gatherMs = 150

class Inside {
  private readonly query = new URLSearchParams(location.search)
  private readonly collections = new Collections(this.query.get('collection') ?? '', (collection) =>
    this.remember('collection', collection),
  )
  private readonly calls = new Calls()
  private readonly tabs = new Tabs(this.query.get('tab') ?? '', (tab) => {
    this.remember('tab', tab)
    void this.show()
  })
  private waiting: ReturnType<typeof setTimeout> | undefined

  constructor() {
    listenToHost({ call: () => this.soon(), message: () => this.soon() }, (isConnected) => {
      notice(isConnected ? '' : '与本机服务的连接断开，正在重连…')
      if (isConnected) void this.show()
    })
  }

  /** Documents stay as they are until somebody asks: a page that moves under the reader's eyes is no help. */
  private soon(): void {
    if (this.tabs.open === 'collections') return
    this.waiting ??= setTimeout(() => {
      this.waiting = undefined
      void this.show()
    }, gatherMs)
  }

  private async show(): Promise<void> {
    if (this.tabs.open === 'collections') await this.collections.show()
    else if (this.tabs.open === 'calls') await this.calls.show()
    else await showMessages()
  }

  private remember(name: string, value: string): void {
    this.query.set(name, value)
    history.replaceState(null, '', `?${this.query}`)
  }
}

async function showMessages(): Promise<void> {
  const messages = await source.messages()
  const list = byId('message-list', HTMLElement)
  list.replaceChildren(...messages.map(({ to, ...message }) => messageCard({ to, message })))
  if (messages.length === 0) list.append(make('p', { class: 'empty' }, '还没有发出过消息'))
}

function notice(sentence: string): void {
  const line = byId('notice', HTMLElement)
  line.textContent = sentence
  line.hidden = sentence === ''
}

window.addEventListener('error', (event) => notice(event.message))
window.addEventListener('unhandledrejection', (event) => notice((event.reason as Error).message))
new Inside()
