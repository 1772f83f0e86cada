/** The wall of wishes, the latest first; above it one's own, with what became of them. */
import { type OwnWish, type ReportReason, reportReasons, type ShownWish } from '../../contract/wishes'
import { call } from '../../services/cloud'
import { session } from '../../stores/session'
import { formatRelative } from '../../utils/date'
import { afterFailure, type Failure, failureOf } from '../../utils/failure'
import { joining, keepLight, type Shown } from '../../utils/long-list'

interface WishView extends Pick<ShownWish, 'wishId' | 'words' | 'name' | 'isMine'> {
  readonly picture: string
  readonly when: string
}

interface OwnView extends WishView {
  readonly chip: string
}

interface Data {
  view: { readonly state: 'loading' } | { readonly state: 'ready'; readonly offline: boolean } | Failure
  wishes: readonly WishView[]
  /** Those on the page; null while the wall is new. */
  shown: Shown | null
  /** Those of one's own that are not on the wall. */
  own: readonly OwnView[]
  next: string
}

type Target = WechatMiniprogram.BaseEvent<WechatMiniprogram.IAnyObject, { wishId: string; mine: boolean }>

interface Methods {
  anniversaryId: string
  isReadingOn: boolean
  load(): Promise<void>
  onRetry(): void
  onMore(target: Target): Promise<void>
  onWrite(): void
  onPicture(event: WechatMiniprogram.BaseEvent<WechatMiniprogram.IAnyObject, { url: string }>): void
  takeBack(wishId: string): Promise<void>
  report(wishId: string): Promise<void>
}

const viewOf = ({ wishId, words, name, picture = '', at, isMine }: ShownWish): WishView => ({
  wishId,
  words,
  name,
  picture,
  when: formatRelative(at),
  isMine,
})

const chips = { waiting: '审核后展示', hidden: '未展示', shown: '' } as const

const ownViewOf = (wish: OwnWish): OwnView => ({ ...viewOf(wish), chip: chips[wish.state] })

const reasons = Object.keys(reportReasons) as ReportReason[]

/** The place of what was chosen from a menu; undefined when it was dismissed. */
const choose = async (itemList: string[]): Promise<number | undefined> =>
  (await wx.showActionSheet({ itemList }).catch(() => undefined))?.tapIndex

Page<Data, Methods>({
  anniversaryId: '',
  isReadingOn: false,
  data: { view: { state: 'loading' }, wishes: [], shown: null, own: [], next: '' },

  onLoad({ anniversaryId = '' }) {
    this.anniversaryId = anniversaryId
  },

  onShow() {
    void this.load()
  },

  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },

  async load() {
    const { anniversaryId } = this
    try {
      const me = await session.refresh()
      const [wall, mine] = await Promise.all([
        call('wishes.list', { anniversaryId }),
        me.person ? call('wishes.listMine', { anniversaryId }) : { wishes: [] },
      ])
      this.setData({
        view: { state: 'ready', offline: false },
        wishes: wall.wishes.map(viewOf),
        shown: null,
        own: mine.wishes.filter(({ state }) => state !== 'shown').map(ownViewOf),
        next: wall.next ?? '',
      })
    } catch (error) {
      this.setData(afterFailure(error, this.data.view.state))
    }
  },

  async onReachBottom() {
    const { next, wishes } = this.data
    if (next === '' || this.isReadingOn) return
    this.isReadingOn = true
    try {
      const more = await call('wishes.list', { anniversaryId: this.anniversaryId, after: next })
      this.setData({ ...joining('wishes', wishes.length, more.wishes.map(viewOf)), next: more.next ?? '' })
    } catch (error) {
      void wx.showToast({ title: failureOf(error).message, icon: 'none' })
    } finally {
      this.isReadingOn = false
    }
  },

  onPageScroll({ scrollTop }) {
    void keepLight(this, 'wishes', scrollTop)
  },

  onRetry() {
    this.setData({ view: { state: 'loading' } })
    void this.load()
  },

  async onMore({ currentTarget }) {
    const { wishId, mine } = currentTarget.dataset
    if ((await choose([mine ? '收回这条祝福' : '举报'])) === undefined) return
    await (mine ? this.takeBack(wishId) : this.report(wishId))
  },

  async takeBack(wishId) {
    const { confirm } = await wx.showModal({ title: '收回祝福', content: '收回后不再展示，图片一并删除。' })
    if (!confirm) return
    try {
      await call('wishes.takeBack', { wishId })
      await this.load()
    } catch (error) {
      void wx.showToast({ title: failureOf(error).message, icon: 'none' })
    }
  },

  async report(wishId) {
    const place = await choose(reasons.map((reason) => reportReasons[reason]))
    const reason = place === undefined ? undefined : reasons[place]
    if (!reason) return
    try {
      await call('wishes.report', { wishId, reason })
      void wx.showToast({ title: '已收到，谢谢您', icon: 'none' })
    } catch (error) {
      void wx.showToast({ title: failureOf(error).message, icon: 'none' })
    }
  },

  onPicture({ currentTarget }) {
    const { url } = currentTarget.dataset
    void wx.previewImage({ urls: [url], current: url })
  },

  onWrite() {
    void wx.navigateTo({ url: `/stories/wish/wish?anniversaryId=${this.anniversaryId}` })
  },

  onShareAppMessage() {
    return {
      title: '写一句祝福，送给母校',
      path: `/stories/wishes/wishes?anniversaryId=${this.anniversaryId}`,
    }
  },
})
