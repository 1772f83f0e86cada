/** What may lie where in the tree, and what may be done with a body. */
import type { ErrorCode, FieldMessages } from '../../../miniprogram/contract/errors'
import { type BodyContent, type BodyKind, bodyKinds } from '../../../miniprogram/contract/organisations'
import { normalisedClass } from '../../platform/spelling'
import type { Body, Lead } from './records'

/** What each kind may lie right below. A ladder without a rung twice, so that no move can ever make a circle. */
export const parentKinds: Readonly<Record<BodyKind, readonly BodyKind[]>> = {
  university: [],
  college: ['university'],
  class: ['college'],
  branch: ['university', 'college'],
  association: ['university', 'college', 'branch'],
  foundation: ['university'],
}

const kinds = Object.keys(parentKinds) as BodyKind[]

const listedKinds = Object.keys(bodyKinds) as BodyKind[]

/** What bodies in a list are ordered by: their kind, and within it the name as people read it. */
export const listWords = ({ kind, name }: Pick<Body, 'kind' | 'name'>): string =>
  `${listedKinds.indexOf(kind)}${name}`

/** The kinds that may be founded right below one. */
export const kindsBelow = (parent: BodyKind): BodyKind[] =>
  kinds.filter((kind) => parentKinds[kind].includes(parent))

type Placed = Pick<Body, '_id' | 'kind' | 'status'>

/** Whether a body of this kind may be founded or put right below another. */
export function decidePlace(kind: BodyKind, parent: Placed): 'place' | ErrorCode {
  if (!parentKinds[kind].includes(parent.kind)) return 'BODY_MISPLACED'
  return parent.status === 'open' ? 'place' : 'BODY_CLOSED'
}

/** Whether a body may be moved below another. */
export function decideMove(
  body: Placed & Pick<Body, 'parentId'>,
  parent: Placed,
): 'move' | 'is there' | ErrorCode {
  if (body.status === 'closed') return 'BODY_CLOSED'
  if (body.parentId === parent._id) return 'is there'
  const place = decidePlace(body.kind, parent)
  return place === 'place' ? 'move' : place
}

/** Whether a body may go up in another of its kind. */
export function decideMerge(
  source: Placed & Pick<Body, 'mergedInto'>,
  target: Placed,
): 'merge' | 'is merged' | ErrorCode {
  if (source.mergedInto === target._id) return 'is merged'
  if (source.status === 'closed' || target.status === 'closed') return 'BODY_CLOSED'
  const fits = source.kind === target.kind && source._id !== target._id && source.kind !== 'university'
  return fits ? 'merge' : 'BODY_MISPLACED'
}

/** Whether a body may be closed. */
export function decideClosing(body: Placed, hasOpenChildren: boolean): 'close' | 'is closed' | ErrorCode {
  if (body.status === 'closed') return 'is closed'
  if (body.kind === 'university') return 'BODY_MISPLACED'
  return hasOpenChildren ? 'BODY_OCCUPIED' : 'close'
}

/** Whether a closed body may be opened again; one that went up in another may not. */
export function decideReopening(
  body: Placed & Pick<Body, 'mergedInto'>,
  parent: Placed | undefined,
): 'reopen' | 'is open' | ErrorCode {
  if (body.status === 'open') return 'is open'
  return body.mergedInto === undefined && parent?.status === 'open' ? 'reopen' : 'BODY_CLOSED'
}

/** What is wrong with what an administrator wrote, by field; undefined when nothing is. */
export function contentProblems(
  kind: BodyKind,
  { cities, leads }: BodyContent,
  entryYear: number | undefined,
): FieldMessages | undefined {
  if (kind === 'class' && entryYear === undefined) return { entryYear: '请填写入学年份' }
  if (kind !== 'class' && entryYear !== undefined) return { entryYear: '只有班级有入学年份' }
  if (kind !== 'branch' && cities.length > 0) return { 'content.cities': '只有地方校友会按城市归属校友' }
  const people = new Set(leads.map(({ personId }) => personId))
  return people.size < leads.length ? { 'content.leads': '同一个人只能担任一项职务' } : undefined
}

/** A class is known by its name, year and college: only the spelling of its name may change. */
export const mayBeRenamed = (body: Pick<Body, 'kind' | 'name'>, name: string): boolean =>
  body.kind !== 'class' || normalisedClass(body.name) === normalisedClass(name)

/** Whether a body says already what somebody wants to write. */
export const isSameContent = (body: Body, content: BodyContent): boolean =>
  JSON.stringify(contentOf(body)) ===
  JSON.stringify({
    name: content.name,
    intro: content.intro,
    contact: inOrder(content.contact),
    cities: content.cities,
    leads: content.leads.map(leadInOrder),
  })

/** What an administrator wrote about a body. */
export const contentOf = (body: Body): BodyContent => ({
  name: body.name,
  intro: body.intro,
  contact: inOrder(body.contact),
  cities: [...(body.cities ?? [])],
  leads: (body.leads ?? []).map(leadInOrder),
})

const inOrder = ({ name, phone, wechat }: BodyContent['contact']) => ({ name, phone, wechat })
const leadInOrder = ({ personId, office }: Lead) => ({ personId, office })

/** The leads of a body and of one that goes up in it, each person once. */
export const withLeadsOf = (target: Pick<Body, 'leads'>, source: Pick<Body, 'leads'>): readonly Lead[] => {
  const own = target.leads ?? []
  const known = new Set(own.map(({ personId }) => personId))
  return [...own, ...(source.leads ?? []).filter(({ personId }) => !known.has(personId))]
}
