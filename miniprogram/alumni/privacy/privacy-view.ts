/** The settings of one's privacy in words. */
import type { Me } from '../../contract/alumni'
import {
  type PersonSeen,
  type PrivacySettings,
  type PrivateField,
  privateFields,
  type Visibility,
  visibilities,
} from '../../contract/directory'
import { type PersonFace, personFaceOf } from '../utils/person-face'

export interface Row {
  readonly field: PrivateField
  readonly label: string
  readonly value: Visibility
  readonly words: string
}

export interface Viewer {
  readonly key: keyof PrivacySettings['seenBy']
  readonly label: string
  /** Null where these viewers do not find the person. */
  readonly face: PersonFace | null
}

export interface SettingsView {
  readonly isClosed: boolean
  readonly rows: readonly Row[]
  readonly viewers: readonly Viewer[]
  readonly blocked: PrivacySettings['blocked']
}

const fields = Object.keys(privateFields) as PrivateField[]
const viewerKeys = ['classmates', 'college', 'verified'] as const

const faceOf = (seen: PersonSeen | undefined): PersonFace | null => (seen ? personFaceOf(seen) : null)

export const settingsView = ({ privacy, seenBy, blocked }: PrivacySettings): SettingsView => ({
  isClosed: privacy.listing === 'nobody',
  rows: fields.map((field) => ({
    field,
    label: privateFields[field],
    value: privacy[field],
    words: visibilities[privacy[field]],
  })),
  viewers: viewerKeys.map((key) => ({ key, label: visibilities[key], face: faceOf(seenBy[key]) })),
  blocked,
})

/** What each choice means for somebody of these studies. */
export function choicesFor(me: Me | undefined) {
  const educations = me?.person?.educations ?? []
  const hasClass = educations.some(({ className }) => className !== '')
  const notes: Readonly<Record<Visibility, string>> = {
    nobody: '没有校友能看到',
    classmates: hasClass
      ? '与您同学院、同年级、同班的认证校友'
      : '您的登记里没有班级，选择此项暂时没有人能看到',
    college:
      educations.length > 0
        ? '与您同学院的认证校友，不限年级'
        : '您的登记里没有学院，选择此项暂时没有人能看到',
    verified: '学校认证过的每一位校友',
  }
  return (Object.keys(visibilities) as Visibility[]).map((value) => ({
    value,
    label: visibilities[value],
    note: notes[value],
  }))
}
