/** The tree as those who tend it see it: one level at a time, with what may be done to each body. */
import { type BodyKind, bodyKinds, type ManagedBody } from '../../contract/organisations'
import { type BodyLine, bodyLineOf } from '../../utils/body-line'

export interface Line extends BodyLine {
  readonly isClosed: boolean
  readonly isEditable: boolean
  /** Whether bodies may lie below it. */
  readonly hasBelow: boolean
}

const kindsAbove: ReadonlySet<BodyKind> = new Set(['university', 'college', 'branch'])

export const lineOf = (body: ManagedBody): Line => ({
  ...bodyLineOf(body),
  isClosed: body.status === 'closed',
  isEditable: body.isEditable,
  hasBelow: kindsAbove.has(body.kind),
})

export const foundingChoices = (kinds: readonly BodyKind[]) =>
  kinds.map((kind) => ({ value: kind, label: `新建${bodyKinds[kind]}` }))
