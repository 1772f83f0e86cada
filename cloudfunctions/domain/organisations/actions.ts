/** The tree as everybody browses it. Tending it is in editing.ts, joining in memberships/. */
import { AppError } from '../../../miniprogram/contract/errors'
import type { Institution } from '../../../miniprogram/contract/organisations'
import { bodiesFor, type Caller, reaches } from '../../platform/caller'
import { pageByWords } from '../../platform/cursor'
import type { Handler, Handlers } from '../../platform/serve'
import { findMembers as findMembersOf } from '../alumni/records'
import { describeEducations } from '../alumni/views'
import { editing } from './editing'
import { memberships } from './memberships/actions'
import { readBody } from './page'
import { listReached } from './reached'
import {
  type Body,
  listBodies,
  listChildren,
  listClassYears,
  readBodies,
  readBodyNow,
  searchBodies,
} from './records'
import { kindsBelow, listWords } from './rules'
import { describeManaged, summariseBodies } from './views'

/** The body above all others. */
export async function readUniversity(now: Date): Promise<Body> {
  const [university] = await listBodies('university', now)
  if (!university) throw new Error('no university is set up')
  return university
}

/** The institution this installation serves. */
export async function readInstitution(now: Date): Promise<Institution> {
  const { institution } = await readUniversity(now)
  if (!institution) throw new Error('the university has no institution')
  return institution
}

const listColleges: Handler<'organisations.listColleges'> = async (_input, { now }) => {
  const [institution, colleges] = await Promise.all([readInstitution(now), listBodies('college', now)])
  return { institution, colleges: colleges.map(({ _id, name }) => ({ bodyId: _id, name })) }
}

const listBelow: Handler<'organisations.listBelow'> = async ({ parentId, entryYear, after }, { now }) => {
  const parent =
    parentId === undefined ? await readUniversity(now) : (await readBodies([parentId])).get(parentId)
  if (parent?.status !== 'open') throw new AppError('NOT_FOUND')
  const [bodies, classYears] = await Promise.all([
    listChildren(parent._id, entryYear, { withClosed: false }),
    listClassYears(parent._id, { withClosed: false }),
  ])
  const { rows, next } = pageByWords(bodies, listWords, after)
  return {
    parent: { bodyId: parent._id, name: parent.name },
    bodies: await summariseBodies(rows),
    next,
    classYears,
  }
}

const search: Handler<'organisations.search'> = async ({ words }) => ({
  bodies: await summariseBodies(await searchBodies(words, { withClosed: false })),
})

/** The bodies on which the caller does something with the tree: tends it, or makes codes. */
const tendedIds = (caller: Caller) => [
  ...new Set([
    ...bodiesFor('administrator', caller),
    ...bodiesFor('editor', caller),
    ...bodiesFor('reviewer', caller),
  ]),
]

/** Bodies that lie below no one body. */
const nothingBelow = { parent: undefined, next: undefined, classYears: [], foundable: [] }

const listManaged: Handler<'organisations.listManaged'> = async (
  { parentId, entryYear, words, after },
  { caller },
) => {
  const tended = tendedIds(caller)
  const isEditable = ({ bodyPath }: Pick<Body, 'bodyPath'>) => reaches('administrator', caller, bodyPath)
  const describe = (bodies: readonly Body[]) => describeManaged(bodies, isEditable)
  if (words) {
    const found = await searchBodies(words, { below: tended, withClosed: true })
    return { ...nothingBelow, bodies: await describe(found) }
  }
  const wanted = parentId ?? (tended.length === 1 ? tended[0] : undefined)
  if (wanted === undefined) {
    const roots = [...(await readBodies(tended)).values()]
    return { ...nothingBelow, bodies: await describe(roots) }
  }
  const parent = await readBodyNow(wanted)
  if (!parent || !tended.some((id) => parent.bodyPath.includes(id))) throw new AppError('NOT_FOUND')
  const [bodies, classYears] = await Promise.all([
    listChildren(wanted, entryYear, { withClosed: true }),
    listClassYears(wanted, { withClosed: true }),
  ])
  const isOpen = parent.status === 'open'
  const { rows, next } = pageByWords(bodies, listWords, after)
  return {
    parent: (await describe([parent]))[0],
    bodies: await describe(rows),
    next,
    classYears,
    foundable: isOpen && isEditable(parent) ? kindsBelow(parent.kind) : [],
  }
}

const findMembers: Handler<'organisations.findMembers'> = async ({ bodyId, name }, { caller }) => {
  const body = await readBodyNow(bodyId)
  if (!body || !reaches('administrator', caller, body.bodyPath)) throw new AppError('NOT_FOUND')
  const found = await findMembersOf(bodyId, name, 20)
  return {
    people: await Promise.all(
      found.map(async (person) => ({
        personId: person._id,
        name: person.name,
        educations: await describeEducations(person.educations),
      })),
    ),
  }
}

export const organisations: Handlers<'organisations'> = {
  'organisations.listColleges': listColleges,
  'organisations.listBelow': listBelow,
  'organisations.search': search,
  'organisations.readBody': readBody,
  'organisations.listReached': listReached,
  'organisations.listManaged': listManaged,
  'organisations.findMembers': findMembers,
  ...editing,
  ...memberships,
}
