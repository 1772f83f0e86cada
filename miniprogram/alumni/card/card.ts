/** The alumni card; while a reviewer decides, how far it has come. Kept on the phone, so that it opens without network. */
import type { AlumniCard, VerificationStatus } from '../../contract/alumni'
import { AppError } from '../../contract/errors'
import { call } from '../../services/cloud'
import { session } from '../../stores/session'
import { type CardFace, cardFaceOf } from '../../utils/card-face'
import { formatMoment } from '../../utils/date'
import { afterFailure, type Failure } from '../../utils/failure'

interface CardView {
  readonly institution: string
  readonly face: CardFace
  readonly avatar: string
  readonly code: string
  readonly validUntil: string
  readonly status: VerificationStatus
  /** Why it was returned or refused. */
  readonly reason: string
  readonly steps: readonly { readonly title: string; readonly note?: string }[]
  readonly step: number
}

type View =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly card: CardView; readonly offline: boolean }
  | { readonly state: 'empty' }
  | Failure

interface Data {
  readonly view: View
}

interface Methods {
  load(): Promise<void>
  show(card: AlumniCard): void
  onRegister(): void
  onProfile(): void
  onRetry(): void
}

const storageKey = 'card'

/** How far a registration has come, in words; 3 is all done. */
function progressOf(status: VerificationStatus) {
  const last = status === 'returned' ? '退回补充' : status === 'refused' ? '未通过' : '通过'
  return {
    steps: [{ title: '提交' }, { title: '审核' }, { title: last }],
    step: status === 'pending' ? 1 : status === 'verified' ? 3 : 2,
  }
}

Page<Data, Methods>({
  data: { view: { state: 'loading' } },

  onLoad() {
    const kept: unknown = wx.getStorageSync(storageKey)
    if (typeof kept === 'object' && kept !== null) this.show(kept as AlumniCard)
  },

  onShow() {
    void this.load()
  },

  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },

  async load() {
    try {
      const [card] = await Promise.all([call('alumni.readCard', {}), session.refresh()])
      wx.setStorageSync(storageKey, card)
      this.show(card)
    } catch (error) {
      if (error instanceof AppError && error.code === 'NOT_REGISTERED') {
        wx.removeStorageSync(storageKey)
        this.setData({ view: { state: 'empty' } })
        return
      }
      this.setData(afterFailure(error, this.data.view.state))
    }
  },

  show(card) {
    this.setData({
      view: {
        state: 'ready',
        offline: false,
        card: {
          institution: session.me?.institution.name ?? '',
          face: cardFaceOf(card),
          avatar: card.avatar,
          code: card.code,
          validUntil: formatMoment(card.codeExpiresAt),
          status: card.status,
          reason: session.me?.person?.reason ?? '',
          ...progressOf(card.status),
        },
      },
    })
  },

  onRegister() {
    void wx.navigateTo({ url: '/alumni/register/register' })
  },

  onProfile() {
    void wx.navigateTo({ url: '/alumni/profile/profile' })
  },

  onRetry() {
    this.setData({ view: { state: 'loading' } })
    void this.load()
  },
})
