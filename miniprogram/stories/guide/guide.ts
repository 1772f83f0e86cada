/** What whoever comes back needs to know. It is kept on the phone: on the way there may be no network. */
import type { Anniversary, Guide } from '../../contract/celebration'
import { paletteStyle } from '../../contract/colours'
import { call } from '../../services/cloud'
import { type Failure, failureOf } from '../../utils/failure'

interface Kept {
  readonly anniversaryId: string
  readonly name: string
  readonly colour: string
  readonly guide: Guide
}

interface Data {
  view:
    | { readonly state: 'loading' | 'empty' }
    | {
        readonly state: 'ready'
        readonly offline: boolean
        readonly name: string
        readonly palette: string
        readonly guide: Guide
      }
    | Failure
  /** The question whose answer is open; −1: none. */
  openPlace: number
}

interface Methods {
  anniversaryId: string
  load(): Promise<void>
  show(kept: Kept, offline: boolean): void
  onRetry(): void
  onPlace(event: WechatMiniprogram.BaseEvent<WechatMiniprogram.IAnyObject, { place: number }>): void
  onPhone(event: WechatMiniprogram.BaseEvent<WechatMiniprogram.IAnyObject, { phone: string }>): void
  onQuestion(event: WechatMiniprogram.BaseEvent<WechatMiniprogram.IAnyObject, { place: number }>): void
}

/** The last one that was read; a phone needs no other. */
const storageKey = 'guide'

const readKept = (anniversaryId: string): Kept | undefined => {
  const kept = wx.getStorageSync(storageKey) as Kept | ''
  const isWanted = kept !== '' && (anniversaryId === '' || kept.anniversaryId === anniversaryId)
  return isWanted ? kept : undefined
}

const keptFrom = ({ anniversaryId, name, colour, guide }: Anniversary): Kept => ({
  anniversaryId,
  name,
  colour,
  guide,
})

const isEmpty = ({ places, travel, contacts, questions }: Guide) =>
  [places, travel, contacts, questions].every((part) => part.length === 0)

Page<Data, Methods>({
  anniversaryId: '',
  data: { view: { state: 'loading' }, openPlace: -1 },

  onLoad({ anniversaryId = '' }) {
    this.anniversaryId = anniversaryId
    const kept = readKept(anniversaryId)
    if (kept) this.show(kept, false)
    void this.load()
  },

  async load() {
    try {
      const asked = this.anniversaryId === '' ? {} : { anniversaryId: this.anniversaryId }
      const kept = keptFrom(await call('celebration.readAnniversary', asked))
      wx.setStorageSync(storageKey, kept)
      this.show(kept, false)
    } catch (error) {
      const failure = failureOf(error)
      const kept = failure.state === 'offline' ? readKept(this.anniversaryId) : undefined
      if (kept) this.show(kept, true)
      else this.setData({ view: failure })
    }
  },

  show({ name, colour, guide }, offline) {
    if (isEmpty(guide)) this.setData({ view: { state: 'empty' } })
    else this.setData({ view: { state: 'ready', offline, name, palette: paletteStyle(colour), guide } })
  },

  onRetry() {
    this.setData({ view: { state: 'loading' } })
    void this.load()
  },

  onPlace({ currentTarget }) {
    const { view } = this.data
    const place = view.state === 'ready' ? view.guide.places[currentTarget.dataset.place] : undefined
    if (place?.point) void wx.openLocation({ ...place.point, name: place.name, address: place.address })
  },

  onPhone({ currentTarget }) {
    // Somebody who changes their mind is told nothing.
    wx.makePhoneCall({ phoneNumber: currentTarget.dataset.phone, fail: () => undefined })
  },

  onQuestion({ currentTarget }) {
    const { place } = currentTarget.dataset
    this.setData({ openPlace: this.data.openPlace === place ? -1 : place })
  },

  onShareAppMessage() {
    const { view } = this.data
    const title = view.state === 'ready' ? `${view.name} · 返校指南` : '返校指南'
    return { title, path: `/stories/guide/guide?anniversaryId=${this.anniversaryId}` }
  },
})
