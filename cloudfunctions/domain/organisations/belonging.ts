/** Which bodies a person belongs to: those of their studies and their city, and those that accepted them. */
import { type Body, everyBody, listAllBranches, listBodies, readBodies } from './records'
import { type Belonging, belongingIn, namedBy, type Tree } from './tree'

/** What `belongingIn` says, by the tree as it stood at most half a minute ago. */
export async function belongingOf(belonging: Belonging, now: Date): Promise<string[]> {
  const [bodies, branches, universities] = await Promise.all([
    readBodies(namedBy(belonging)),
    belonging.city === '' ? [] : listAllBranches(now),
    listBodies('university', now),
  ])
  return belongingIn({ universities, branches, get: (id) => bodies.get(id) }, belonging)
}

/** The whole tree as it stands now, for whoever looks at many people. */
export async function readTree(): Promise<Tree & { readonly bodies: ReadonlyMap<string, Body> }> {
  const bodies = new Map<string, Body>()
  for await (const body of everyBody()) bodies.set(body._id, body)
  const ofKind = (kind: Body['kind']) => [...bodies.values()].filter((body) => body.kind === kind)
  return {
    bodies,
    universities: ofKind('university').filter(({ status }) => status === 'open'),
    branches: ofKind('branch'),
    get: (id) => bodies.get(id),
  }
}
