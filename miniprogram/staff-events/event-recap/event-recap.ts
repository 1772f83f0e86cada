/** Looking back on an event that is over: words and pictures, which stand on its page from then on. */
import { AppError } from '../../contract/errors'
import { call } from '../../services/cloud'
import { dropDraft, keepDraft, readDraft } from '../../services/drafts'
import { sendPicture } from '../../services/picture'
import { blocksOfText, textOfBlocks } from '../../utils/block-text'
import { type Failure, failureOf, fieldMessagesOf } from '../../utils/failure'

interface Data {
  view: { readonly state: 'loading' } | { readonly state: 'ready'; readonly title: string } | Failure
  /** Set when it is loaded and when a picture is put in, not while somebody types. */
  text: string
  problem: string
  notice: string
  sending: boolean
  busy: boolean
}

interface Methods {
  eventId: string
  revision: number
  typed: string
  load(): Promise<void>
  read(): Promise<{ readonly title: string; readonly saved: string }>
  keep(typed: string): void
  onText(event: WechatMiniprogram.Input): void
  onPicture(): Promise<void>
  onSave(): Promise<void>
  onRefused(error: unknown): Promise<void>
}

/** Back to the list, which was not before this page when it was opened directly. */
function leave(): void {
  wx.navigateBack({ fail: () => void wx.redirectTo({ url: '/staff-events/events/events' }) })
}

const keyOf = (eventId: string) => `event-recap:${eventId}`

Page<Data, Methods>({
  eventId: '',
  revision: 0,
  typed: '',
  data: { view: { state: 'loading' }, text: '', problem: '', notice: '', sending: false, busy: false },

  onLoad({ eventId = '' }) {
    this.eventId = eventId
    void this.load()
  },

  async load() {
    this.setData({ view: { state: 'loading' } })
    try {
      const { title, saved } = await this.read()
      const kept = readDraft<{ typed: string }>(keyOf(this.eventId))
      this.typed = kept?.typed ?? saved
      this.setData({
        view: { state: 'ready', title },
        text: this.typed,
        notice: kept && kept.typed !== saved ? '已恢复上次未保存的内容。' : '',
      })
    } catch (error) {
      this.setData({ view: failureOf(error) })
    }
  },

  async read() {
    const { revision, recap, content } = await call('events.readDraft', { eventId: this.eventId })
    this.revision = revision
    return { title: content.title, saved: textOfBlocks(recap) }
  },

  keep(typed) {
    this.typed = typed
    keepDraft(keyOf(this.eventId), { typed })
  },

  onText(event) {
    this.keep(event.detail.value)
    if (this.data.problem !== '') this.setData({ problem: '' })
  },

  async onPicture() {
    if (this.data.sending) return
    this.setData({ sending: true, problem: '' })
    try {
      const picture = await sendPicture()
      if (!picture) return
      const blocks = blocksOfText(this.typed)
      this.keep(textOfBlocks([...blocks, { kind: 'picture', fileId: picture.fileId, caption: '' }]))
      this.setData({ text: this.typed })
    } catch (error) {
      this.setData({ problem: failureOf(error).message })
    } finally {
      this.setData({ sending: false })
    }
  },

  async onSave() {
    const { eventId, revision } = this
    if (this.data.busy) return
    this.setData({ busy: true, problem: '', notice: '' })
    try {
      await call('events.saveRecap', { eventId, revision, blocks: blocksOfText(this.typed) })
      dropDraft(keyOf(eventId))
      void wx.showToast({ title: '回顾已发布', icon: 'success' })
      leave()
    } catch (error) {
      await this.onRefused(error)
    } finally {
      this.setData({ busy: false })
    }
  },

  /** Another editor's words are never replaced unknowingly: whoever saves once more knows of them. */
  async onRefused(error) {
    if (!(error instanceof AppError) || error.code !== 'EVENT_CHANGED') {
      const [fieldMessage] = Object.values(fieldMessagesOf(error))
      this.setData({ problem: fieldMessage ?? failureOf(error).message })
      return
    }
    try {
      const { saved } = await this.read()
      if (saved === textOfBlocks(blocksOfText(this.typed))) {
        dropDraft(keyOf(this.eventId))
        leave()
      } else this.setData({ notice: '这场活动刚被他人修改。您写的都还在，再次保存会替换已有的回顾。' })
    } catch (failure) {
      this.setData({ problem: failureOf(failure).message })
    }
  },
})
