/** Which bodies a person belongs to: those of their studies and their city, and those that accepted them. */
import { classIdsOf, type Studies } from './classes'
import { type Body, listBodies, readBodies } from './records'

interface Belonging {
  readonly educations: readonly Studies[]
  readonly city: string
  /** Bodies that the person asked to join and that accepted. */
  readonly memberOf: readonly string[]
}

/** The ids of all these bodies with their ancestors, once each; whoever tells of no studies is of the university. */
export async function belongingOf({ educations, city, memberOf }: Belonging, now: Date): Promise<string[]> {
  const classIds = classIdsOf(educations)
  const named = [...educations.map(({ collegeId }) => collegeId), ...classIds, ...memberOf]
  const [bodies, branches, universities] = await Promise.all([
    readBodies(named),
    city === '' ? [] : listBodies('branch', now),
    listBodies('university', now),
  ])
  const there = named.flatMap((id) => bodies.get(id) ?? [])
  const nearby = branches.filter(({ cities }) => cities?.includes(city))
  const paths = [...universities, ...there, ...nearby].flatMap(({ bodyPath }: Body) => bodyPath)
  // A class that nobody has founded yet has its members all the same.
  return [...new Set([...paths, ...classIds])]
}
