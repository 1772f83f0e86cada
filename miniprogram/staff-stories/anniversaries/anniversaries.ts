/** The anniversaries that are written here, and the ways to Home's blocks and to the wall of wishes. */
import type { ManagedAnniversary } from '../../contract/celebration-editing'
import { call } from '../../services/cloud'
import { formatDay } from '../../utils/date'
import { afterFailure, type Failure } from '../../utils/failure'

interface Row {
  readonly anniversaryId: string
  readonly name: string
  readonly line: string
  readonly isShown: boolean
  readonly isEditable: boolean
}

interface Data {
  view:
    | { readonly state: 'loading' }
    | {
        readonly state: 'ready'
        readonly rows: readonly Row[]
        readonly editsHome: boolean
      }
    | Failure
}

interface Methods {
  load(): Promise<void>
  onOpen(event: WechatMiniprogram.BaseEvent<WechatMiniprogram.IAnyObject, { url: string }>): void
  onNew(): void
}

const rowOf = (anniversary: ManagedAnniversary): Row => ({
  anniversaryId: anniversary.anniversaryId,
  name: anniversary.name,
  line: `${anniversary.body.name} · ${formatDay(anniversary.date)}`,
  isShown: anniversary.isShown,
  isEditable: anniversary.isEditable,
})

Page<Data, Methods>({
  data: { view: { state: 'loading' } },

  onShow() {
    void this.load()
  },

  async load() {
    try {
      const { anniversaries, editsHome } = await call('celebration.listAnniversaries', {})
      this.setData({ view: { state: 'ready', rows: anniversaries.map(rowOf), editsHome } })
    } catch (error) {
      this.setData(afterFailure(error, this.data.view.state))
    }
  },

  onOpen({ currentTarget }) {
    void wx.navigateTo({ url: currentTarget.dataset.url })
  },

  onNew() {
    void wx.navigateTo({ url: '/staff-stories/anniversary-edit/anniversary-edit' })
  },
})
