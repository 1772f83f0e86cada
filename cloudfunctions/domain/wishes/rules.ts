/** What becomes of a wish: who may sign how, when it is shown, when reports take it off the wall. */
import type { ErrorCode } from '../../../miniprogram/contract/errors'
import { type Signature, wishPictureFolder } from '../../../miniprogram/contract/wishes'
import type { WishRecord } from './records'

/** So many people take a wish off the wall until somebody has looked at it. */
export const reportsToHide = 3

const minuteMs = 60_000
/** WeChat promises its verdict on a picture within half an hour. */
export const verdictWithinMs = 30 * minuteMs

type Wait = Pick<WishRecord, 'state' | 'cause'>

/**
 * @param words WeChat's word about the words; `unknown` when it could not be asked
 * @param picture whether there is one, and whether WeChat was asked about it
 */
export function startOf(words: 'fit' | 'refused' | 'unknown', picture: 'none' | 'asked' | 'not asked'): Wait {
  if (words !== 'fit') return { state: 'waiting', cause: 'words' }
  if (picture === 'asked') return { state: 'waiting', cause: 'verdict' }
  if (picture === 'not asked') return { state: 'waiting', cause: 'picture' }
  return { state: 'shown', cause: null }
}

/** After WeChat's verdict on its picture: whatever is not plainly fit is looked at by a person. */
export const afterVerdict = (suggest: unknown): Wait =>
  suggest === 'pass' ? { state: 'shown', cause: null } : { state: 'waiting', cause: 'picture' }

interface Writer {
  readonly name: string
  readonly isVerified: boolean
  readonly educations: readonly { readonly entryYear: number }[]
}

/** The name under which a wish stands; only whom the school recognises signs with a name or a year. */
export function signatureOf(
  signature: Signature,
  { name, isVerified, educations }: Writer,
): { readonly name: string } | ErrorCode {
  if (signature === 'unnamed') return { name: '一位校友' }
  if (!isVerified) return 'NOT_VERIFIED'
  if (signature === 'named') return { name }
  const years = educations.map(({ entryYear }) => entryYear)
  return { name: years.length > 0 ? `${Math.min(...years)} 级校友` : '一位校友' }
}

/** Whether reports take it off the wall: not after a person found it fit. */
export const isHiddenByReports = ({ state, decidedBy, reports }: WishRecord): boolean =>
  state === 'shown' && decidedBy === null && reports.length >= reportsToHide

/** Whether a file was sent by this person for a wish, to this environment. */
export function isWishPicture(fileId: string, environment: string, personId: string): boolean {
  const [, host = '', folder] =
    /^cloud:\/\/([^/]+)\/(wishes\/[A-Za-z0-9_-]+)\/[A-Za-z0-9-]+\.(?:jpg|png)$/.exec(fileId) ?? []
  return host.startsWith(`${environment}.`) && folder === wishPictureFolder(personId)
}
