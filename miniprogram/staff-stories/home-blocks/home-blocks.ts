/** What Home consists of: its blocks in order, each on or off, and the words of the notice. */
import { type HomeBlockKind, homeBlockKinds } from '../../contract/celebration'
import type { HomeLayout } from '../../contract/celebration-editing'
import { AppError } from '../../contract/errors'
import { call } from '../../services/cloud'
import { dropDraft, keepDraft, readDraft } from '../../services/drafts'
import { keepHome } from '../../services/kept-home'
import { type Failure, failureOf } from '../../utils/failure'
import { fingerprint } from '../../utils/fingerprint'
import { moved, replaced } from '../../utils/lists'

interface Draft {
  readonly bodyId: string
  readonly revision: number
  readonly layout: HomeLayout
}

interface Row {
  readonly kind: HomeBlockKind
  readonly label: string
  readonly note: string
  readonly isOn: boolean
}

interface Data {
  view: { readonly state: 'loading' | 'ready' } | Failure
  rows: readonly Row[]
  words: string
  notice: string
  busy: boolean
}

type Target = WechatMiniprogram.BaseEvent<WechatMiniprogram.IAnyObject, { place: number; by: number }>

interface Methods {
  draft: Draft | undefined
  load(): Promise<void>
  show(draft: Draft): void
  edit(layout: HomeLayout): void
  onMove(target: Target): void
  onSwitch(event: WechatMiniprogram.SwitchChange): void
  onWords(event: WechatMiniprogram.Input): void
  onPreview(): void
  onSave(): Promise<void>
  finish(draft: Draft): void
  onRefused(error: unknown): Promise<void>
}

const form = 'home-layout'

/** When a block shows itself, for whoever wonders where it is. */
const notes: Readonly<Record<HomeBlockKind, string>> = {
  doors: '',
  notice: '没有文字时不显示',
  anniversaries: '有公开的校庆时显示',
  circles: '只向已认证的校友显示',
  guide: '校庆填写了指南时显示',
  events: '有未结束的活动时显示',
  giving: '有募集中的项目时显示',
  stories: '有已发布的文章时显示',
  wishes: '有公开的校庆时显示',
}

/** Whether two layouts are the same once the server has tidied them. */
const saysSame = (one: HomeLayout, other: HomeLayout): boolean =>
  one.notice.trim() === other.notice.trim() && fingerprint(one.blocks) === fingerprint(other.blocks)

Page<Data, Methods>({
  draft: undefined,
  data: { view: { state: 'loading' }, rows: [], words: '', notice: '', busy: false },

  onLoad() {
    void this.load()
  },

  async load() {
    this.setData({ view: { state: 'loading' } })
    try {
      const saved = await call('celebration.readLayout', {})
      const kept = readDraft<Draft>(form)
      // What was typed for an older revision is put before whoever typed it, and saved only on top of the newer.
      const draft = kept ? { ...saved, layout: kept.layout } : saved
      const isOld = kept !== undefined && kept.revision !== saved.revision
      this.setData({
        view: { state: 'ready' },
        words: draft.layout.notice,
        notice: isOld ? '首页已被他人修改；下面是您上次没有保存的内容，请核对。' : '',
      })
      this.show(draft)
    } catch (error) {
      this.setData({ view: failureOf(error) })
    }
  },

  show(draft) {
    this.draft = draft
    this.setData({
      rows: draft.layout.blocks.map(({ kind, isOn }) => ({
        kind,
        label: homeBlockKinds[kind],
        note: notes[kind],
        isOn,
      })),
    })
  },

  edit(layout) {
    if (!this.draft) return
    const draft = { ...this.draft, layout }
    keepDraft(form, draft)
    this.show(draft)
  },

  onMove({ currentTarget }) {
    const { place, by } = currentTarget.dataset
    const layout = this.draft?.layout
    if (layout) this.edit({ ...layout, blocks: moved(layout.blocks, Number(place), Number(by)) })
  },

  onSwitch(event) {
    const layout = this.draft?.layout
    const place = Number(event.currentTarget.dataset.place)
    const isOn = event.detail.value
    if (layout)
      this.edit({ ...layout, blocks: replaced(layout.blocks, place, (block) => ({ ...block, isOn })) })
  },

  onWords({ detail }) {
    const layout = this.draft?.layout
    if (layout) this.edit({ ...layout, notice: detail.value })
  },

  /** The page that opens finds the layout on the phone. */
  onPreview() {
    if (!this.draft) return
    keepDraft('home-preview', this.draft.layout)
    void wx.navigateTo({ url: '/staff-stories/home-preview/home-preview' })
  },

  async onSave() {
    if (!this.draft || this.data.busy) return
    this.setData({ busy: true, notice: '' })
    try {
      const { revision, home } = await call('celebration.saveLayout', this.draft)
      // Whoever saved it sees it at once, whichever instance answers next.
      keepHome(home)
      this.finish({ ...this.draft, revision })
    } catch (error) {
      await this.onRefused(error)
    } finally {
      this.setData({ busy: false })
    }
  },

  finish(draft) {
    dropDraft(form)
    this.draft = draft
    void wx.showToast({ title: '首页已更新', icon: 'success' })
  },

  async onRefused(error) {
    if (!(error instanceof AppError) || error.code !== 'CELEBRATION_CHANGED') {
      this.setData({ notice: failureOf(error).message })
      return
    }
    const saved = await call('celebration.readLayout', {}).catch(() => undefined)
    // It was this phone that saved it, and the answer was lost.
    if (saved && this.draft && saysSame(saved.layout, this.draft.layout)) this.finish(saved)
    else await this.load()
  },
})
