/** The tree: where every body lies, by parents and merges alone, and who belongs to which. Pure. */
import { classIdsOf, type Studies } from './classes'
import type { Body } from './records'

type Node = Pick<Body, '_id' | 'parentId' | 'bodyPath' | 'mergedInto'>
type Place = Pick<Body, 'parentId' | 'bodyPath'>
type Nodes<N extends Node = Node> = ReadonlyMap<string, N>

/** The body that stands for this one: itself, or what it went up in. */
export function standingIn<N extends Node>(nodes: Nodes<N>, bodyId: string): N | undefined {
  const seen = new Set<string>()
  let body = nodes.get(bodyId)
  while (body?.mergedInto !== undefined && !seen.has(body._id)) {
    seen.add(body._id)
    body = nodes.get(body.mergedInto)
  }
  return body
}

/** The body right above: what stands for the parent or, of a merged one, what it went up in. */
const aboveIn = (nodes: Nodes, { parentId, mergedInto }: Node): Node | undefined => {
  if (mergedInto !== undefined) return nodes.get(mergedInto)
  return parentId === null ? undefined : standingIn(nodes, parentId)
}

/** Where a body should lie. */
export function placeIn(nodes: Nodes, body: Node): Place {
  const path = [body._id]
  for (let above = aboveIn(nodes, body); above && !path.includes(above._id); above = aboveIn(nodes, above))
    path.unshift(above._id)
  const isMerged = body.mergedInto !== undefined
  return { parentId: isMerged ? body.parentId : (path.at(-2) ?? null), bodyPath: path }
}

const isSamePath = (one: readonly string[], other: readonly string[]) =>
  one.length === other.length && one.every((id, index) => other[index] === id)

/** Bodies that do not lie where they should, with the place where they should. */
export function misplacedIn<N extends Node>(nodes: Nodes<N>): { readonly body: N; readonly place: Place }[] {
  return [...nodes.values()]
    .map((body) => ({ body, place: placeIn(nodes, body) }))
    .filter(
      ({ body, place }) => body.parentId !== place.parentId || !isSamePath(body.bodyPath, place.bodyPath),
    )
}

/** A person as far as belonging goes. */
export interface Belonging {
  readonly educations: readonly Studies[]
  /** Of whoever has not studied here: the college they are tied to; empty for none. */
  readonly affiliationId: string
  readonly city: string
  /** Bodies that the person asked to join and that accepted. */
  readonly memberOf: readonly string[]
}

type Placed = Pick<Body, 'bodyPath'>

/** The tree, as far as belonging to it goes. */
export interface Tree {
  readonly universities: readonly Placed[]
  readonly branches: readonly (Placed & Pick<Body, 'cities'>)[]
  get(bodyId: string): Placed | undefined
}

/** The bodies that a person names. */
export const namedBy = ({ educations, affiliationId, memberOf }: Belonging): string[] => [
  ...educations.map(({ collegeId }) => collegeId),
  ...(affiliationId === '' ? [] : [affiliationId]),
  ...classIdsOf(educations),
  ...memberOf,
]

/**
 * The ids of all these bodies with their ancestors, once each; whoever tells of no studies is of the university.
 * Closed bodies keep their people, and a merged one leads to what it went up in, because its path does.
 */
export function belongingIn(tree: Tree, belonging: Belonging): string[] {
  const { educations, city } = belonging
  const there = namedBy(belonging).flatMap((id) => tree.get(id) ?? [])
  const nearby = city === '' ? [] : tree.branches.filter(({ cities }) => cities?.includes(city))
  const paths = [...tree.universities, ...there, ...nearby].flatMap(({ bodyPath }) => bodyPath)
  // A class that nobody has founded yet has its members all the same.
  return [...new Set([...paths, ...classIdsOf(educations)])]
}
