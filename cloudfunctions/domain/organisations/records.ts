/** Bodies of the tree. Who asked to join one is in memberships/. */
import type {
  BodyContent,
  BodyKind,
  BodyName,
  BodyStatus,
  ClassYear,
  Institution,
} from '../../../miniprogram/contract/organisations'
import { Collection, command, type Query } from '../../platform/cloud'
import { rowsAtMost } from '../../platform/cursor'
import { remembering } from '../../platform/memory'
import { Pile } from '../../platform/piles'
import { normalisedClass } from '../../platform/spelling'

export interface Lead {
  readonly personId: string
  readonly office: string
}

export interface Body {
  readonly _id: string
  readonly kind: BodyKind
  readonly name: string
  /** The name without spaces and marks, by the beginning of which it is found. */
  readonly plainName: string
  readonly parentId: string | null
  /** The ids of its ancestors, from the university down, and its own; merged into another, those of that one and its own. */
  readonly bodyPath: readonly string[]
  readonly status: BodyStatus
  /** What a closed body went up in. */
  readonly mergedInto?: string
  /** On a class: the college it was founded in, and when it entered; its id is made from these and its name. */
  readonly collegeId?: string
  readonly entryYear?: number
  /** On a branch: the cities whose people belong to it. */
  readonly cities?: readonly string[]
  readonly intro: string
  readonly contact: BodyContent['contact']
  readonly leads?: readonly Lead[]
  /** On the university alone. */
  readonly institution?: Institution
  /** Grows with every change, so that two editors do not overwrite each other unknowingly. */
  readonly revision: number
  /** Set with every change of its place, until everything derived from the place says so too. */
  readonly untidy?: Untidy | null
}

/** How far people have been told of a body's new place. */
export interface Untidy {
  readonly since: Date
  /** Of those who belong to it, and then of those in its cities: everyone up to this id. */
  readonly pass: number
  readonly upTo: string
}

/** A body that was just moved: nothing derived from its place is looked at yet. */
export const untidyFrom = (since: Date): Untidy => ({ since, pass: 0, upTo: '' })

export const plainNameOf = (name: string): string => normalisedClass(name)

const bodies = new Collection<Body>('bodies')

/**
 * Within one instance bodies are remembered for so long. Until then a moved body may be seen where it was: whoever
 * had reach over it a moment ago still has, and whoever gains reach waits; nobody reaches what they never could.
 * What changes the tree, and who leads a body, is read anew.
 */
const keepMs = 30_000

const remembered = remembering<Body>(keepMs, async (ids) => {
  const found = await bodies.find({ _id: command.in([...ids]) }, { limit: 1000 })
  return new Map(found.map((body) => [body._id, body]))
})

/** The bodies of these ids, as they stood at most half a minute ago. */
export const readBodies = (ids: readonly string[]): Promise<ReadonlyMap<string, Body>> => remembered(ids)

/** One body, as it stood at most half a minute ago, or undefined. */
export const readBody = async (id: string): Promise<Body | undefined> => (await remembered([id])).get(id)

/** One body as it stands now. */
export const readBodyNow = (id: string): Promise<Body | undefined> => bodies.read(id)

/** The name to show; a body that is gone keeps its place without one. */
export const nameOf = (known: ReadonlyMap<string, Body>, bodyId: string): BodyName => ({
  bodyId,
  name: known.get(bodyId)?.name ?? '（已撤销）',
})

let kept: { of: ReadonlyMap<string, readonly Body[]>; until: number } | undefined

async function rememberedList(kind: BodyKind, query: Query, at: Date): Promise<readonly Body[]> {
  if (!kept || kept.until <= at.getTime()) kept = { of: new Map(), until: at.getTime() + keepMs }
  const key = JSON.stringify({ kind, ...query })
  const known = kept.of.get(key)
  if (known) return known
  const found = await bodies.find({ kind, ...query }, { order: [['name', 'asc']], limit: 1000 })
  kept = { of: new Map([...kept.of, [key, found]]), until: kept.until }
  return found
}

/** All open bodies of a kind, by name; remembered like single ones. */
export const listBodies = (kind: BodyKind, at: Date): Promise<readonly Body[]> =>
  rememberedList(kind, { status: 'open' }, at)

/** All branches there ever were: a closed one keeps its people. */
export const listAllBranches = (at: Date): Promise<readonly Body[]> => rememberedList('branch', {}, at)

/** Somebody no longer speaks for a body. */
export const removeLead = (bodyId: string, personId: string): Promise<boolean> =>
  bodies.change({ _id: bodyId }, { leads: command.pull({ personId }), revision: command.inc(1) })

/** One person speaks for a body in the place of another. */
export const renameLead = (bodyId: string, fromId: string, toId: string): Promise<boolean> =>
  bodies.change(
    { _id: bodyId, 'leads.personId': fromId },
    { 'leads.$.personId': toId, revision: command.inc(1) },
  )

/** The open bodies that a person leads. */
export const listLedBy = (personId: string): Promise<Body[]> =>
  bodies.find({ 'leads.personId': personId, status: 'open' }, { limit: 100 })

/** What tells a body in a list. */
const summaryFields = ['name', 'kind', 'entryYear', 'parentId', 'bodyPath', 'status', 'mergedInto']

/** What lies right below one body is read as a whole; but for classes there are hardly more than some hundreds. */
const readAtMost = 1000

