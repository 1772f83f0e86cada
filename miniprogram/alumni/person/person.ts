/** One person, as far as they let me see them, and asking them for contact. What is typed is kept until it is sent. */
import { type Contact, contactStatuses } from '../../contract/directory'
import { AppError } from '../../contract/errors'
import { call } from '../../services/cloud'
import { dropDraft, keepDraft, readDraft } from '../../services/drafts'
import { askToNotify } from '../../services/notify'
import { formatRelative } from '../../utils/date'
import { afterFailure, type Failure, failureOf } from '../../utils/failure'
import type { Obstacle } from '../../utils/obstacle'
import { recognised } from '../services/recognition'
import { type PersonFace, personFaceOf } from '../utils/person-face'

interface Asked {
  readonly status: Contact['status']
  readonly words: string
  readonly message: string
  readonly reply: string
  readonly asked: string
}

type View =
  | { readonly state: 'loading' }
  | {
      readonly state: 'ready'
      readonly face: PersonFace
      /** Null while nothing was asked. */
      readonly asked: Asked | null
      readonly act: 'idle' | 'sending'
      readonly problem: string
      readonly offline: boolean
    }
  | Obstacle
  | Failure

interface Data {
  readonly view: View
  readonly message: string
  /** What is wrong with the message; empty when nothing is known to be. */
  readonly wrong: string
}

interface Methods {
  personId: string
  load(): Promise<void>
  onRetry(): void
  onNext(): void
  onInput(event: WechatMiniprogram.Input): void
  onAsk(): Promise<void>
  onCopy(): void
}

/** Whoever closed their page again is like nobody: the server does not tell them apart. */
const nobody: Obstacle = {
  state: 'empty',
  title: '没有找到这位校友',
  hint: '也许对方更改了公开范围',
  action: '去找校友',
  url: '/alumni/directory/directory',
}

const draftOf = (personId: string) => `ask:${personId}`

const askedOf = (contact: Contact): Asked => ({
  status: contact.status,
  words: contactStatuses[contact.status],
  message: contact.message,
  reply: contact.reply,
  asked: formatRelative(contact.askedAt),
})

Page<Data, Methods>({
  personId: '',
  data: { view: { state: 'loading' }, message: '', wrong: '' },

  onLoad({ personId = '' }) {
    this.personId = personId
    this.setData({ message: readDraft<{ message: string }>(draftOf(personId))?.message ?? '' })
    void this.load()
  },

  async load() {
    const { personId } = this
    try {
      const recognition = await recognised(`/alumni/person/person?personId=${personId}`)
      if ('state' in recognition) {
        this.setData({ view: recognition })
        return
      }
      const { person, contact } = await call('directory.readPerson', { personId })
      const asked = contact ? askedOf(contact) : null
      if (asked?.status === 'refused') this.setData({ wrong: '上次的内容未能送达，请换一种说法' })
      this.setData({
        view: {
          state: 'ready',
          face: personFaceOf(person),
          asked,
          act: 'idle',
          problem: '',
          offline: false,
        },
      })
    } catch (error) {
      const isGone = error instanceof AppError && error.code === 'NOT_FOUND'
      this.setData(isGone ? { view: nobody } : afterFailure(error, this.data.view.state))
    }
  },

  onRetry() {
    this.setData({ view: { state: 'loading' } })
    void this.load()
  },

  onNext() {
    if (this.data.view.state === 'empty') void wx.navigateTo({ url: this.data.view.url })
  },

  onInput({ detail }) {
    this.setData({ message: detail.value, wrong: '', 'view.problem': '' })
    keepDraft(draftOf(this.personId), { message: detail.value })
  },

  async onAsk() {
    const { personId } = this
    const message = this.data.message.trim()
    if (message === '') {
      this.setData({ wrong: '请写几句话，让对方知道您是谁' })
      return
    }
    const asked = askToNotify('contactAsked')
    this.setData({ 'view.act': 'sending', 'view.problem': '' })
    await asked
    try {
      const contact = await call('directory.ask', { personId, message })
      dropDraft(draftOf(personId))
      this.setData({ message: '', 'view.act': 'idle', 'view.asked': askedOf(contact) })
    } catch (error) {
      this.setData({ 'view.act': 'idle', 'view.problem': failureOf(error).message })
    }
  },

  onCopy() {
    const { view } = this.data
    if (view.state === 'ready' && view.asked) void wx.setClipboardData({ data: view.asked.reply })
  },
})
