/** Story: however many colleges celebrate and however much they hold, each anniversary and each activity can be found. */
import { bodyIds } from '../../local/seed/body-ids'
import { anniversaryIds } from '../../local/seed/celebration'
import { eventIds } from '../../local/seed/event-ids'
import { copy, copyEvents } from '../support/copies'
import { someMorning, TestWorld } from '../support/world'

const dayMs = 86_400_000
const anniversaryId = anniversaryIds.university

let world: TestWorld
let putBack: () => Promise<void>
beforeAll(async () => {
  world = await TestWorld.open()
})
beforeEach(() => {
  putBack = world.cloud.database.keep()
})
afterEach(async () => {
  expect(await world.problems()).toEqual([])
  await putBack()
})
afterAll(() => world.close())

const editor = () => world.persona('editor')
const visitor = () => world.persona('visitor')

/** Makes the editor one of this body alone. */
async function editFor(bodyId: string): Promise<void> {
  const [person] = await world.cloud.database.find('people', { name: '方静宜' })
  await world.cloud.database.upsert('people', [
    { ...(person as { _id: string }), grants: [{ role: 'editor', bodyId }] },
  ])
}

/** The ids of a whole list, read page by page. */
async function readAll(
  read: (after: string | undefined) => Promise<{ ids: string[]; next: string | undefined }>,
): Promise<string[]> {
  const { ids, next } = await read(undefined)
  expect(ids.length).toBeLessThanOrEqual(20)
  return next === undefined ? ids : [...ids, ...(await readAll((after) => read(after ?? next)))]
}

const listed = () =>
  readAll(async (after) => {
    const { anniversaries, next } = await editor().call('celebration.listAnniversaries', { after })
    return { ids: anniversaries.map((one) => one.anniversaryId), next }
  })

const activities = (isIn: boolean) =>
  readAll(async (after) => {
    const { events, next } = await editor().call('celebration.listActivities', { anniversaryId, isIn, after })
    return { ids: events.map(({ eventId }) => eventId), next }
  })

/** Two on each day; every other one a college's, and not shown. */
const celebrate = (count: number) =>
  copy(world, 'anniversaries', { _id: anniversaryId }, 'many', count, (at) => ({
    date: new Date(someMorning + (1 + Math.floor(at / 2)) * dayMs),
    ...(at % 2 === 0 ? {} : { isShown: false }),
    bodyId: bodyIds.computing,
    bodyPath: [bodyIds.university, bodyIds.computing],
  }))

const ofMany = (ids: readonly string[]) => ids.filter((id) => id.startsWith('many-'))

test('of more anniversaries than a page holds each is listed once, the latest first, to whoever may see it', async () => {
  const made = (await celebrate(90)).reverse()
  expect(ofMany(await listed())).toEqual(made)
  await editFor(bodyIds.economics)
  expect(ofMany(await listed())).toEqual(made.filter((_id, at) => at % 2 === 1))
})

test('the university’s leads however many colleges celebrate sooner, and fifty are told of', async () => {
  await celebrate(140)
  world.clock.advance(4 * 60_000)
  await world.tick()
  const { anniversary, others } = await visitor().call('celebration.readHome', {})
  expect(anniversary?.anniversaryId).toBe(anniversaryId)
  expect(others).toHaveLength(49)
  const own = await visitor().call('celebration.readAnniversary', { anniversaryId: 'many-000' })
  expect(own.others.length).toBeLessThanOrEqual(50)
})

describe('with a hundred activities and three hundred events more', () => {
  let within: string[]
  let without: string[]
  beforeEach(async () => {
    const from = new Date(someMorning - 20 * dayMs)
    within = (await copyEvents(world, eventIds.lecture, 'in', 100, { from })).reverse()
    without = (await copyEvents(world, eventIds.lecture, 'out', 300, { from })).reverse()
    await world.cloud.database.upsert(
      'anniversaryActivities',
      within.map((eventId) => ({ _id: `${anniversaryId}:${eventId}`, anniversaryId, eventId })),
    )
  })
  const made = (ids: readonly string[]) => ids.filter((id) => /^(in|out)-/.test(id))

  test('each of one’s own is found where it belongs, and told apart at once when it is put there', async () => {
    expect(made(await activities(true))).toEqual(within)
    expect(made(await activities(false))).toEqual(without)
    const counts = async () =>
      (await editor().call('celebration.listActivities', { anniversaryId, isIn: true })).counts
    const before = await counts()
    await editor().call('celebration.setActivity', { anniversaryId, eventId: 'out-007', isIn: true })
    expect(await activities(true)).toContain('out-007')
    expect(await activities(false)).not.toContain('out-007')
    expect(await counts()).toEqual({ in: before.in + 1, out: before.out - 1 })
  })

  test('a college’s editor is offered its own alone', async () => {
    await editFor(bodyIds.economics)
    expect(made(await activities(true))).toEqual([])
    expect(made(await activities(false))).toEqual([])
  })

  test('everybody is told of the fifty nearest, and how many more there are', async () => {
    world.clock.advance(60_000)
    const read = await visitor().call('celebration.readAnniversary', { anniversaryId })
    const told = read.activities.flatMap(({ events }) => events)
    expect(told).toHaveLength(50)
    expect(told.every(({ endsAt }) => endsAt > world.clock.now())).toBe(true)
    const { counts } = await editor().call('celebration.listActivities', { anniversaryId, isIn: true })
    expect(read.activitiesLeft).toBe(counts.in - 50)
  })
})
