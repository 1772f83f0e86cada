/** An invitation to a role, opened in WeChat: what it is to, and accepting it. */
import type { Output } from '../../contract/index'
import { roles } from '../../contract/roles'
import { call } from '../../services/cloud'
import { session } from '../../stores/session'
import { type Failure, failureOf } from '../../utils/failure'

interface Ready {
  readonly state: 'ready'
  readonly role: string
  readonly place: string
  readonly from: string
  /** own: to be sent on · stranger: registers first · open: may be accepted · accepted: it was. */
  readonly step: 'own' | 'stranger' | 'open' | 'accepted'
}

interface Data {
  view: { readonly state: 'loading' } | Ready | Failure
  busy: boolean
  problem: string
}

interface Methods {
  scene: string
  load(): Promise<void>
  onPress(): Promise<void>
  onHome(): void
}

function stepOf({ isAccepted, isOwn, isRegistered }: Output<'roles.readInvitation'>): Ready['step'] {
  if (isAccepted) return 'accepted'
  if (isOwn) return 'own'
  return isRegistered ? 'open' : 'stranger'
}

function readyFrom(invitation: Output<'roles.readInvitation'>): Ready {
  const { role, body, event, byName } = invitation
  return {
    state: 'ready',
    role: roles[role],
    place: event ? event.title : body.name,
    from: byName === '' ? '欢迎使用校友之家' : `${byName} 邀请您`,
    step: stepOf(invitation),
  }
}

Page<Data, Methods>({
  scene: '',

  data: { view: { state: 'loading' }, busy: false, problem: '' },

  onLoad({ scene = '' }) {
    this.scene = decodeURIComponent(scene)
  },

  onShow() {
    void this.load()
  },

  async load() {
    try {
      this.setData({
        view: readyFrom(await call('roles.readInvitation', { scene: this.scene })),
        problem: '',
      })
    } catch (error) {
      this.setData({ view: failureOf(error) })
    }
  },

  async onPress() {
    const { view, busy } = this.data
    if (view.state !== 'ready' || busy) return
    if (view.step === 'stranger') return void wx.navigateTo({ url: '/alumni/register/register' })
    if (view.step === 'accepted') return void wx.redirectTo({ url: '/staff/today/today' })
    this.setData({ busy: true, problem: '' })
    try {
      await call('roles.accept', { scene: this.scene })
      await session.refresh()
      this.setData({ view: { ...view, step: 'accepted' } })
    } catch (error) {
      this.setData({ problem: failureOf(error).message })
    } finally {
      this.setData({ busy: false })
    }
  },

  onHome() {
    void wx.switchTab({ url: '/pages/home/home' })
  },
})
