import fc from 'fast-check'
import {
  completed,
  kindsShown,
  usualLayout,
} from '../../../../../cloudfunctions/domain/celebration/home/rules'
import { type HomeBlockKind, homeBlockKinds } from '../../../../../miniprogram/contract/celebration'

const kinds = Object.keys(homeBlockKinds) as HomeBlockKind[]

test('until somebody arranged Home, everything is on', () => {
  expect(kindsShown(usualLayout)).toEqual(kinds)
})

test('whatever is kept, every kind stands once, in the order kept, and nothing appears that nobody switched on', () => {
  const layout = fc.record({
    blocks: fc.array(fc.record({ kind: fc.constantFrom(...kinds), isOn: fc.boolean() })),
    notice: fc.string(),
  })
  fc.assert(
    fc.property(layout, (kept) => {
      const { blocks } = completed(kept)
      expect(blocks.map(({ kind }) => kind).sort()).toEqual([...kinds].sort())
      const first = [...new Set(kept.blocks.map(({ kind }) => kind))]
      expect(blocks.slice(0, first.length).map(({ kind }) => kind)).toEqual(first)
      for (const { kind, isOn } of blocks)
        expect(isOn).toBe(kept.blocks.find((block) => block.kind === kind)?.isOn ?? false)
    }),
  )
})

test('a kind that this version does not know is left out', () => {
  const kept = { blocks: [{ kind: 'fortune', isOn: true }], notice: '' } as unknown as typeof usualLayout
  expect(completed(kept).blocks.map(({ kind }) => kind)).toEqual(kinds)
})
