/**
 * Story: many years. Whoever has signed up and given many times finds each of it, and every project is found, however
 * many there were; sums are of all of them. The rows are written straight into the database, where seats and the ledger
 * know nothing of them: no invariant is asked.
 */
import { personIdOf } from '../../cloudfunctions/platform/ids'
import { eventIds } from '../../local/seed/event-ids'
import { copy, copyEvents } from '../support/copies'
import { type Phone, someMorning, TestWorld } from '../support/world'

const dayMs = 86_400_000

let world: TestWorld
let alumnus: Phone
let personId: string
beforeAll(async () => {
  world = await TestWorld.open()
  alumnus = world.persona('alumnus')
  personId = personIdOf(alumnus.openid)
})
afterAll(() => world.close())

/** Page after page, as long as there is one. */
async function readAll<Found extends { readonly next: string | undefined }>(
  read: (after: string | undefined) => Promise<Found>,
): Promise<Found[]> {
  const pages = [await read(undefined)]
  for (let next = pages[0]?.next; next !== undefined; next = pages.at(-1)?.next) pages.push(await read(next))
  return pages
}

async function signUp(ids: readonly string[], status: 'confirmed' | 'withdrawn', joinedFrom: number) {
  const [sample] = await world.cloud.database.find('signUps', { eventId: eventIds.homecoming })
  await world.cloud.database.upsert(
    'signUps',
    ids.map((eventId, at) => ({
      ...sample,
      _id: `${eventId}:${personId}`,
      eventId,
      personId,
      status,
      joinedAt: new Date(joinedFrom + at * 60_000),
    })),
  )
}

test('of my sign-ups what is to come stands first, the next on top, and what is past follows page by page', async () => {
  const before = await alumnus.call('events.listMine', {})
  const soon = new Date(someMorning + dayMs)
  const coming = await copyEvents(world, eventIds.lecture, 'own-coming', 3, { from: soon })
  const past = await copyEvents(world, eventIds.lecture, 'own-past', 45, {
    from: new Date(someMorning - 90 * dayMs),
  })
  const given = await copyEvents(world, eventIds.lecture, 'own-given-back', 2, { from: soon })
  const cancelled = await copyEvents(world, eventIds.lecture, 'own-cancelled', 1, {
    from: soon,
    over: () => ({ status: 'cancelled' }),
  })
  // What is to come was signed up for long before all that is past.
  await signUp(coming, 'confirmed', someMorning - 300 * dayMs)
  await signUp(past, 'confirmed', someMorning - 200 * dayMs)
  await signUp([...given, ...cancelled], 'withdrawn', someMorning - 2 * dayMs)

  const pages = await readAll((after) => alumnus.call('events.listMine', { after }))
  const idsOf = (entries: (typeof before)['rest']) => entries.map(({ event }) => event.eventId)
  const ids = (entries: (typeof before)['rest']) => idsOf(entries).filter((id) => id.startsWith('own-'))
  expect(ids(pages[0]?.coming ?? [])).toEqual(coming)
  expect(pages.slice(1).flatMap((page) => page.coming)).toEqual([])
  for (const page of pages) expect(page.rest.length).toBeLessThanOrEqual(20)
  const rest = pages.flatMap((page) => page.rest)
  expect(ids(rest)).toEqual([...cancelled, ...[...given].reverse(), ...[...past].reverse()])
  expect(rest).toHaveLength(before.rest.length + 48)
  expect(idsOf(rest).filter((id) => idsOf(before.coming).includes(id))).toEqual([])
})

test('of my gifts each is found, and the sum is of all that was kept', async () => {
  const before = await alumnus.call('giving.listMine', {})
  const own = (at: number) => ({
    personId,
    status: 'received',
    amountFen: 1_000,
    keptFen: 1_000,
    refundedFen: 0,
    createdAt: new Date(someMorning - (400 + at) * dayMs),
  })
  const kept = await copy(world, 'gifts', { status: 'received', way: 'wechat' }, 'own-gift', 45, own)
  await copy(world, 'gifts', { status: 'received', way: 'wechat' }, 'own-refunded', 1, (at) => ({
    ...own(at),
    status: 'refunded',
    refundedFen: 1_000,
    keptFen: 0,
  }))

  const pages = await readAll((after) => alumnus.call('giving.listMine', { after }))
  const gifts = pages.flatMap((page) => page.gifts)
  expect(gifts.filter(({ giftId }) => giftId.startsWith('own-gift')).map(({ giftId }) => giftId)).toEqual(
    kept,
  )
  expect(new Set(gifts.map(({ giftId }) => giftId)).size).toBe(before.gifts.length + 46)
  for (const page of pages) expect(page.gifts.length).toBeLessThanOrEqual(20)
  expect(pages[0]?.sums).toEqual({
    keptFen: (before.sums?.keptFen ?? 0) + 45_000,
    gifts: (before.sums?.gifts ?? 0) + 45,
  })
  expect(pages.slice(1).map(({ sums }) => sums)).toEqual(pages.slice(1).map(() => undefined))
})

test('every project is found, those that take gifts first, and what came together is of all of them', async () => {
  const visitor = world.persona('visitor')
  const before = await visitor.call('giving.listProjects', {})
  const open = { _id: 'project-library' }
  const closed = await copy(world, 'projects', open, 'closed', 70, (at) => ({ status: 'closed', order: at }))
  const latest = await copy(world, 'projects', open, 'open', 10, (at) => ({ order: 900 + at }))
  world.clock.advance(11_000)

  const pages = await readAll((after) => visitor.call('giving.listProjects', { after }))
  for (const { projects } of pages) expect(projects.length).toBeLessThanOrEqual(50)
  const projects = pages.flatMap((page) => page.projects)
  const ids = projects.map(({ projectId }) => projectId)
  expect(new Set(ids).size).toBe(before.projects.length + 80)
  expect(ids.filter((id) => id.startsWith('open-'))).toEqual(latest)
  expect(ids.filter((id) => id.startsWith('closed-'))).toEqual(closed)
  const standing = projects.map(({ isOpen }) => isOpen)
  expect(standing).toEqual([...standing].sort((one, other) => Number(other) - Number(one)))
  for (const { totalFen, gifts } of pages) expect([totalFen, gifts]).toEqual([before.totalFen, before.gifts])
  expect(before.totalFen).toBe(before.projects.reduce((sum, { raisedFen }) => sum + raisedFen, 0))
})
