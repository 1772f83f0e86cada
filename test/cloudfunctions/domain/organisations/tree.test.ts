import fc from 'fast-check'
import type { Body } from '../../../../cloudfunctions/domain/organisations/records'
import { belongingIn, misplacedIn, standingIn } from '../../../../cloudfunctions/domain/organisations/tree'

type Node = Pick<Body, '_id' | 'parentId' | 'bodyPath' | 'mergedInto' | 'cities'>

const treeOf = (nodes: readonly Node[]) => new Map(nodes.map((node) => [node._id, node]))

/** The tree with everything put where it should lie. */
function straightened(nodes: ReadonlyMap<string, Node>): ReadonlyMap<string, Node> {
  const placed = new Map(misplacedIn(nodes).map(({ body, place }) => [body._id, { ...body, ...place }]))
  return new Map([...nodes].map(([id, node]) => [id, placed.get(id) ?? node]))
}

/** Random trees: each body below an earlier one, some merged into an earlier one, paths all wrong. */
const trees = fc.integer({ min: 2, max: 25 }).chain((size) =>
  fc.tuple(
    ...Array.from({ length: size }, (_, index) =>
      fc.tuple(fc.nat(), fc.option(fc.nat())).map(
        ([parent, merged]): Node => ({
          _id: `b${index}`,
          parentId: index === 0 ? null : `b${parent % index}`,
          bodyPath: ['wrong'],
          ...(merged === null || index < 2 ? {} : { mergedInto: `b${1 + (merged % (index - 1))}` }),
        }),
      ),
    ),
  ),
)

test('put where they should lie once, all bodies lie there', () => {
  fc.assert(
    fc.property(trees, (nodes) => {
      expect(misplacedIn(straightened(treeOf(nodes)))).toEqual([])
    }),
  )
})

test('a path is that of the body above and the body itself, from the top down', () => {
  fc.assert(
    fc.property(trees, (nodes) => {
      const tree = straightened(treeOf(nodes))
      for (const { _id, parentId, mergedInto, bodyPath } of tree.values()) {
        const above = tree.get(mergedInto ?? parentId ?? '')
        expect(bodyPath).toEqual([...(above?.bodyPath ?? []), _id])
        expect(bodyPath[0]).toBe('b0')
      }
    }),
  )
})

test('nothing lies below a merged body but what went up in it, and whoever was in it is in what it went up in', () => {
  fc.assert(
    fc.property(trees, (nodes) => {
      const tree = straightened(treeOf(nodes))
      for (const node of tree.values()) {
        if (node.mergedInto === undefined) expect(tree.get(node.parentId ?? '')?.mergedInto).toBeUndefined()
        const belongs = belongingIn(
          { universities: [], branches: [], get: (id) => tree.get(id) },
          { educations: [], affiliationId: '', city: '', memberOf: [node._id] },
        )
        expect(belongs).toContain(standingIn(tree, node._id)?._id)
      }
    }),
  )
})

test('a circle in broken records is told, and comes to an end', () => {
  const circle = treeOf([
    { _id: 'a', parentId: 'b', bodyPath: ['b', 'a'] },
    { _id: 'b', parentId: 'a', bodyPath: ['a', 'b'], mergedInto: 'a' },
    { _id: 'c', parentId: 'c', bodyPath: ['c'], mergedInto: 'c' },
  ])
  expect(misplacedIn(circle).length).toBeGreaterThan(0)
  expect(standingIn(circle, 'c')?._id).toBe('c')
})

describe('somebody', () => {
  const tree = treeOf([
    { _id: 'university', parentId: null, bodyPath: ['university'] },
    { _id: 'civil', parentId: 'university', bodyPath: ['university', 'civil'] },
    { _id: 'beijing', parentId: 'university', bodyPath: ['university', 'beijing'], cities: ['北京'] },
  ])
  const whole = {
    universities: [tree.get('university') ?? { bodyPath: [] }],
    branches: [tree.get('beijing') ?? { bodyPath: [] }],
    get: (id: string) => tree.get(id),
  }
  const of = (changes: object) =>
    belongingIn(whole, { educations: [], affiliationId: '', city: '', memberOf: [], ...changes })

  test.each([
    ['who tells nothing is of the university', {}, ['university']],
    ['of a city is of its branch', { city: '北京' }, ['university', 'beijing']],
    ['of another city is not', { city: '天津' }, ['university']],
    ['who was accepted is a member', { memberOf: ['beijing'] }, ['university', 'beijing']],
    [
      'is of their college',
      { educations: [{ collegeId: 'civil', entryYear: 1996, className: '' }] },
      ['university', 'civil'],
    ],
  ])('%s', (_what, changes, belongs) => {
    expect(of(changes)).toEqual(belongs)
  })

  test('is of a class that nobody has founded yet', () => {
    expect(of({ educations: [{ collegeId: 'civil', entryYear: 1996, className: '9601' }] })).toHaveLength(3)
  })
})
