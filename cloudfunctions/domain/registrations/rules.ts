/** What a reviewer may decide, whom one decision can accept, and which words of class leads still hold. */
import type { VerificationStatus } from '../../../miniprogram/contract/alumni'
import type { ErrorCode } from '../../../miniprogram/contract/errors'
import type { ReviewDecision } from '../../../miniprogram/contract/registrations'
import type { Person, Verification, Vouch } from '../alumni/records'
import type { RosterRow } from '../roster/records'

const statusAfter = { accept: 'verified', return: 'returned', refuse: 'refused' } as const

type Outcome =
  | { readonly verification: Verification }
  | { readonly same: VerificationStatus }
  | { readonly refused: ErrorCode }

interface Review {
  readonly decision: ReviewDecision
  readonly reason?: string | undefined
  /** Of what the reviewer saw. */
  readonly revision: number
}

/** What a reviewer's decision makes of a registration. The same decision by the same reviewer again changes nothing. */
export function decideReview(
  { verification: current, revision: standing }: Pick<Person, 'verification' | 'revision'>,
  { decision, reason = '', revision }: Review,
  reviewerId: string,
  now: Date,
): Outcome {
  const status = statusAfter[decision]
  if (current.status === status && current.by === reviewerId) return { same: status }
  if (current.status !== 'pending') return { refused: 'REGISTRATION_CLOSED' }
  if (revision !== standing) return { refused: 'REGISTRATION_CHANGED' }
  if (status !== 'verified' && reason === '') return { refused: 'REASON_REQUIRED' }
  return { verification: { status, at: now, by: reviewerId, reason, untold: true } }
}

/** What taking a decision back makes of a registration; of one that is being corrected there is nothing to take back. */
export function decideReopening(
  { verification: current }: Pick<Person, 'verification'>,
  reason: string,
  reviewerId: string,
  now: Date,
): Outcome {
  if (current.status === 'pending' && current.by === reviewerId) return { same: 'pending' }
  if (current.status !== 'verified' && current.status !== 'refused')
    return { refused: 'REGISTRATION_NOT_DECIDED' }
  return { verification: { status: 'pending', at: now, by: reviewerId, reason, untold: true } }
}

/**
 * For each person the one roster row of their name that is free or theirs already. Whoever has none, several, or
 * shares the only one with somebody else of the same name is left out: there somebody has to look.
 */
export function soleRows(
  people: readonly Pick<Person, '_id' | 'name'>[],
  rows: readonly RosterRow[],
): ReadonlyMap<string, RosterRow> {
  const namesakes = (name: string) => people.filter((person) => person.name === name).length
  const found = new Map<string, RosterRow>()
  for (const { _id, name } of people) {
    const fitting = rows.filter(
      (row) => row.name === name && (row.claimedBy === null || row.claimedBy === _id),
    )
    const [row] = fitting
    if (row && fitting.length === 1 && namesakes(name) === 1) found.set(_id, row)
  }
  return found
}

/** What leads said that still holds, by lead: not after the name or the class of which they spoke was corrected. */
export const standingVouches = ({
  name,
  bodyPath,
  vouches = {},
}: Pick<Person, 'name' | 'bodyPath' | 'vouches'>): ReadonlyMap<string, Vouch> =>
  new Map(
    Object.entries(vouches).filter(
      ([, { forName, classId }]) => forName === name && bodyPath.includes(classId),
    ),
  )
