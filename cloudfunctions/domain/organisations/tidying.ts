/**
 * After a body was founded, moved, merged, closed or reopened: everything derived from its place says so too.
 *
 * The act itself is one write, which also marks the body as untidy. Then follow the places of the bodies below, at
 * once, and by the timer what their events, projects, anniversaries, tasks and people say. Every step writes only what is
 * not so yet, so whatever breaks off is taken up again; the mark goes last.
 */
import { now as clockNow, minuteMs } from '../../platform/clock'
import { listPeopleIn, listPeopleOfCities, type Person, rewriteBelonging } from '../alumni/records'
import { everyAnniversaryOf, rehouseAnniversary } from '../celebration/records'
import { everyEventHostedBy, rehostEvent } from '../events/records'
import { listProjectsProposedBy, reassignProject } from '../giving/records'
import { everyArticleOf, rehouseArticle } from '../news/records'
import { everyTaskFor, rehouseTask } from '../preparation/records'
import { readTree } from './belonging'
import { classIdOf } from './classes'
import { type Body, changeBody, insertBody, noteTidied, placeBody, untidyBodies, untidyFrom } from './records'
import { withLeadsOf } from './rules'
import { belongingIn, misplacedIn, placeIn, standingIn } from './tree'

type WholeTree = Awaited<ReturnType<typeof readTree>>

/** After so long no function runs that began before the change, and no instance remembers the body as it was. */
const settledMs = minuteMs

/** How many people are looked at in one round trip, and how many are written at once. */
const slice = 500
const writersAtOnce = 25

/** How long one run of the timer goes on with people; the next one takes up where it ended. */
const runMs = 8_000

/** Puts every body where its parents and merges say, and hands on what merged bodies had. */
export async function straighten(now: Date): Promise<void> {
  const tree = await readTree()
  await inBatches(misplacedIn(tree.bodies), ({ body, place }) => placeBody(body, place))
  for (const body of tree.bodies.values()) await handOn(body, tree)
  const other = [...tree.bodies.values()].flatMap((body) => otherNameOf(body, tree) ?? [])
  await inBatches(other, (name) => insertBody({ ...name, untidy: untidyFrom(now) }))
}

/**
 * A class that came to lie below another college goes on under the id of its old one. Whoever registers for the new
 * college tells another id: it is made a body too, merged into the class from the start, and so leads to it.
 */
function otherNameOf(body: Body, { bodies }: WholeTree): Body | undefined {
  const { collegeId, entryYear, mergedInto, name } = body
  if (body.kind !== 'class' || entryYear === undefined || mergedInto !== undefined) return undefined
  const { parentId, bodyPath } = placeIn(bodies, body)
  if (parentId === null || parentId === collegeId) return undefined
  const _id = classIdOf({ collegeId: parentId, entryYear, className: name })
  if (bodies.has(_id)) return undefined
  const path = [...bodyPath, _id]
  const names = { _id, parentId, collegeId: parentId, bodyPath: path, mergedInto: body._id }
  return { ...body, ...names, status: 'closed', leads: [], revision: 1 }
}

/** Whether a merged body still has what belongs to the one that it went up in. */
const hasToHandOn = ({ mergedInto, leads = [], cities = [] }: Body): boolean =>
  mergedInto !== undefined && leads.length + cities.length > 0

/** What a merged body had goes to what it went up in; the body is emptied last, so that a repeat hands on again. */
async function handOn(body: Body, { bodies }: WholeTree): Promise<void> {
  const target = standingIn(bodies, body._id)
  if (!target || !hasToHandOn(body)) return
  const cities = [...new Set([...(target.cities ?? []), ...(body.cities ?? [])])]
  const isHandedOn = await changeBody(target, {
    leads: withLeadsOf(target, body),
    ...(body.kind === 'branch' ? { cities } : {}),
  })
  if (isHandedOn) await changeBody(body, { leads: [], ...(body.kind === 'branch' ? { cities: [] } : {}) })
}

