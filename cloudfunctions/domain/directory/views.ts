/** People as one viewer may see them: field by field, by the circles that the two share. */
import type { PersonSeen, PrivateField, StudiesView } from '../../../miniprogram/contract/directory'
import type { Education } from '../alumni/records'
import { type Body, nameOf, readBodies } from '../organisations/records'
import { maySee } from './circles'
import type { Listed } from './records'

type Seeable = Omit<Listed, 'registeredAt' | 'blockedIds'>

function describeStudies(educations: readonly Education[], bodies: ReadonlyMap<string, Body>): StudiesView[] {
  return educations.map(({ collegeId, entryYear, className }) => ({
    college: nameOf(bodies, collegeId),
    entryYear,
    className,
  }))
}

/** Names and studies of people, for whoever may know of these. */
export async function studiesOf(people: readonly Seeable[]): Promise<(person: Seeable) => StudiesView[]> {
  const bodies = await readBodies(
    people.flatMap(({ educations }) => educations.map(({ collegeId }) => collegeId)),
  )
  return ({ educations }) => describeStudies(educations, bodies)
}

/**
 * What somebody in these circles sees of each of these people. Nobody is there whom they may not find, and no field
 * that is not open to them: whatever a query brought, this is the last word.
 */
export async function seenFrom(
  circles: readonly string[],
  people: readonly Seeable[],
): Promise<PersonSeen[]> {
  const found = people.filter((person) => maySee('listing', person, circles))
  const studies = await studiesOf(found)
  return found.map((person) => {
    const open = <Value>(field: PrivateField, value: Value): Value | '' =>
      maySee(field, person, circles) ? value : ''
    return {
      personId: person._id,
      name: person.name,
      educations: studies(person),
      city: open('city', person.city),
      industry: open('industry', person.industry),
      employer: open('employer', person.employer),
    }
  })
}
