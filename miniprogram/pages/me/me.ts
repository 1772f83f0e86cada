/** Me: who I am here, what is mine, and the staff door for those who have one. */
import type { Me } from '../../contract/alumni'
import { call } from '../../services/cloud'
import { type Scanned, scan } from '../../services/scan'
import { session } from '../../stores/session'
import { type CardFace, cardFaceOf } from '../../utils/card-face'
import { afterFailure, type Failure } from '../../utils/failure'

type View =
  | { readonly state: 'loading' }
  | {
      readonly state: 'ready'
      readonly institution: string
      readonly face: CardFace | null
      /** The fileID of one's own picture; empty without one. */
      readonly avatar: string
      /** One sentence on what to do next; empty when nothing is. */
      readonly note: string
      readonly isStaff: boolean
      readonly offline: boolean
    }
  | Failure

interface Data {
  readonly view: View
  /** How many messages are new; empty when none is. */
  readonly unread: string
}

interface Methods {
  load(): Promise<void>
  show(me: Me): void
  countUnread(): Promise<void>
  onRetry(): void
  onCard(): void
  onRegister(): void
  onOpen(event: WechatMiniprogram.BaseEvent<WechatMiniprogram.IAnyObject, { url: string }>): void
  onScan(): Promise<void>
}

const notes = {
  pending: '您的登记正在审核，通过后会在这里显示',
  returned: '您的登记需要补充，点此修改',
  refused: '您的登记未通过审核，如有疑问请联系校友会',
  verified: '',
} as const

Page<Data, Methods>({
  data: { view: { state: 'loading' }, unread: '' },

  onLoad() {
    if (session.me) this.show(session.me)
  },

  onShow() {
    void this.load()
  },

  async load() {
    try {
      const me = await session.refresh()
      this.show(me)
      if (me.person) await this.countUnread()
    } catch (error) {
      this.setData(afterFailure(error, this.data.view.state))
    }
  },

  show(me) {
    const { person, roles, institution } = me
    this.setData({
      view: {
        state: 'ready',
        institution: institution.name,
        face: person ? cardFaceOf({ ...person, number: '' }) : null,
        avatar: person?.avatar ?? '',
        note: person ? notes[person.status] : '',
        isStaff: roles.length > 0,
        offline: false,
      },
    })
  },

  /** A number that is missing is no reason to say that the page failed. */
  async countUnread() {
    try {
      const { unread } = await call('messages.countUnread', {})
      this.setData({ unread: unread === 0 ? '' : unread > 99 ? '99+' : String(unread) })
    } catch (error) {
      console.warn('messages.countUnread', error)
    }
  },

  onRetry() {
    this.setData({ view: { state: 'loading' } })
    void this.load()
  },

  onCard() {
    const isReturned = session.me?.person?.status === 'returned'
    void wx.navigateTo({ url: isReturned ? '/alumni/register/register' : '/alumni/card/card' })
  },

  onRegister() {
    void wx.navigateTo({ url: '/alumni/register/register' })
  },

  onOpen({ currentTarget }) {
    void wx.navigateTo({ url: currentTarget.dataset.url })
  },

  async onScan() {
    const scanned: Scanned | undefined = await scan()
    if (!scanned) return
    if ('scene' in scanned) {
      void wx.navigateTo({ url: `/pages/enter/enter?scene=${encodeURIComponent(scanned.scene)}` })
    } else if (scanned.text.startsWith('door.')) {
      // The screen at an event's door: the ticket of that event lets its holder in.
      const [, eventId = ''] = scanned.text.split('.')
      const query = `eventId=${encodeURIComponent(eventId)}&door=${encodeURIComponent(scanned.text)}`
      void wx.navigateTo({ url: `/events/ticket/ticket?${query}` })
    } else void wx.showToast({ title: '这不是本校的码', icon: 'none' })
  },
})
