/**
 * Makes a person's own record say which bodies accepted them. Whoever decides does so at once; the timer does it once
 * more a minute later, when nothing runs any more that began before, and only then takes the mark away: so neither a
 * crash nor a profile saved at the same moment leaves it undone.
 */
import { type Person, readPerson, rewriteBelonging } from '../../alumni/records'
import { belongingOf } from '../belonging'
import { type Membership, markSettled, readMembership, unsettledMemberships } from './records'
import { joinedWith } from './rules'

/** How often a profile may be saved in between before the rest is left to the timer. */
const triesAtMost = 3

async function restate(person: Person, membership: Membership, now: Date): Promise<boolean> {
  // A record that has become part of another one belongs nowhere itself.
  if (person.mergedInto) return true
  const memberOf = joinedWith(person.memberOf, membership)
  const bodyPath = await belongingOf({ ...person, memberOf }, now)
  const isSaid =
    memberOf.length === person.memberOf.length &&
    bodyPath.length === person.bodyPath.length &&
    bodyPath.every((id) => person.bodyPath.includes(id))
  return isSaid || rewriteBelonging(person, memberOf, bodyPath)
}

/** Writes what a membership has come to into the person's record; false when others kept writing there. */
export async function settle(bodyId: string, personId: string, now: Date): Promise<boolean> {
  for (let tries = 0; tries < triesAtMost; tries++) {
    const [membership, person] = await Promise.all([readMembership(bodyId, personId), readPerson(personId)])
    if (!membership || !person || (await restate(person, membership, now))) return true
  }
  return false
}

/** Settles what was decided a minute ago or earlier. */
export async function settleMemberships(now: Date): Promise<void> {
  for (const membership of await unsettledMemberships.read(now)) {
    if (await settle(membership.bodyId, membership.personId, now)) await markSettled(membership)
  }
}
