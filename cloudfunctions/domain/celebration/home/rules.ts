/** What Home consists of, whatever is kept of it. */

import { type HomeBlockKind, homeBlockKinds } from '../../../../miniprogram/contract/celebration'
import type { HomeLayout } from '../../../../miniprogram/contract/celebration-editing'

const kinds = Object.keys(homeBlockKinds) as HomeBlockKind[]

/** Until somebody arranged it. */
export const usualLayout: HomeLayout = { blocks: kinds.map((kind) => ({ kind, isOn: true })), notice: '' }

/** A layout in which every kind stands exactly once: one that is new to it comes last and is off, until staff see it. */
export function completed({ blocks, notice }: HomeLayout): HomeLayout {
  const known = blocks.filter(
    ({ kind }, place) => kinds.includes(kind) && blocks.findIndex((other) => other.kind === kind) === place,
  )
  const missing = kinds.filter((kind) => !known.some((block) => block.kind === kind))
  return { blocks: [...known, ...missing.map((kind) => ({ kind, isOn: false }))], notice }
}

export const kindsShown = (layout: HomeLayout): HomeBlockKind[] =>
  layout.blocks.flatMap(({ kind, isOn }) => (isOn ? [kind] : []))
