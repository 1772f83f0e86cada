/** Wishes that a person has to look at: decided one by one, or many at once. */
import { reportReasons, type WaitingWish, waitingCauses } from '../../contract/wishes'
import { call } from '../../services/cloud'
import { formatRelative } from '../../utils/date'
import { type Failure, failureOf } from '../../utils/failure'
import { joining, keepLight, type Shown } from '../../utils/long-list'

interface Row {
  readonly wishId: string
  readonly words: string
  readonly picture: string
  readonly line: string
  readonly cause: string
  readonly tone: string
  readonly reasons: string
  readonly isChosen: boolean
}

interface Data {
  view: { readonly state: 'loading' | 'ready' } | Failure
  rows: readonly Row[]
  /** Those on the page; null while the list is new. */
  shown: Shown | null
  chosen: number
  next: string
  notice: string
  busy: boolean
}

type Target = WechatMiniprogram.BaseEvent<
  WechatMiniprogram.IAnyObject,
  { wishId: string; decision: 'show' | 'hide' }
>

interface Methods {
  load(): Promise<void>
  show(rows: readonly Row[]): void
  decide(wishIds: readonly string[], decision: 'show' | 'hide'): Promise<void>
  onMore(): Promise<void>
  onChoose(target: Target): void
  onDecide(target: Target): Promise<void>
  onShowChosen(): Promise<void>
  onHideChosen(): Promise<void>
  onPicture(event: WechatMiniprogram.BaseEvent<WechatMiniprogram.IAnyObject, { url: string }>): void
}

/** Each reason once, with how many gave it. */
function reasonsOf({ reasons }: WaitingWish): string {
  const counts = new Map<string, number>()
  for (const reason of reasons)
    counts.set(reportReasons[reason], (counts.get(reportReasons[reason]) ?? 0) + 1)
  return [...counts].map(([reason, times]) => `${reason} ${times} 人`).join('，')
}

const rowOf = (wish: WaitingWish): Row => ({
  wishId: wish.wishId,
  words: wish.words,
  picture: wish.picture ?? '',
  line: `${wish.name} · ${formatRelative(wish.at)}`,
  cause: waitingCauses[wish.cause],
  tone: wish.cause === 'reports' ? 'danger' : 'warning',
  reasons: reasonsOf(wish),
  isChosen: false,
})

const chosenAmong = (rows: readonly Row[]) => rows.filter(({ isChosen }) => isChosen)

Page<Data, Methods>({
  data: { view: { state: 'loading' }, rows: [], shown: null, chosen: 0, next: '', notice: '', busy: false },

  onLoad() {
    void this.load()
  },

  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },

  onPageScroll({ scrollTop }) {
    void keepLight(this, 'rows', scrollTop)
  },

  async load() {
    try {
      const { wishes, next } = await call('wishes.listWaiting', {})
      this.setData({ view: { state: 'ready' }, shown: null, next: next ?? '', notice: '' })
      this.show(wishes.map(rowOf))
    } catch (error) {
      const failure = failureOf(error)
      this.setData(this.data.view.state === 'ready' ? { notice: failure.message } : { view: failure })
    }
  },

  show(rows) {
    this.setData({ rows, chosen: chosenAmong(rows).length })
  },

  async decide(wishIds, decision) {
    if (this.data.busy || wishIds.length === 0) return
    this.setData({ busy: true, notice: '' })
    try {
      await call('wishes.decide', { wishIds: [...wishIds], decision })
      this.show(this.data.rows.filter(({ wishId }) => !wishIds.includes(wishId)))
      if (this.data.rows.length === 0) await this.load()
    } catch (error) {
      this.setData({ notice: failureOf(error).message })
    } finally {
      this.setData({ busy: false })
    }
  },

  async onMore() {
    try {
      const { wishes, next } = await call('wishes.listWaiting', { after: this.data.next })
      this.setData({ ...joining('rows', this.data.rows.length, wishes.map(rowOf)), next: next ?? '' })
    } catch (error) {
      this.setData({ notice: failureOf(error).message })
    }
  },

  onChoose({ currentTarget }) {
    const { wishId } = currentTarget.dataset
    const place = this.data.rows.findIndex((row) => row.wishId === wishId)
    const isChosen = !this.data.rows[place]?.isChosen
    this.setData({ [`rows[${place}].isChosen`]: isChosen, chosen: this.data.chosen + (isChosen ? 1 : -1) })
  },

  async onDecide({ currentTarget }) {
    const { wishId, decision } = currentTarget.dataset
    await this.decide([wishId], decision)
  },

  async onShowChosen() {
    const chosen = chosenAmong(this.data.rows).map(({ wishId }) => wishId)
    await this.decide(chosen, 'show')
  },

  async onHideChosen() {
    const chosen = chosenAmong(this.data.rows).map(({ wishId }) => wishId)
    await this.decide(chosen, 'hide')
  },

  onPicture({ currentTarget }) {
    const { url } = currentTarget.dataset
    void wx.previewImage({ urls: [url], current: url })
  },
})
