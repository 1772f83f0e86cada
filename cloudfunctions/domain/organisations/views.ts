/** Bodies' records as a phone is told of them. */
import type { BodySummary, ManagedBody } from '../../../miniprogram/contract/organisations'
import { type Body, nameOf, readBodies } from './records'

type Summarised = Pick<Body, '_id' | 'kind' | 'name' | 'parentId' | 'entryYear'>

const summaryOf = (body: Summarised, known: ReadonlyMap<string, Body>): BodySummary => ({
  bodyId: body._id,
  name: body.name,
  kind: body.kind,
  entryYear: body.entryYear,
  parent: body.parentId === null ? undefined : nameOf(known, body.parentId),
})

const parentIds = (bodies: readonly Summarised[]) => bodies.flatMap(({ parentId }) => parentId ?? [])

/** Bodies with the names of what they lie below, in the order given. */
export async function summariseBodies(bodies: readonly Summarised[]): Promise<BodySummary[]> {
  const known = await readBodies(parentIds(bodies))
  return bodies.map((body) => summaryOf(body, known))
}

/** Bodies as those who tend the tree see them. */
export async function describeManaged(
  bodies: readonly (Summarised & Pick<Body, 'status' | 'mergedInto' | 'bodyPath'>)[],
  isEditable: (body: Pick<Body, 'bodyPath'>) => boolean,
): Promise<ManagedBody[]> {
  const merged = bodies.flatMap(({ mergedInto }) => mergedInto ?? [])
  const known = await readBodies([...parentIds(bodies), ...merged])
  return bodies.map((body) => ({
    ...summaryOf(body, known),
    status: body.status,
    mergedInto: body.mergedInto === undefined ? undefined : nameOf(known, body.mergedInto),
    isEditable: isEditable(body),
  }))
}
