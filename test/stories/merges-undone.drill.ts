/** Property: whatever two records have, merging them and taking it back leaves every document as it was. */
import fc from 'fast-check'
import { checkIn, fresh, give, type Living, publish, register, rowAsRegistration } from '../support/lives'
import { TestWorld } from '../support/world'

let world: TestWorld
beforeAll(async () => {
  world = await TestWorld.open()
})
afterAll(() => world.close())

/** What somebody did about one event; the two records never sign up for the same one, for then a seat is given back. */
const deeds = ['nothing', 'signed up', 'withdrew', 'came', 'waits'] as const
const fields = ['name', 'kind', 'educations', 'studentNumberLast4', 'city', 'industry', 'employer'] as const

const history = fc.record({
  isVerified: fc.boolean(),
  deeds: fc.array(fc.constantFrom(...deeds), { maxLength: 3 }),
  giftsFen: fc.array(fc.integer({ min: 100, max: 100_000 }), { maxLength: 2 }),
  city: fc.constantFrom('', '江城', '北京'),
  employer: fc.constantFrom('', '研究所', '中学'),
})
type History = typeof history extends fc.Arbitrary<infer Value> ? Value : never

async function act(living: Living, deed: (typeof deeds)[number]): Promise<void> {
  if (deed === 'nothing') return
  const eventId = await publish(world, 10, 1)
  if (deed === 'waits') await world.persona('enterprise').call('events.signUp', { eventId })
  await living.phone.call('events.signUp', { eventId })
  if (deed === 'withdrew') await living.phone.call('events.withdraw', { eventId })
  if (deed === 'came') await checkIn(world, living.phone, eventId)
}

async function live({ isVerified, deeds, giftsFen, city, employer }: History): Promise<Living> {
  const [row] = await world.cloud.database.find('rosterRows', {
    collegeId: 'college-computing',
    claimedBy: null,
  })
  const known = isVerified ? await rowAsRegistration(world, String(row?._id)) : {}
  const living = await register(world.stranger(fresh('living')), { ...known, city, employer })
  for (const deed of deeds) await act(living, deed)
  if (isVerified) for (const amountFen of giftsFen) await give(world, living.phone, amountFen)
  return living
}

const kept = [
  'people',
  'identities',
  'signUps',
  'seats',
  'checkIns',
  'gifts',
  'orders',
  'ledger',
  'rosterRows',
]

/** Every document that may be touched; an empty list of merges is as good as none, and a revision only ever grows. */
async function everything(): Promise<Map<string, object>> {
  const documents = new Map<string, object>()
  for (const collection of kept) {
    const query = collection === 'rosterRows' ? { claimedBy: { $ne: null } } : {}
    for (const {
      mergedFrom,
      revision: _,
      changes: _changes,
      untended: _untended,
      ...document
    } of await world.cloud.database.find(collection, query)) {
      const hasMerged = Array.isArray(mergedFrom) && mergedFrom.length > 0
      documents.set(`${collection}:${document._id}`, hasMerged ? { ...document, mergedFrom } : document)
    }
  }
  return documents
}

const differences = (before: Map<string, object>, after: Map<string, object>) =>
  [...new Set([...before.keys(), ...after.keys()])].filter(
    (key) => JSON.stringify(sorted(before.get(key))) !== JSON.stringify(sorted(after.get(key))),
  )

/** Fields in one order, and lists that are sets in theirs. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted).sort((one, other) => (text(one) < text(other) ? -1 : 1))
  if (typeof value !== 'object' || value === null || value instanceof Date) return value
  const entries = Object.entries(value).map(([key, inner]) => [key, sorted(inner)] as const)
  return Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1)))
}
const text = (value: unknown) => JSON.stringify(value)

test('merged and undone, every document is as before; and no fen has moved meanwhile', async () => {
  const reviewer = world.persona('reviewer')
  await fc.assert(
    fc.asyncProperty(history, history, fc.subarray([...fields]), async (one, other, takes) => {
      const keep = await live(one)
      const merge = await live(other)
      const before = await everything()
      const { recordId } = await reviewer.call('merges.merge', {
        attemptKey: fresh('undone-'),
        keepId: keep.personId,
        mergeId: merge.personId,
        takes,
      })
      expect(await world.problems()).toEqual([])
      const moneyMoved = differences(before, await everything()).filter((key) => key.startsWith('ledger:'))
      expect(moneyMoved).toEqual([])
      expect(await reviewer.call('merges.undo', { recordId })).toEqual({ state: 'undone', left: [] })
      expect(differences(before, await everything())).toEqual([])
      expect(await world.problems()).toEqual([])
    }),
    { numRuns: 6 },
  )
}, 180_000)
