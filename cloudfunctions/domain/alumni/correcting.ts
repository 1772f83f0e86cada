/** People see what the app knows of them, and correct it: most at once, name and studies by the roster or a reviewer. */
import type { VerificationStatus } from '../../../miniprogram/contract/alumni'
import { AppError } from '../../../miniprogram/contract/errors'
import type { ParsedInput } from '../../../miniprogram/contract/index'
import { deleteFiles, environmentId, phoneNumberFor } from '../../platform/cloud'
import type { Handler, Handlers } from '../../platform/serve'
import { fetchUpload } from '../../platform/uploads'
import { nameOf, readBodies } from '../organisations/records'
import type { RosterRow } from '../roster/records'
import { openedPhone } from './phone'
import { derivedFrom, profileFrom, requireColleges } from './profile'
import { claimRows, findRecognition, releaseFormerRows } from './recognition'
import {
  changeProfile,
  type Person,
  type Profile,
  readPerson,
  replaceAvatar,
  type Verification,
} from './records'
import {
  concernsRoster,
  isOwnAvatar,
  pendingFrom,
  profileProblems,
  recognisedByRoster,
  sameProfile,
  vouchedEducations,
} from './rules'
import { describeEducations } from './views'

async function requirePerson(personId: string): Promise<Person> {
  const person = await readPerson(personId)
  if (!person) throw new AppError('NOT_REGISTERED')
  return person
}

const readProfile: Handler<'alumni.readProfile'> = async (_input, { caller }) => {
  const person = await requirePerson(caller.personId)
  const { affiliationId } = person
  return {
    revision: person.revision,
    name: person.name,
    kind: person.kind,
    status: person.verification.status,
    reason: person.verification.reason,
    educations: await describeEducations(person.educations),
    studentNumberLast4: person.studentNumberLast4,
    affiliation: affiliationId === '' ? undefined : nameOf(await readBodies([affiliationId]), affiliationId),
    phoneNumber: openedPhone(person),
    city: person.city,
    industry: person.industry,
    employer: person.employer,
    avatar: person.avatar,
  }
}

interface Change {
  readonly profile: Profile
  readonly verification: Verification
  /** Rows of the roster that vouch for it, to be claimed. */
  readonly rows: readonly RosterRow[]
}

/** What becomes of a change: as what it is kept, and how the person is verified afterwards. */
async function judge(person: Person, told: Profile, now: Date): Promise<Change> {
  if (!concernsRoster(person, told)) return { profile: told, verification: person.verification, rows: [] }
  if (person.verification.status === 'refused') throw new AppError('REGISTRATION_CLOSED')
  const recognition = await findRecognition(told, person._id, vouchedEducations(person, told))
  if (!recognition) return { profile: told, verification: pendingFrom(now), rows: [] }
  const { educations, rows } = recognition
  return {
    profile: { ...told, educations },
    verification: recognisedByRoster(person.verification, now),
    rows,
  }
}

const updateProfile: Handler<'alumni.updateProfile'> = async (input, { caller, now }) => {
  const person = await requirePerson(caller.personId)
  const told = await toldBy(input, person)
  const change = await judge(person, told, now)
  if (person.revision !== input.revision) return { status: alreadySo(person, change.profile) }
  const { profile, verification } = (await claimRows(change.rows, person._id))
    ? change
    : { profile: told, verification: pendingFrom(now) }
  const derived = await derivedFrom(profile, person.privacy, person.memberOf, now)
  if (!(await changeProfile(person, { ...profile, ...derived, verification })))
    return { status: alreadySo(await requirePerson(person._id), profile) }
  if (verification.status === 'verified') await releaseFormerRows(person, profile, person._id)
  return { status: verification.status }
}

async function toldBy(input: ParsedInput<'alumni.updateProfile'>, person: Person): Promise<Profile> {
  const { revision: _, ...told } = input
  const problems = profileProblems(told)
  if (problems) throw new AppError('INVALID_INPUT', { fields: problems })
  const profile = profileFrom(told, person._id)
  await requireColleges(profile, person)
  return profile
}

/** The same change sent again is the same answer; another one must not be written over. */
function alreadySo(person: Person, asked: Profile): VerificationStatus {
  if (!sameProfile(person, asked)) throw new AppError('PROFILE_CHANGED')
  return person.verification.status
}

const exchangePhoneCode: Handler<'alumni.exchangePhoneCode'> = async ({ code }) => {
  const phoneNumber = await phoneNumberFor(code)
  if (phoneNumber === undefined) throw new AppError('PHONE_CODE_INVALID')
  return { phoneNumber }
}

const avatarBytesAtMost = 2 * 1024 * 1024

async function requirePicture(fileId: string): Promise<void> {
  const found = await fetchUpload(fileId, { kind: 'picture', bytesAtMost: avatarBytesAtMost })
  if (typeof found === 'string')
    throw new AppError('INVALID_INPUT', { fields: { fileId: '请选择 2 MB 以内的 JPG 或 PNG 图片' } })
}

const changeAvatar: Handler<'alumni.changeAvatar'> = async ({ fileId }, { caller }) => {
  if (fileId !== '' && !isOwnAvatar(fileId, caller.personId, environmentId()))
    throw new AppError('INVALID_INPUT', { fields: { fileId: '请重新选择头像' } })
  const { avatar } = await requirePerson(caller.personId)
  if (avatar === fileId) return {}
  if (fileId !== '') await requirePicture(fileId)
  if (!(await replaceAvatar(caller.personId, avatar, fileId))) throw new AppError('PROFILE_CHANGED')
  // A crash before this leaves a picture that nobody but its owner can read.
  if (avatar !== '') await deleteFiles([avatar])
  return {}
}

export const correcting: Pick<
  Handlers<'alumni'>,
  'alumni.readProfile' | 'alumni.updateProfile' | 'alumni.exchangePhoneCode' | 'alumni.changeAvatar'
> = {
  'alumni.readProfile': readProfile,
  'alumni.updateProfile': updateProfile,
  'alumni.exchangePhoneCode': exchangePhoneCode,
  'alumni.changeAvatar': changeAvatar,
}