interface ListOptions {
  readonly withClosed: boolean
}

/** What went up in another is listed nowhere. */
const standing = ({ withClosed }: ListOptions): Query =>
  withClosed ? { mergedInto: command.exists(false) } : { status: 'open' }

/** What lies right below a body: of classes those of one year, and none when no year is asked for. */
export const listChildren = (
  parentId: string,
  entryYear: number | undefined,
  options: ListOptions,
): Promise<Body[]> =>
  bodies.find(
    {
      parentId,
      ...(entryYear === undefined ? { kind: command.neq('class') } : { kind: 'class', entryYear }),
      ...standing(options),
    },
    { limit: readAtMost, fields: summaryFields },
  )

/** The years of the classes right below a body. */
export async function listClassYears(parentId: string, options: ListOptions): Promise<ClassYear[]> {
  const rows = await bodies.aggregate<{ _id: number; classes: number }>((stages) =>
    stages
      .match({ parentId, kind: 'class', ...standing(options) })
      .group({ _id: '$entryYear', classes: { $sum: 1 } })
      .sort({ _id: -1 }),
  )
  return rows.map(({ _id, classes }) => ({ entryYear: _id, classes }))
}

interface SearchOptions extends ListOptions {
  /** Only those at or below one of these. */
  readonly below?: readonly string[]
  readonly kinds?: readonly BodyKind[]
  readonly entryYear?: number | undefined
  readonly limit?: number
}

/** Bodies whose name begins so, by name. */
export const searchBodies = (
  words: string,
  { below, kinds, entryYear, limit = rowsAtMost, ...options }: SearchOptions,
): Promise<Body[]> => {
  const beginning = plainNameOf(words)
  return bodies.find(
    {
      plainName: command.and(command.gte(beginning), command.lt(`${beginning}\uffff`)),
      ...(below ? { bodyPath: command.in([...below]) } : {}),
      ...(kinds ? { kind: command.in([...kinds]) } : {}),
      ...(entryYear === undefined ? {} : { entryYear }),
      ...standing(options),
    },
    { order: [['plainName', 'asc']], limit, fields: summaryFields },
  )
}

/**
 * Open bodies of these kinds at or below any of these; of the classes, which are thousands, only those of one year, or
 * without one only these bodies themselves.
 */
export const listReachable = (
  bodyIds: readonly string[],
  kinds: readonly BodyKind[],
  entryYear: number | undefined,
): Promise<Body[]> => {
  const reached = { bodyPath: command.in([...bodyIds]), status: 'open' }
  const higher = kinds.filter((kind) => kind !== 'class')
  const classes = entryYear === undefined ? { _id: command.in([...bodyIds]) } : { entryYear }
  const either: Query[] = [
    { ...reached, kind: command.in(higher) },
    ...(kinds.includes('class') ? [{ ...reached, kind: 'class', ...classes }] : []),
  ]
  return bodies.find(command.or(either) as unknown as Query, { limit: readAtMost, fields: summaryFields })
}

export const insertBody = (body: Body): Promise<'inserted' | 'exists'> => bodies.insert(body)

/** Changes a body, if nobody else did meanwhile. */
export const changeBody = (
  { _id, revision, status }: Pick<Body, '_id' | 'revision' | 'status'>,
  changes: Partial<Omit<Body, '_id' | 'revision'>>,
): Promise<boolean> => {
  const { contact, untidy, ...rest } = changes
  return bodies.change(
    { _id, revision, status },
    {
      ...rest,
      ...(contact ? { contact: command.set(contact) } : {}),
      ...(untidy ? { untidy: command.set(untidy) } : {}),
      revision: command.inc(1),
    },
  )
}

/** Whether open bodies lie right below. */
export const hasOpenChildren = async (parentId: string): Promise<boolean> =>
  (await bodies.find({ parentId, status: 'open' }, { limit: 1, fields: ['name'] })).length > 0

/** The ids of the bodies that went up in this one, directly or by way of another; and its own. */
export async function mergedIds(bodyId: string): Promise<string[]> {
  const merged = await bodies.find(
    { bodyPath: bodyId, mergedInto: command.exists(true) },
    { limit: 1000, fields: ['mergedInto'] },
  )
  const into = (found: readonly string[]): string[] => {
    const next = merged.filter(({ mergedInto = '' }) => found.includes(mergedInto)).map(({ _id }) => _id)
    return next.length === 0 ? [] : [...next, ...into(next)]
  }
  return [bodyId, ...into([bodyId])]
}

/** Writes where a body lies, if nobody changed it since it was read. */
export const placeBody = (
  { _id, revision }: Pick<Body, '_id' | 'revision'>,
  { parentId, bodyPath }: Pick<Body, 'parentId' | 'bodyPath'>,
): Promise<boolean> => bodies.change({ _id, revision }, { parentId, bodyPath: [...bodyPath] })

export const untidyBodies = new Pile(bodies, () => ({ 'untidy.since': command.gt(new Date(0)) }))

/** Notes how far people have been told, unless the body was moved again meanwhile. */
export const noteTidied = (body: Body, untidy: Untidy | null): Promise<boolean> =>
  bodies.change(
    { _id: body._id, 'untidy.since': body.untidy?.since ?? null },
    { untidy: untidy && command.set(untidy) },
  )

export const everyBody = (): AsyncGenerator<Body> => bodies.every()
