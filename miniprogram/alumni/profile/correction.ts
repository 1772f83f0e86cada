/** A correction of one's own profile: what it asks for, and what it will lead to. */
import type { OwnProfile, VerificationStatus } from '../../contract/alumni'
import type { FieldMessages } from '../../contract/errors'
import { parse } from '../../contract/fields'
import { contract, type Input } from '../../contract/index'
import { type ProfileForm, profileFormOf, profileInput } from '../utils/profile-form'

/** What is kept on the phone until it is sent: typed over the profile of this revision. */
export interface Draft {
  readonly revision: number
  readonly form: ProfileForm
}

/** The form to show: what was typed, unless the profile has changed since. */
export const formFor = (profile: OwnProfile, kept: Draft | undefined): ProfileForm =>
  kept?.revision === profile.revision ? kept.form : profileFormOf(profile)

/** The action's input, or one sentence beside each field that is wrong. */
export function readCorrection({
  revision,
  form,
}: Draft): { readonly input: Input<'alumni.updateProfile'> } | { readonly problems: FieldMessages } {
  const parsed = parse(contract['alumni.updateProfile'].input, { ...profileInput(form), revision })
  return parsed.ok ? { input: parsed.value } : { problems: parsed.fields }
}

/** Whether two forms say the same. */
export const isSame = (one: ProfileForm, other: ProfileForm): boolean =>
  JSON.stringify(profileInput(one)) === JSON.stringify(profileInput(other))

/** Whether the school will compare the change with its roster, because it concerns who somebody is. */
export function concernsWho(before: ProfileForm, after: ProfileForm): boolean {
  const who = (form: ProfileForm) => {
    const { name, kind, educations, affiliationId } = profileInput(form)
    return JSON.stringify({ name, kind, educations, affiliationId })
  }
  return who(before) !== who(after)
}

/** What a change of who somebody is leads to, said before it is sent; empty where nothing is at stake. */
export const warningFor = (status: VerificationStatus): string =>
  status === 'verified'
    ? '姓名、身份或在校经历有改动：与学校名册一致的，认证不变；否则需要重新审核，其间校友卡和校友名录暂停使用。'
    : ''

/** How the profile stands, for a chip. */
export const chips: Readonly<Record<VerificationStatus, { tone: string; icon: string }>> = {
  pending: { tone: 'primary', icon: 'clock' },
  verified: { tone: 'success', icon: 'check' },
  returned: { tone: 'warning', icon: 'edit' },
  refused: { tone: 'danger', icon: 'close' },
}
