/** Registering in a minute. What is typed is kept on the phone until it is sent; sent twice, it is one person. */
import type { Me, OwnProfile } from '../../contract/alumni'
import { consentVersion } from '../../contract/consent'
import type { FieldMessages } from '../../contract/errors'
import { call } from '../../services/cloud'
import { dropDraft, keepDraft, readDraft } from '../../services/drafts'
import { askToNotify } from '../../services/notify'
import { session } from '../../stores/session'
import { type Failure, failureOf, fieldMessagesOf } from '../../utils/failure'
import { sendOwnPicture } from '../services/own-picture'
import { type Choice, type ProfileForm, profileFormOf, withValue, yearChoices } from '../utils/profile-form'
import { type Draft, emptyDraft, readDraftInput } from './form'

type View =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly act: 'idle' | 'sending'; readonly problem: string }
  | { readonly state: 'child' }
  | Failure

interface Data {
  readonly view: View
  readonly draft: Draft
  readonly problems: FieldMessages
  readonly colleges: readonly Choice[]
  readonly years: readonly Choice[]
  /** Why an earlier registration was returned. */
  readonly reason: string
  /** A picture on the phone, sent up once the person is registered and has agreed. */
  readonly picture: string
  readonly exchanging: boolean
}

/** What the scanned code told. */
interface Given {
  readonly scene: string
  readonly collegeId: string
  readonly entryYear: string
}

type TapEvent<Detail extends WechatMiniprogram.IAnyObject> = WechatMiniprogram.CustomEvent<Detail>

interface Methods {
  given: Given
  next: string
  load(): Promise<void>
  keep(change: Partial<Draft>): void
  onRetry(): void
  onChange(event: TapEvent<{ form: ProfileForm; path: string }>): void
  onPhoneCode(event: TapEvent<{ code: string }>): Promise<void>
  onPicture(event: TapEvent<{ filePath: string }>): void
  onAgree(event: TapEvent<{ checked: boolean }>): void
  onConsent(): void
  onChild(): void
  onNoChild(): void
  onHome(): void
  onSubmit(): Promise<void>
  finish(): Promise<void>
  leave(): void
}

const draftOf = 'registration'

/** Somebody whose registration was returned goes on from what they told. */
const returnedProfile = async ({ person }: Me): Promise<OwnProfile | undefined> =>
  person?.status === 'returned' ? call('alumni.readProfile', {}) : undefined

function withGiven(profile: ProfileForm, { collegeId, entryYear }: Given): ProfileForm {
  const placed = collegeId === '' ? profile : withValue(profile, 'educations.0.collegeId', collegeId)
  return entryYear === '' ? placed : withValue(placed, 'educations.0.entryYear', entryYear)
}

Page<Data, Methods>({
  given: { scene: '', collegeId: '', entryYear: '' },
  next: '',
  data: {
    view: { state: 'loading' },
    draft: emptyDraft,
    problems: {},
    colleges: [],
    years: [],
    reason: '',
    picture: '',
    exchanging: false,
  },

  onLoad({ scene = '', collegeId = '', entryYear = '', next = '' }) {
    this.given = { scene: decodeURIComponent(scene), collegeId, entryYear }
    this.next = decodeURIComponent(next)
    void this.load()
  },

  async load() {
    try {
      const [{ institution, colleges }, me] = await Promise.all([
        call('organisations.listColleges', {}),
        session.refresh(),
      ])
      // Returning people are recognised at once: they have nothing to fill in.
      if (me.person && me.person.status !== 'returned') {
        this.leave()
        return
      }
      const returned = await returnedProfile(me)
      const known = returned ? { ...emptyDraft, profile: profileFormOf(returned) } : emptyDraft
      const draft = { ...known, ...readDraft<Draft>(draftOf) }
      this.setData({
        view: { state: 'ready', act: 'idle', problem: '' },
        colleges: colleges.map(({ bodyId, name }) => ({ value: bodyId, label: name })),
        years: yearChoices(institution.foundedYear, new Date().getFullYear()),
        reason: returned?.reason ?? '',
      })
      this.keep({
        ...draft,
        profile: withGiven(draft.profile, this.given),
        scene: this.given.scene || draft.scene,
        agreesTo: draft.agreesTo === consentVersion ? consentVersion : '',
      })
    } catch (error) {
      this.setData({ view: failureOf(error) })
    }
  },

  /** Shows the draft and keeps it on the phone. */
  keep(change) {
    const draft = { ...this.data.draft, ...change }
    this.setData({ draft })
    keepDraft(draftOf, draft)
  },

  onRetry() {
    this.setData({ view: { state: 'loading' } })
    void this.load()
  },

  onChange({ detail }) {
    this.setData({ problems: { ...this.data.problems, [detail.path]: '' } })
    this.keep({ profile: detail.form })
  },

  async onPhoneCode({ detail }) {
    this.setData({ exchanging: true, problems: { ...this.data.problems, phoneNumber: '' } })
    try {
      const { phoneNumber } = await call('alumni.exchangePhoneCode', detail)
      this.keep({ profile: { ...this.data.draft.profile, phoneNumber } })
    } catch (error) {
      this.setData({ problems: { ...this.data.problems, phoneNumber: failureOf(error).message } })
    }
    this.setData({ exchanging: false })
  },

  onPicture({ detail }) {
    this.setData({ picture: detail.filePath })
  },

  onAgree({ detail }) {
    this.setData({ problems: { ...this.data.problems, agrees: '' } })
    this.keep({ agreesTo: detail.checked ? consentVersion : '' })
  },

  onConsent() {
    void wx.navigateTo({ url: '/alumni/consent/consent' })
  },

  /** Nothing of a child is kept, not even here. */
  onChild() {
    dropDraft(draftOf)
    this.setData({ view: { state: 'child' }, draft: emptyDraft, picture: '', problems: {} })
  },

  onNoChild() {
    this.onRetry()
  },

  onHome() {
    void wx.switchTab({ url: '/pages/home/home' })
  },

  async onSubmit() {
    const read = readDraftInput(this.data.draft)
    if ('problems' in read) {
      this.setData({ problems: read.problems, 'view.problem': '请检查标出的内容' })
      return
    }
    const asked = askToNotify('reviewResult')
    this.setData({ problems: {}, 'view.act': 'sending', 'view.problem': '' })
    await asked
    try {
      await call('alumni.register', read.input)
      await this.finish()
    } catch (error) {
      const { message } = failureOf(error)
      this.setData({ 'view.act': 'idle', 'view.problem': message, problems: fieldMessagesOf(error) })
    }
  },

  /** The person is registered; a picture that does not arrive can be chosen again later. */
  async finish() {
    dropDraft(draftOf)
    const { person } = await session.refresh()
    const { picture } = this.data
    if (picture !== '' && person) {
      await sendOwnPicture(person.personId, picture).catch((error) =>
        console.warn('picture', failureOf(error)),
      )
      await session.refresh()
    }
    this.leave()
  },

  /** On to where the person was going, or to their card. */
  leave() {
    const url = this.next === '' ? '/alumni/card/card' : this.next
    void wx.redirectTo({ url })
  },
})
