/** What the app knows of me: seen and corrected here. What is typed is kept on the phone until it is sent. */
import { type OwnProfile, verificationStatuses } from '../../contract/alumni'
import { AppError, type FieldMessages } from '../../contract/errors'
import { call } from '../../services/cloud'
import { dropDraft, keepDraft, readDraft } from '../../services/drafts'
import { session } from '../../stores/session'
import { type Failure, failureOf, fieldMessagesOf } from '../../utils/failure'
import { sendOwnPicture } from '../services/own-picture'
import {
  type Choice,
  emptyProfile,
  type ProfileForm,
  profileFormOf,
  yearChoices,
} from '../utils/profile-form'
import { chips, concernsWho, type Draft, formFor, isSame, readCorrection, warningFor } from './correction'

/** outdated: another device, or a reviewer, was faster. */
type Act = 'idle' | 'saving' | 'outdated'

type View =
  | { readonly state: 'loading' }
  | {
      readonly state: 'ready'
      readonly act: Act
      readonly problem: string
      readonly chip: { readonly text: string; readonly tone: string; readonly icon: string }
      readonly reason: string
      readonly avatar: string
      readonly isSending: boolean
      readonly isChanged: boolean
      /** What saving will lead to. */
      readonly warning: string
    }
  | Failure

interface Data {
  readonly view: View
  readonly form: ProfileForm
  readonly problems: FieldMessages
  readonly colleges: readonly Choice[]
  readonly years: readonly Choice[]
  readonly exchanging: boolean
}

type TapEvent<Detail extends WechatMiniprogram.IAnyObject> = WechatMiniprogram.CustomEvent<Detail>

interface Methods {
  profile: OwnProfile | undefined
  load(): Promise<void>
  show(profile: OwnProfile, kept: Draft | undefined): void
  fill(form: ProfileForm): void
  onRetry(): void
  onChange(event: TapEvent<{ form: ProfileForm; path: string }>): void
  onPhoneCode(event: TapEvent<{ code: string }>): Promise<void>
  onPicture(event: TapEvent<{ filePath: string }>): Promise<void>
  onPress(): Promise<void>
  save(profile: OwnProfile): Promise<void>
  onConsent(): void
}

const draftOf = 'profile'

Page<Data, Methods>({
  profile: undefined,
  data: {
    view: { state: 'loading' },
    form: emptyProfile,
    problems: {},
    colleges: [],
    years: [],
    exchanging: false,
  },

  onLoad() {
    void this.load()
  },

  async load() {
    try {
      const [{ institution, colleges }, profile] = await Promise.all([
        call('organisations.listColleges', {}),
        call('alumni.readProfile', {}),
      ])
      this.setData({
        colleges: colleges.map(({ bodyId, name }) => ({ value: bodyId, label: name })),
        years: yearChoices(institution.foundedYear, new Date().getFullYear()),
      })
      this.show(profile, readDraft<Draft>(draftOf))
    } catch (error) {
      if (error instanceof AppError && error.code === 'NOT_REGISTERED') {
        void wx.redirectTo({ url: '/alumni/register/register' })
        return
      }
      this.setData({ view: failureOf(error) })
    }
  },

  show(profile, kept) {
    this.profile = profile
    this.setData({
      problems: {},
      view: {
        state: 'ready',
        act: 'idle',
        problem: '',
        chip: { text: verificationStatuses[profile.status], ...chips[profile.status] },
        reason: profile.status === 'returned' || profile.status === 'refused' ? profile.reason : '',
        avatar: profile.avatar,
        isSending: false,
        isChanged: false,
        warning: '',
      },
    })
    this.fill(formFor(profile, kept))
  },

  /** Shows the form and what it will lead to. */
  fill(form) {
    const { profile } = this
    if (!profile) return
    const before = profileFormOf(profile)
    const isChanged = !isSame(before, form)
    this.setData({
      form,
      'view.isChanged': isChanged,
      'view.warning': concernsWho(before, form) ? warningFor(profile.status) : '',
    })
    if (isChanged) keepDraft(draftOf, { revision: profile.revision, form } satisfies Draft)
    else dropDraft(draftOf)
  },

  onRetry() {
    this.setData({ view: { state: 'loading' } })
    void this.load()
  },

  onChange({ detail }) {
    this.setData({ problems: { ...this.data.problems, [detail.path]: '' }, 'view.problem': '' })
    this.fill(detail.form)
  },

  async onPhoneCode({ detail }) {
    this.setData({ exchanging: true, problems: { ...this.data.problems, phoneNumber: '' } })
    try {
      const { phoneNumber } = await call('alumni.exchangePhoneCode', detail)
      this.fill({ ...this.data.form, phoneNumber })
    } catch (error) {
      this.setData({ problems: { ...this.data.problems, phoneNumber: failureOf(error).message } })
    }
    this.setData({ exchanging: false })
  },

  async onPicture({ detail }) {
    this.setData({ 'view.isSending': true })
    try {
      const { person } = session.me ?? (await session.refresh())
      if (!person) throw new AppError('NOT_REGISTERED')
      this.setData({ 'view.avatar': await sendOwnPicture(person.personId, detail.filePath) })
      await session.refresh()
    } catch (error) {
      void wx.showToast({ title: failureOf(error).message, icon: 'none' })
    }
    this.setData({ 'view.isSending': false })
  },

  async onPress() {
    const { profile } = this
    const { view } = this.data
    if (!profile || view.state !== 'ready') return
    if (view.act === 'outdated') {
      this.onRetry()
      return
    }
    if (view.warning !== '') {
      const { confirm } = await wx.showModal({
        title: '保存改动？',
        content: view.warning,
        confirmText: '保存',
      })
      if (!confirm) return
    }
    await this.save(profile)
  },

  async save(profile) {
    const read = readCorrection({ revision: profile.revision, form: this.data.form })
    if ('problems' in read) {
      this.setData({ problems: read.problems, 'view.problem': '请检查标出的内容' })
      return
    }
    this.setData({ problems: {}, 'view.act': 'saving', 'view.problem': '' })
    try {
      const { status } = await call('alumni.updateProfile', read.input)
      dropDraft(draftOf)
      const [saved] = await Promise.all([call('alumni.readProfile', {}), session.refresh()])
      this.show(saved, undefined)
      const isWaiting = status === 'pending' && profile.status !== 'pending'
      void wx.showToast({ title: isWaiting ? '已保存，等待审核' : '已保存', icon: 'none' })
    } catch (error) {
      const isOutdated = error instanceof AppError && error.code === 'PROFILE_CHANGED'
      this.setData({
        'view.act': isOutdated ? 'outdated' : 'idle',
        'view.problem': failureOf(error).message,
        problems: fieldMessagesOf(error),
      })
    }
  },

  onConsent() {
    void wx.navigateTo({ url: '/alumni/consent/consent' })
  },
})
