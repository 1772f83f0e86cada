/** One sign-up as editors see it: answers and history; a guest of staff can be changed and removed. */
import type { Output } from '../../contract/index'
import { signUpStatuses } from '../../contract/sign-ups'
import { call } from '../../services/cloud'
import { formatMoment } from '../../utils/date'
import { type Failure, failureOf } from '../../utils/failure'

type Found = Output<'events.readSignUp'>

interface Data {
  view:
    | { readonly state: 'loading' }
    | {
        readonly state: 'ready'
        readonly person: Found['person']
        readonly standing: string
        readonly answers: Found['answers']
        readonly history: readonly { readonly when: string; readonly what: string }[]
        readonly isGuest: boolean
      }
    | Failure
  name: string
  companions: string
  busy: boolean
  problem: string
}

interface Methods {
  eventId: string
  holderId: string
  load(): Promise<void>
  onName(event: WechatMiniprogram.Input): void
  onCompanions(event: WechatMiniprogram.Input): void
  onPicture(event: WechatMiniprogram.TouchEvent): void
  onSave(): Promise<void>
  onRemove(): Promise<void>
  act(run: () => Promise<unknown>): Promise<void>
}

/** Back to who has signed up, which was not before this page when it was opened directly. */
function leave(eventId: string): void {
  const url = `/staff-events/event-people/event-people?eventId=${eventId}`
  wx.navigateBack({ fail: () => void wx.redirectTo({ url }) })
}

Page<Data, Methods>({
  eventId: '',
  holderId: '',

  data: { view: { state: 'loading' }, name: '', companions: '', busy: false, problem: '' },

  onLoad({ eventId = '', holderId = '' }) {
    this.eventId = eventId
    this.holderId = holderId
    void this.load()
  },

  async load() {
    this.setData({ view: { state: 'loading' } })
    try {
      const { eventId, holderId } = this
      const { person, answers, history } = await call('events.readSignUp', { eventId, holderId })
      const nowMs = Date.now()
      this.setData({
        view: {
          state: 'ready',
          person,
          standing: signUpStatuses[person.status],
          answers,
          history: history.map(({ status, seats, at }) => ({
            when: formatMoment(at, nowMs),
            what: `${signUpStatuses[status]}${status === 'withdrawn' ? '' : ` · ${seats} 席`}`,
          })),
          isGuest: person.enteredByName !== undefined && person.status !== 'withdrawn',
        },
        name: person.name,
        companions: String(person.seats - 1),
      })
    } catch (error) {
      this.setData({ view: failureOf(error) })
    }
  },

  onName(event) {
    this.setData({ name: event.detail.value, problem: '' })
  },

  onCompanions(event) {
    this.setData({ companions: event.detail.value, problem: '' })
  },

  onPicture(event) {
    const { url } = event.currentTarget.dataset
    void wx.previewImage({ urls: [url], current: url })
  },

  async onSave() {
    const { view, name, companions } = this.data
    if (view.state !== 'ready') return
    const { eventId, holderId } = this
    const { categoryId } = view.person
    const input = { eventId, holderId, name, companions: Number(companions) }
    await this.act(() =>
      call('events.changeGuest', { ...input, ...(categoryId === undefined ? {} : { categoryId }) }),
    )
  },

  async onRemove() {
    const { confirm } = await wx.showModal({
      title: '移除这位来宾？',
      content: '席位会立即让出。',
      confirmText: '移除',
      cancelText: '保留',
    })
    const { eventId, holderId } = this
    if (confirm) await this.act(() => call('events.removeGuest', { eventId, holderId }))
  },

  async act(run) {
    if (this.data.busy) return
    this.setData({ busy: true, problem: '' })
    try {
      await run()
      leave(this.eventId)
    } catch (error) {
      this.setData({ problem: failureOf(error).message })
    } finally {
      this.setData({ busy: false })
    }
  },
})
