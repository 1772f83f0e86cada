/** Who asked me for contact, whom I asked, and answering. An answer that is being written is kept until it is sent. */
import type { Input } from '../../contract/index'
import { call } from '../../services/cloud'
import { dropDraft, keepDraft, readDraft } from '../../services/drafts'
import { askToNotify } from '../../services/notify'
import { afterFailure, type Failure, failureOf } from '../../utils/failure'
import { keepLight } from '../../utils/long-list'
import type { Obstacle } from '../../utils/obstacle'
import { readAnew, readOn } from '../../utils/reading-on'
import { recognised } from '../services/recognition'
import { type Direction, nothingYet, type Row, rowOf, tabs } from './contacts-view'

type View =
  | { readonly state: 'loading' }
  | {
      readonly state: 'ready'
      readonly rows: readonly Row[]
      /** Where the next page begins; empty at the end. */
      readonly next: string
      readonly more: 'idle' | 'loading' | 'failed'
      readonly offline: boolean
    }
  | Obstacle
  | Failure

interface Data {
  readonly tabs: typeof tabs
  readonly direction: Direction
  readonly view: View
  /** Whose request is being accepted; empty while none is. */
  readonly answering: string
  readonly reply: string
  readonly act: 'idle' | 'sending'
  readonly problem: string
}

type PersonTap = WechatMiniprogram.BaseEvent<WechatMiniprogram.IAnyObject, { personId: string }>

interface Methods {
  load(): Promise<void>
  loadMore(): void
  onTab(event: WechatMiniprogram.BaseEvent<WechatMiniprogram.IAnyObject, { direction: Direction }>): void
  onRetry(): void
  onNext(): void
  onOpen(event: PersonTap): void
  onAccept(event: PersonTap): void
  onReply(event: WechatMiniprogram.Input): void
  onCancel(): void
  onSend(): Promise<void>
  onDecline(event: PersonTap): Promise<void>
  onBlock(event: PersonTap): Promise<void>
  answer(input: Input<'directory.answer'>): Promise<void>
}

/** What stays in sight above the field: whom one answers. */
const spaceAbovePx = 160

const draftOf = (personId: string) => `reply:${personId}`

const notAnswering = { answering: '', act: 'idle', problem: '' } as const

Page<Data, Methods>({
  data: { tabs, direction: 'received', view: { state: 'loading' }, ...notAnswering, reply: '' },

  onLoad({ direction }) {
    if (direction === 'sent') this.setData({ direction })
  },

  onShow() {
    void this.load()
  },

  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },

  onReachBottom() {
    this.loadMore()
  },

  onPageScroll({ scrollTop }) {
    void keepLight(this, 'view.rows', scrollTop)
  },

  async load() {
    const { direction } = this.data
    try {
      const recognition = await recognised('/alumni/contacts/contacts')
      if ('state' in recognition) {
        this.setData({ view: recognition })
        return
      }
      const { list } = await readAnew(
        this,
        'rows',
        (after) => call('directory.listContacts', { direction, after }),
        ({ contacts }) => contacts.map((row) => rowOf(row, Date.now())),
      )
      // Another tab may have been chosen meanwhile.
      if (this.data.direction !== direction) return
      const isEmpty = list.rows.length === 0
      this.setData({
        view: isEmpty
          ? { state: 'empty', ...nothingYet[direction] }
          : { state: 'ready', ...list, offline: false },
      })
    } catch (error) {
      if (this.data.direction === direction) this.setData(afterFailure(error, this.data.view.state))
    }
  },

  loadMore() {
    const { direction, view } = this.data
    if (view.state !== 'ready') return
    void readOn(this, 'rows', view.rows.length, async (after) => {
      const { contacts, next } = await call('directory.listContacts', { direction, after })
      return { rows: contacts.map((row) => rowOf(row, Date.now())), next }
    })
  },

  onTab({ currentTarget }) {
    const { direction } = currentTarget.dataset
    if (direction === this.data.direction) return
    this.setData({ direction, view: { state: 'loading' }, ...notAnswering })
    void this.load()
  },

  onRetry() {
    this.setData({ view: { state: 'loading' } })
    void this.load()
  },

  onNext() {
    if (this.data.view.state === 'empty') void wx.navigateTo({ url: this.data.view.url })
  },

  onOpen({ currentTarget }) {
    const { direction } = this.data
    const { personId } = currentTarget.dataset
    if (direction === 'sent') void wx.navigateTo({ url: `/alumni/person/person?personId=${personId}` })
  },

  onAccept({ currentTarget }) {
    const { personId } = currentTarget.dataset
    // What was typed for one person must not go to another.
    const reply = readDraft<{ reply: string }>(draftOf(personId))?.reply ?? ''
    this.setData({ ...notAnswering, answering: personId, reply }, () => {
      // On a small phone the field would open below the button that sends it.
      void wx.pageScrollTo({ selector: '.form', offsetTop: -spaceAbovePx, duration: 240 })
    })
  },

  onReply({ detail }) {
    keepDraft(draftOf(this.data.answering), { reply: detail.value })
    this.setData({ reply: detail.value, problem: '' })
  },

  onCancel() {
    this.setData(notAnswering)
  },

  async onSend() {
    const { answering, reply } = this.data
    if (reply.trim() === '') {
      this.setData({ problem: '请写下愿意告诉对方的联系方式' })
      return
    }
    const asked = askToNotify('contactAsked')
    this.setData({ act: 'sending', problem: '' })
    await asked
    await this.answer({ personId: answering, accepts: true, reply })
  },

  async onDecline({ currentTarget }) {
    await this.answer({ personId: currentTarget.dataset.personId, accepts: false })
  },

  async answer(input) {
    try {
      await call('directory.answer', input)
      dropDraft(draftOf(input.personId))
      this.setData(notAnswering)
      await this.load()
    } catch (error) {
      const { message } = failureOf(error)
      this.setData({ act: 'idle', problem: message })
      if (!input.accepts) void wx.showToast({ title: message, icon: 'none' })
    }
  },

  async onBlock({ currentTarget }) {
    const { confirm } = await wx.showModal({
      title: '屏蔽此人？',
      content: '此人将找不到您，也不能再请求联系；对方不会收到通知。可在「谁能看到我」里解除。',
      confirmText: '屏蔽',
      confirmColor: '#B3261E',
    })
    if (!confirm) return
    try {
      await call('directory.block', { personId: currentTarget.dataset.personId, isBlocked: true })
      this.setData(notAnswering)
      await this.load()
    } catch (error) {
      void wx.showToast({ title: failureOf(error).message, icon: 'none' })
    }
  },
})
