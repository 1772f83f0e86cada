/** Writing a wish: words, how it is signed, a picture if one likes. What is written is kept until it is sent. */
import { AppError } from '../../contract/errors'
import { pictureBytesAtMost } from '../../contract/event-content'
import { parse } from '../../contract/fields'
import { contract } from '../../contract/index'
import { type Signature, signatures, wishPictureFolder, wishWordsAtMost } from '../../contract/wishes'
import { call, sendFile } from '../../services/cloud'
import { dropDraft, keepDraft, newKey, readDraft } from '../../services/drafts'
import { session } from '../../stores/session'
import { type Failure, failureOf, fieldMessagesOf } from '../../utils/failure'
import { registerUrl } from '../../utils/recognition'

interface Draft {
  readonly draftKey: string
  readonly words: string
  readonly signature: Signature
  /** On this phone; empty without one. */
  readonly picture: string
  /** Where it lies in the cloud once it was sent up. */
  readonly pictureId: string
}

interface Data extends Pick<Draft, 'words' | 'signature' | 'picture'> {
  view: { readonly state: 'loading' | 'ready' | 'empty' } | Failure
  options: readonly { readonly value: Signature; readonly label: string; readonly shown: string }[]
  wordsAtMost: number
  problem: string
  busy: boolean
}

interface Methods {
  anniversaryId: string
  draft: Draft
  load(): Promise<void>
  show(draft: Draft): void
  change(change: Partial<Draft>): void
  send(): Promise<void>
  onRetry(): void
  onRegister(): void
  onWords(event: WechatMiniprogram.Input): void
  onSignature(event: WechatMiniprogram.BaseEvent<WechatMiniprogram.IAnyObject, { value: Signature }>): void
  onPicture(): Promise<void>
  onNoPicture(): void
  onSend(): Promise<void>
  leave(): void
}

const draftOf = (anniversaryId: string) => `wish:${anniversaryId}`
const emptyDraft = (): Draft => ({
  draftKey: newKey(),
  words: '',
  signature: 'unnamed',
  picture: '',
  pictureId: '',
})

/** Only whom the school recognises signs with a name or a year. */
function optionsFor(me: typeof session.me): Data['options'] {
  const person = me?.person
  const unnamed = { value: 'unnamed', label: signatures.unnamed, shown: '一位校友' } as const
  if (person?.status !== 'verified') return [unnamed]
  const years = person.educations.map(({ entryYear }) => entryYear)
  return [
    { value: 'named', label: signatures.named, shown: person.name },
    ...(years.length > 0
      ? [{ value: 'year', label: signatures.year, shown: `${Math.min(...years)} 级校友` } as const]
      : []),
    unnamed,
  ]
}

Page<Data, Methods>({
  anniversaryId: '',
  draft: emptyDraft(),
  data: {
    words: '',
    signature: 'unnamed',
    picture: '',
    view: { state: 'loading' },
    options: [],
    wordsAtMost: wishWordsAtMost,
    problem: '',
    busy: false,
  },

  onLoad({ anniversaryId = '' }) {
    this.anniversaryId = anniversaryId
    void this.load()
  },

  async load() {
    try {
      // Without an id it is for the anniversary that Home shows.
      const asked = this.anniversaryId === '' ? {} : { anniversaryId: this.anniversaryId }
      const [me, { anniversaryId }] = await Promise.all([
        session.refresh(),
        call('celebration.readAnniversary', asked),
      ])
      this.anniversaryId = anniversaryId
      const options = optionsFor(me)
      const draft = readDraft<Draft>(draftOf(this.anniversaryId)) ?? {
        ...emptyDraft(),
        signature: options[0]?.value ?? 'unnamed',
      }
      this.show(draft)
      this.setData({ options, view: { state: me.person ? 'ready' : 'empty' } })
    } catch (error) {
      this.setData({ view: failureOf(error) })
    }
  },

  change(change) {
    this.show({ ...this.draft, ...change })
    keepDraft(draftOf(this.anniversaryId), this.draft)
  },

  show(draft) {
    this.draft = draft
    const { words, signature, picture } = draft
    this.setData({ words, signature, picture, problem: '' })
  },

  onRetry() {
    this.setData({ view: { state: 'loading' } })
    void this.load()
  },

  onRegister() {
    void wx.navigateTo({ url: registerUrl(`/stories/wish/wish?anniversaryId=${this.anniversaryId}`) })
  },

  onWords({ detail }) {
    this.change({ words: detail.value })
  },

  onSignature({ currentTarget }) {
    this.change({ signature: currentTarget.dataset.value })
  },

  async onPicture() {
    const chosen = await wx
      .chooseMedia({ count: 1, mediaType: ['image'], sizeType: ['compressed'] })
      .catch(() => undefined)
    const file = chosen?.tempFiles[0]
    if (!file) return
    if (file.size > pictureBytesAtMost) this.setData({ problem: new AppError('PICTURE_UNFIT').message })
    else this.change({ picture: file.tempFilePath, pictureId: '' })
  },

  onNoPicture() {
    this.change({ picture: '', pictureId: '' })
  },

  async onSend() {
    if (this.data.busy) return
    this.setData({ busy: true, problem: '' })
    try {
      await this.send()
    } catch (error) {
      const [first] = Object.values(fieldMessagesOf(error))
      this.setData({ problem: first ?? failureOf(error).message })
    } finally {
      this.setData({ busy: false })
    }
  },

  async send() {
    const { draftKey, words, signature, picture } = this.draft
    const written = { draftKey, anniversaryId: this.anniversaryId, words, signature }
    const parsed = parse(contract['wishes.make'].input, written)
    if (!parsed.ok) throw new AppError('INVALID_INPUT', { fields: parsed.fields })
    if (picture !== '' && this.draft.pictureId === '') {
      const personId = session.me?.person?.personId ?? ''
      this.change({ pictureId: await sendFile(`${wishPictureFolder(personId)}/${newKey()}.jpg`, picture) })
    }
    const { pictureId } = this.draft
    const { state } = await call('wishes.make', {
      ...written,
      ...(pictureId === '' ? {} : { pictureId }),
    })
    dropDraft(draftOf(this.anniversaryId))
    const title = state === 'shown' ? '祝福已送达' : '已收到，审核后展示'
    await wx.showToast({ title, icon: 'none', duration: 2000 })
    this.leave()
  },

  /** Back to the wall, which was not before this page when it was opened directly. */
  leave() {
    const url = `/stories/wishes/wishes?anniversaryId=${this.anniversaryId}`
    wx.navigateBack({ fail: () => void wx.redirectTo({ url }) })
  },
})
