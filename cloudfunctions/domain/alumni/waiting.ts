/** Those who wait are recognised by a roster that came after them, exactly as they would have been at registration. */
import { derivedFrom, profileOf } from './profile'
import { claimRows, findRecognition } from './recognition'
import { changeProfile, type Person } from './records'
import { recognisedByRoster } from './rules'

/**
 * Recognises somebody who waits, if each of their studies has its one row by now; they are told by the timer. Whomever
 * a reviewer had a look at waits for a reviewer: perhaps it is the roster's row that was wrong about them.
 */
export async function recogniseWaiting(person: Person, now: Date): Promise<boolean> {
  if (person.verification.status !== 'pending' || person.verification.by !== '') return false
  const told = profileOf(person)
  const recognition = await findRecognition(told, person._id, [])
  if (!recognition || !(await claimRows(recognition.rows, person._id))) return false
  const profile = { ...told, educations: recognition.educations }
  const derived = await derivedFrom(profile, person.privacy, person.memberOf, now)
  const verification = { ...recognisedByRoster(undefined, now), untold: true }
  return changeProfile(person, { ...profile, ...derived, verification })
}
