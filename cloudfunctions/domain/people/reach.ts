/** Which people a reviewer may know of: those of their bodies. Anybody else is answered like nobody. */
import { AppError } from '../../../miniprogram/contract/errors'
import { bodiesFor, type Caller, reaches } from '../../platform/caller'
import { type Person, readPerson } from '../alumni/records'
import { readBody } from '../organisations/records'

/** Where a reviewer looks: all of their bodies, or one college of them; nowhere, for a college of others. */
export async function bodiesAsked(caller: Caller, collegeId: string | undefined): Promise<readonly string[]> {
  if (collegeId === undefined) return bodiesFor('reviewer', caller)
  const college = await readBody(collegeId)
  return college && reaches('reviewer', caller, college.bodyPath) ? [collegeId] : []
}

/** A person within the reviewer's reach. @throws NOT_FOUND, whether there is no such person or only not for them */
export async function reachablePerson(personId: string, caller: Caller): Promise<Person> {
  const person = await readPerson(personId)
  if (!person || !reaches('reviewer', caller, person.bodyPath)) throw new AppError('NOT_FOUND')
  return person
}
