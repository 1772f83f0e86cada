/** The values of the registration form, and the action's input made from them. */
import { consentVersion } from '../../contract/consent'
import type { FieldMessages } from '../../contract/errors'
import { parse } from '../../contract/fields'
import { contract, type Input } from '../../contract/index'
import { emptyProfile, type ProfileForm, profileInput } from '../utils/profile-form'

/** What is kept on the phone until it is sent. */
export interface Draft {
  readonly profile: ProfileForm
  /** The version of the consent that was ticked: a draft may be older than the words that are shown now. */
  readonly agreesTo: string
  /** The code that was scanned, so that it is not lost with the app. */
  readonly scene: string
}

export const emptyDraft: Draft = { profile: emptyProfile, agreesTo: '', scene: '' }

/** The action's input, or one sentence beside each field that is wrong, by the contract's paths and `agrees`. */
export function readDraftInput({
  profile,
  agreesTo,
  scene,
}: Draft): { readonly input: Input<'alumni.register'> } | { readonly problems: FieldMessages } {
  const parsed = parse(contract['alumni.register'].input, {
    ...profileInput(profile),
    consentVersion,
    isFourteenOrOlder: true,
    ...(scene === '' ? {} : { scene }),
  })
  const agrees = agreesTo === consentVersion
  if (parsed.ok && agrees) return { input: parsed.value }
  return {
    problems: {
      ...(parsed.ok ? {} : parsed.fields),
      ...(agrees ? {} : { agrees: '请阅读并同意后提交' }),
    },
  }
}
