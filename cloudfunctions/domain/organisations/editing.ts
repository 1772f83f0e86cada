/** What administrators do with the tree: found a body, change what it says, move, merge, close and reopen it. */
import { AppError, isErrorCode } from '../../../miniprogram/contract/errors'
import type { ParsedInput } from '../../../miniprogram/contract/index'
import type { BodyContent } from '../../../miniprogram/contract/organisations'
import { bodiesFor, type Caller, reaches } from '../../platform/caller'
import { derivedId } from '../../platform/ids'
import type { Handler, Handlers } from '../../platform/serve'
import { forgetSnapshots } from '../../platform/snapshots'
import { readNames, readPeople } from '../alumni/records'
import { classIdOf } from './classes'
import { bodySnapshotId } from './page'
import { reachedBodies } from './reached'
import {
  type Body,
  changeBody,
  hasOpenChildren,
  insertBody,
  plainNameOf,
  readBodyNow,
  untidyFrom,
} from './records'
import {
  contentOf,
  contentProblems,
  decideClosing,
  decideMerge,
  decideMove,
  decidePlace,
  decideReopening,
  isSameContent,
  mayBeRenamed,
  parentKinds,
} from './rules'
import { straighten } from './tidying'
import { describeManaged } from './views'

/** A body that the caller tends; one outside their reach is answered like one that does not exist. */
async function tendedBody(bodyId: string, caller: Caller): Promise<Body> {
  const body = await readBodyNow(bodyId)
  if (!body || !reaches('administrator', caller, body.bodyPath)) throw new AppError('NOT_FOUND')
  return body
}

/** Whether the caller tends what a body lies below: only then may they say where it lies, and whether it is open. */
const tendsAbove = ({ bodyPath }: Body, caller: Caller) =>
  reaches('administrator', caller, bodyPath.slice(0, -1))

async function placeableBody(bodyId: string, caller: Caller): Promise<Body> {
  const body = await tendedBody(bodyId, caller)
  if (!tendsAbove(body, caller)) throw new AppError('NOT_FOUND')
  return body
}

const readManaged: Handler<'organisations.readManaged'> = async ({ bodyId }, { caller }) => {
  const body = await tendedBody(bodyId, caller)
  const content = contentOf(body)
  const [[described], names] = await Promise.all([
    describeManaged([body], () => true),
    readNames(content.leads.map(({ personId }) => personId)),
  ])
  if (!described) throw new AppError('NOT_FOUND')
  const leads = content.leads.map((lead) => ({ ...lead, name: names.get(lead.personId) ?? '' }))
  return {
    body: described,
    revision: body.revision,
    content: { ...content, leads },
    isPlaceable: tendsAbove(body, caller),
  }
}

/** Refuses what does not fit together, and leads who are not recognised members. */
async function checkContent(
  { kind, leads = [] }: Pick<Body, 'kind' | 'leads'>,
  bodyId: string,
  content: BodyContent,
  entryYear?: number,
): Promise<void> {
  const fields = contentProblems(kind, content, entryYear)
  if (fields) throw new AppError('INVALID_INPUT', { fields })
  const known = new Set(leads.map(({ personId }) => personId))
  const added = content.leads.filter(({ personId }) => !known.has(personId))
  const people = await readPeople(added.map(({ personId }) => personId))
  const isMember = people.filter(
    ({ verification, bodyPath }) => verification.status === 'verified' && bodyPath.includes(bodyId),
  )
  if (isMember.length < added.length)
    throw new AppError('INVALID_INPUT', { fields: { 'content.leads': '联络人应是本组织的认证校友' } })
}

const fieldsFrom = (kind: Body['kind'], { name, intro, contact, cities, leads }: BodyContent) => ({
  name,
  plainName: plainNameOf(name),
  intro,
  contact,
  leads,
  ...(kind === 'branch' ? { cities } : {}),
})

/** The same draft sent again is the same body; a class is the same whoever founds it. */
function newIdOf(
  { kind, draftKey, parentId, entryYear, content }: ParsedInput<'organisations.create'>,
  caller: Caller,
): string {
  return kind === 'class' && entryYear !== undefined
    ? classIdOf({ collegeId: parentId, entryYear, className: content.name })
    : derivedId('body', caller.personId, draftKey)
}

const create: Handler<'organisations.create'> = async (input, { caller, now }) => {
  const { kind, parentId, entryYear, content } = input
  const parent = await tendedBody(parentId, caller)
  const place = decidePlace(kind, parent)
  if (isErrorCode(place)) throw new AppError(place)
  const bodyId = newIdOf(input, caller)
  await checkContent({ kind }, bodyId, content, entryYear)
  const body: Body = {
    _id: bodyId,
    kind,
    ...fieldsFrom(kind, content),
    parentId,
    bodyPath: [...parent.bodyPath, bodyId],
    status: 'open',
    ...(entryYear === undefined ? {} : { collegeId: parentId, entryYear }),
    revision: 1,
    untidy: untidyFrom(now),
  }
  if ((await insertBody(body)) === 'inserted') {
    await afterwards([bodyId, parentId], now)
    return { bodyId, revision: body.revision }
  }
  const existing = await tendedBody(bodyId, caller)
  if (kind === 'class' && !isSameContent(existing, content)) throw new AppError('BODY_EXISTS')
  return { bodyId, revision: existing.revision }
}

