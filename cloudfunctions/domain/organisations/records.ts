/** Bodies of the tree and the codes that open things. */
import type { BodyKind, BodyName, Institution } from '../../../miniprogram/contract/organisations'
import { Collection, command } from '../../platform/cloud'
import { remembering } from '../../platform/memory'

export interface Body {
  readonly _id: string
  readonly kind: BodyKind
  readonly name: string
  readonly parentId: string | null
  /** The ids of its ancestors, from the university down, and its own. */
  readonly bodyPath: readonly string[]
  readonly status: 'open' | 'closed'
  /** On a branch: the cities whose people belong to it. */
  readonly cities?: readonly string[]
  /** Who speaks for it, and what they are called there. */
  readonly leads?: readonly { readonly personId: string; readonly office: string }[]
  /** On the university alone. */
  readonly institution?: Institution
}

/** A printed or posted code: its id is the scene, random and unguessable. */
export interface SceneCode {
  readonly _id: string
  readonly opens: 'register' | 'event' | 'project'
  readonly targetId: string
  readonly entryYear?: number
  readonly expiresAt: Date
}

const bodies = new Collection<Body>('bodies')
const codes = new Collection<SceneCode>('codes')

const keepMs = 30_000

const remembered = remembering<Body>(keepMs, async (ids) => {
  const found = await bodies.find({ _id: command.in([...ids]) }, { limit: 1000 })
  return new Map(found.map((body) => [body._id, body]))
})

/** The bodies of these ids, as they stood at most half a minute ago. */
export const readBodies = (ids: readonly string[]): Promise<ReadonlyMap<string, Body>> => remembered(ids)

/** One body, or undefined. */
export const readBody = async (id: string): Promise<Body | undefined> => (await remembered([id])).get(id)

/** The name to show; a body that is gone keeps its place without one. */
export const nameOf = (known: ReadonlyMap<string, Body>, bodyId: string): BodyName => ({
  bodyId,
  name: known.get(bodyId)?.name ?? '（已撤销）',
})

let kept: { of: ReadonlyMap<BodyKind, readonly Body[]>; until: number } | undefined

/** All open bodies of a kind, by name; remembered like single ones. */
export async function listBodies(kind: BodyKind, at: Date): Promise<readonly Body[]> {
  if (!kept || kept.until <= at.getTime()) kept = { of: new Map(), until: at.getTime() + keepMs }
  const known = kept.of.get(kind)
  if (known) return known
  const found = await bodies.find({ kind, status: 'open' }, { order: [['name', 'asc']], limit: 1000 })
  kept = { of: new Map([...kept.of, [kind, found]]), until: kept.until }
  return found
}

/** The bodies at or below any of these, for staff to choose among. */
export const listBodiesBelow = (bodyIds: readonly string[]): Promise<Body[]> =>
  bodies.find(
    { bodyPath: command.in([...bodyIds]), status: 'open' },
    {
      order: [
        ['kind', 'desc'],
        ['name', 'asc'],
      ],
      limit: 200,
    },
  )

/** The open bodies that a person leads. */
export const listLedBy = (personId: string): Promise<Body[]> =>
  bodies.find({ 'leads.personId': personId, status: 'open' }, { limit: 100 })

export const readCode = (scene: string): Promise<SceneCode | undefined> => codes.read(scene)
