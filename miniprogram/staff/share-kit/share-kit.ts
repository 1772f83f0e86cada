/** All that is needed to tell people of an event or a project: words, pictures and links, a code for each channel. */
import { type ChannelKind, channelKinds, type Shareable } from '../../contract/codes'
import type { Output } from '../../contract/index'
import { call } from '../../services/cloud'
import { newKey } from '../../services/drafts'
import { type Failure, failureOf } from '../../utils/failure'
import { type Act, type KitView, kitViewOf } from './share-kit-view'

interface Data {
  view: { readonly state: 'loading' } | KitView | Failure
  /** What is being done, `kind:act`; empty when nothing is. */
  busy: string
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

Page<Data, Methods>({
  opens: 'event',
  targetId: '',
  kit: undefined,
  keys: new Map(),
  data: { view: { state: 'loading' }, busy: '', notice: '' },

  onLoad({ opens = 'event', targetId = '' }) {
    this.opens = opens === 'project' ? 'project' : 'event'
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
      this.kit = await call('codes.readKit', { opens, targetId })
      this.setData({ view: kitViewOf(opens, this.kit), notice: '' })
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
    if (this.data.busy !== '') return
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
    if (act === 'poster') {
      await wx.navigateTo({ url: `/staff/code-poster/code-poster?scene=${scene}` })
      return
    }
    if (act === 'path') await wx.setClipboardData({ data: `pages/enter/enter?scene=${scene}` })
    else {
      const { url } = await call('codes.link', { scene })
      const { view } = this.data
      await wx.setClipboardData({ data: view.state === 'ready' ? `${view.text}\n${url}` : url })
    }
    await this.load()
  },
})