const change: Handler<'organisations.change'> = async ({ bodyId, revision, content }, { caller, now }) => {
  const body = await tendedBody(bodyId, caller)
  if (isSameContent(body, content)) return { bodyId, revision: body.revision }
  if (body.status === 'closed') throw new AppError('BODY_CLOSED')
  await checkContent(body, bodyId, content, body.entryYear)
  if (!mayBeRenamed(body, content.name)) {
    const fields = { 'content.name': '班级名称只能改写法；换名请新建班级后合并' }
    throw new AppError('INVALID_INPUT', { fields })
  }
  const hasOtherCities = JSON.stringify(body.cities ?? []) !== JSON.stringify(content.cities)
  const changes = {
    ...fieldsFrom(body.kind, content),
    ...(hasOtherCities ? { untidy: untidyFrom(now) } : {}),
  }
  return { bodyId, revision: await written(body, revision, changes, now) }
}

/** Writes a change, if nobody else changed the body since the caller saw it; returns the new revision. */
async function written(
  body: Body,
  revision: number,
  changes: Parameters<typeof changeBody>[1],
  now: Date,
): Promise<number> {
  const isWritten = body.revision === revision && (await changeBody(body, changes))
  if (!isWritten) throw new AppError('BODY_CHANGED')
  await afterwards([body._id, body.parentId, changes.parentId, changes.mergedInto], now)
  return revision + 1
}

/** What else lies elsewhere now is put there at once, and pages that show it are made anew; the timer does the rest. */
async function afterwards(bodyIds: readonly (string | null | undefined)[], now: Date): Promise<void> {
  await straighten(now)
  await forgetSnapshots(bodyIds.flatMap((id) => (id ? [bodySnapshotId(id)] : [])))
}

const listPlaces: Handler<'organisations.listPlaces'> = async ({ bodyId, purpose, words }, { caller }) => {
  const body = await placeableBody(bodyId, caller)
  return reachedBodies({
    below: bodiesFor('administrator', caller),
    kinds: purpose === 'move' ? parentKinds[body.kind] : [body.kind],
    words,
    entryYear: purpose === 'merge' ? body.entryYear : undefined,
    except: [body._id, body.parentId],
  })
}

const move: Handler<'organisations.move'> = async ({ bodyId, revision, parentId }, { caller, now }) => {
  const body = await placeableBody(bodyId, caller)
  const parent = await tendedBody(parentId, caller)
  const decision = decideMove(body, parent)
  if (decision === 'is there') return { bodyId, revision: body.revision }
  if (isErrorCode(decision)) throw new AppError(decision)
  const place = { parentId, bodyPath: [...parent.bodyPath, bodyId], untidy: untidyFrom(now) }
  return { bodyId, revision: await written(body, revision, place, now) }
}

const merge: Handler<'organisations.merge'> = async ({ bodyId, revision, intoId }, { caller, now }) => {
  const source = await placeableBody(bodyId, caller)
  const target = await placeableBody(intoId, caller)
  const decision = decideMerge(source, target)
  if (decision === 'is merged') return { bodyId, revision: source.revision }
  if (isErrorCode(decision)) throw new AppError(decision)
  if (source.revision !== revision) throw new AppError('BODY_CHANGED')
  // Touched first: of two bodies that are to go up in each other at once, neither then stands as it was read.
  if (!(await changeBody(target, {}))) throw new AppError('BODY_CHANGED')
  const merged = {
    status: 'closed',
    mergedInto: intoId,
    bodyPath: [...target.bodyPath, bodyId],
    untidy: untidyFrom(now),
  } as const
  return { bodyId, revision: await written(source, revision, merged, now) }
}

const close: Handler<'organisations.close'> = async ({ bodyId, revision }, { caller, now }) => {
  const body = await placeableBody(bodyId, caller)
  const decision = decideClosing(body, await hasOpenChildren(bodyId))
  if (decision === 'is closed') return { bodyId, revision: body.revision }
  if (isErrorCode(decision)) throw new AppError(decision)
  return { bodyId, revision: await written(body, revision, { status: 'closed' }, now) }
}

const reopen: Handler<'organisations.reopen'> = async ({ bodyId, revision }, { caller, now }) => {
  const body = await placeableBody(bodyId, caller)
  const parent = body.parentId === null ? undefined : await readBodyNow(body.parentId)
  const decision = decideReopening(body, parent)
  if (decision === 'is open') return { bodyId, revision: body.revision }
  if (isErrorCode(decision)) throw new AppError(decision)
  return { bodyId, revision: await written(body, revision, { status: 'open' }, now) }
}

export const editing: Pick<
  Handlers<'organisations'>,
  | 'organisations.readManaged'
  | 'organisations.create'
  | 'organisations.change'
  | 'organisations.listPlaces'
  | 'organisations.move'
  | 'organisations.merge'
  | 'organisations.close'
  | 'organisations.reopen'
> = {
  'organisations.readManaged': readManaged,
  'organisations.create': create,
  'organisations.change': change,
  'organisations.listPlaces': listPlaces,
  'organisations.move': move,
  'organisations.merge': merge,
  'organisations.close': close,
  'organisations.reopen': reopen,
}
