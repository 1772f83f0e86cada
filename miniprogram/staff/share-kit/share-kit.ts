/** All that is needed to tell people of something: its words, and for each channel a code with its picture and link. */
import { type ChannelKind, channelKinds, isShareable, type Shareable } from '../../contract/codes'
import type { Output } from '../../contract/index'
import { call } from '../../services/cloud'
import { newKey } from '../../services/drafts'
import { type Failure, failureOf } from '../../utils/failure'
import { type Act, type KitView, kitViewOf } from './share-kit-view'

interface Data {
  view: { readonly state: 'loading' } | KitView | Failure
  /** What is being done, `kind:act`; empty when nothing is. */
  busy: string
  /** The channel whose poster is open, and its code. */
  poster: { readonly kind: ChannelKind; readonly scene: string } | null
  notice: string
}

interface Methods {
  opens: Shareable
  targetId: string
  kit: Output<'codes.readKit'> | undefined
  /** One code for each channel, however often it is asked for. */
  keys: Map<ChannelKind, string>
  load(): Promise<void>
  sceneFor(kind: ChannelKind): Promise<string>
  onCopyText(): Promise<void>
  onAct(event: WechatMiniprogram.TouchEvent): Promise<void>
  act(kind: ChannelKind, act: Act): Promise<void>
}

/** A poster that was made already is there to be seen; none is made before somebody asks for it. */
function firstPosterOf({ isMaker, channels }: Output<'codes.readKit'>): Data['poster'] {
  const made = isMaker ? channels.find(({ kind }) => kind === 'poster') : undefined
  return made?.scene === undefined ? null : { kind: made.kind, scene: made.scene }
}

Page<Data, Methods>({
  opens: 'event',
  targetId: '',
  kit: undefined,
  keys: new Map(),
  data: { view: { state: 'loading' }, busy: '', poster: null, notice: '' },

  onLoad({ opens = 'event', targetId = '' }) {
    this.opens = isShareable(opens) ? opens : 'event'
    this.targetId = targetId
    this.keys = new Map()
  },

  onShow() {
    void this.load()
  },

  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },

  async load() {
    const { opens, targetId } = this
    try {
      const kit = await call('codes.readKit', { opens, targetId })
      if (!this.kit) this.setData({ poster: firstPosterOf(kit) })
      this.kit = kit
      this.setData({ view: kitViewOf(opens, kit), notice: '' })
    } catch (error) {
      const failure = failureOf(error)
      this.setData(this.data.view.state === 'ready' ? { notice: failure.message } : { view: failure })
    }
  },

  /** The channel's own code, made now if there is none. */
  async sceneFor(kind) {
    const { opens, targetId, kit, keys } = this
    const known = kit?.channels.find((channel) => channel.kind === kind)?.scene
    if (known !== undefined) return known
    const draftKey = keys.get(kind) ?? newKey()
    keys.set(kind, draftKey)
    const made = { draftKey, opens, targetId, kind, channel: channelKinds[kind], expiresAt: kit?.until ?? 0 }
    return (await call('codes.create', made)).scene
  },

  async onCopyText() {
    const { view } = this.data
    if (view.state === 'ready') await wx.setClipboardData({ data: view.text })
  },

  async onAct(event) {
    const { kind, act } = event.currentTarget.dataset
    const { busy, poster } = this.data
    if (busy !== '') return
    if (act === 'poster' && poster?.kind === kind) {
      this.setData({ poster: null })
      return
    }
    this.setData({ busy: `${kind}:${act}`, notice: '' })
    try {
      await this.act(kind, act)
    } catch (error) {
      this.setData({ notice: failureOf(error).message })
    } finally {
      this.setData({ busy: '' })
    }
  },

  async act(kind, act) {
    const scene = await this.sceneFor(kind)
    const { view } = this.data
    if (act === 'poster') this.setData({ poster: { kind, scene } })
    else if (act === 'path') await wx.setClipboardData({ data: `pages/enter/enter?scene=${scene}` })
    else {
      const { url } = await call('codes.link', { scene })
      const words = act === 'words' && view.state === 'ready' ? `${view.text}\n` : ''
      await wx.setClipboardData({ data: words + url })
    }
    await this.load()
  },
})
