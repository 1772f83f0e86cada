/** What follows from a profile, written with it in the same write: where the person belongs, and who finds them. */
import type { Privacy } from '../../../miniprogram/contract/directory'
import { findableBy } from '../directory/circles'
import { belongingOf } from '../organisations/belonging'
import type { Person, Profile } from './records'

type Derived = Pick<Person, 'bodyPath' | 'findableBy'>

/** Call it wherever a profile, its privacy or its memberships are written. */
export async function derivedFrom(
  profile: Profile,
  privacy: Privacy,
  memberOf: readonly string[],
  now: Date,
): Promise<Derived> {
  return {
    bodyPath: await belongingOf({ ...profile, memberOf }, now),
    findableBy: findableBy({ ...profile, privacy }),
  }
}
