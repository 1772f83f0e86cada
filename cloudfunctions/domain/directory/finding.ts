/** Whom a caller may find: the one question that looking, asking and answering have in common. */
import type { PersonSeen } from '../../../miniprogram/contract/directory'
import type { Caller } from '../../platform/caller'
import { circlesOf } from './circles'
import { readListed } from './records'
import { seenFrom } from './views'

/** The circles that a verified caller is in. */
export const circlesOfCaller = ({ person }: Caller): readonly string[] => circlesOf(person?.educations ?? [])

/**
 * A person as the caller sees them. Undefined alike for somebody who does not exist, is not verified, is closed to
 * the caller's circles or blocked them, and for the caller.
 */
export async function findPerson(personId: string, caller: Caller): Promise<PersonSeen | undefined> {
  const listed = await readListed(personId, caller.personId)
  const [seen] = await seenFrom(circlesOfCaller(caller), listed ? [listed] : [])
  return seen
}