/** Finishes what acts on the tree have begun. */
export async function tidyBodies(now: Date): Promise<void> {
  if ((await untidyBodies.read(now)).length === 0) return
  await straighten(now)
  // Read again: the places just written are what events and people are to say.
  const tree = await readTree()
  const untilMs = clockNow().getTime() + runMs
  for (const body of [...tree.bodies.values()].filter(({ untidy }) => untidy)) {
    await restateHosts(body, tree)
    const isSettled = now.getTime() - (body.untidy?.since.getTime() ?? 0) >= settledMs
    if (isSettled && !hasToHandOn(body)) await restatePeople(body, tree, untilMs)
  }
}

/** Events, projects, articles, anniversaries and tasks of a body, and of those below it, belong to what stands for it now. */
async function restateHosts(body: Body, { bodies }: WholeTree): Promise<void> {
  const ids = [...bodies.values()].filter(({ bodyPath }) => bodyPath.includes(body._id)).map(({ _id }) => _id)
  async function restate<Thing extends Pick<Body, 'bodyPath'>>(
    things: Iterable<Thing> | AsyncIterable<Thing>,
    ownerOf: (thing: Thing) => string,
    rehouse: (thing: Thing, owner: Body) => Promise<unknown>,
  ): Promise<void> {
    for await (const thing of things) {
      const owner = standingIn(bodies, ownerOf(thing))
      if (owner && JSON.stringify(thing.bodyPath) !== JSON.stringify(owner.bodyPath))
        await rehouse(thing, owner)
    }
  }
  await restate(everyEventHostedBy(ids), ({ hostId }) => hostId, rehostEvent)
  await restate(await listProjectsProposedBy(ids), ({ bodyId }) => bodyId, reassignProject)
  await restate(everyArticleOf(ids), ({ bodyId }) => bodyId, rehouseArticle)
  await restate(everyAnniversaryOf(ids), ({ bodyId }) => bodyId, rehouseAnniversary)
  await restate(everyTaskFor(ids), ({ bodyId }) => bodyId, rehouseTask)
}

/** Everyone who belongs to a body, slice after slice, until the time is over or all are done and the mark can go. */
async function restatePeople(body: Body, tree: WholeTree, untilMs: number): Promise<void> {
  const cities = body.cities ?? []
  const passes = [
    (after: string) => listPeopleIn(body._id, after, slice),
    (after: string) => (cities.length === 0 ? Promise.resolve([]) : listPeopleOfCities(cities, after, slice)),
  ]
  let { untidy } = body
  while (untidy && clockNow().getTime() < untilMs) {
    const people: Person[] = (await passes[untidy.pass]?.(untidy.upTo)) ?? []
    await inBatches(people, (person) => restatePerson(person, tree))
    const last = people.at(-1)?._id
    const isPassOver = people.length < slice || last === undefined
    const isAllOver = isPassOver && untidy.pass === passes.length - 1
    const next = isPassOver ? { ...untidy, pass: untidy.pass + 1, upTo: '' } : { ...untidy, upTo: last }
    if (!(await noteTidied(body, isAllOver ? null : next)) || isAllOver) return
    untidy = next
  }
}

/** Writes where a person belongs, if that is not what they say; a profile changed meanwhile says it already. */
async function restatePerson(person: Person, tree: WholeTree): Promise<void> {
  const bodyPath = belongingIn(tree, person)
  const said = new Set(person.bodyPath)
  const isSaid = said.size === bodyPath.length && bodyPath.every((id) => said.has(id))
  if (!isSaid) await rewriteBelonging(person, person.memberOf, bodyPath)
}

/** Does something for each, a few at a time. */
async function inBatches<Item>(items: readonly Item[], act: (item: Item) => Promise<unknown>): Promise<void> {
  for (let first = 0; first < items.length; first += writersAtOnce)
    await Promise.all(items.slice(first, first + writersAtOnce).map(act))
}
