/** A body in a list: its name and what tells it from others of that name. */
import { type BodyKind, type BodySummary, bodyKinds } from '../contract/organisations'

export interface BodyLine {
  readonly bodyId: string
  readonly name: string
  readonly note: string
  readonly icon: string
}

const icons: Readonly<Record<BodyKind, string>> = {
  university: 'shield',
  college: 'document',
  class: 'people',
  branch: 'place',
  association: 'laurel',
  foundation: 'heart',
}

/** A class is told by year and college; the rest by kind, and by what they lie below when that is not the university. */
function noteOf({ kind, entryYear, parent }: BodySummary): string {
  const own = entryYear === undefined ? bodyKinds[kind] : `${entryYear} 级`
  const isRightBelowUniversity = kind === 'college' || kind === 'branch' || kind === 'foundation'
  return parent === undefined || isRightBelowUniversity ? own : `${own} · ${parent.name}`
}

export const bodyLineOf = (body: BodySummary): BodyLine => ({
  bodyId: body.bodyId,
  name: body.name,
  note: noteOf(body),
  icon: icons[body.kind],
})
