/**
 * Property: whatever people, staff and a dying cloud do to an event at the same time, its seats add up, everybody has
 * one place, the oldest are served first, and once the timer has run nothing is left half done.
 */
import fc from 'fast-check'
import type { Handler } from '../../cloudfunctions/platform/serve'
import type { Category } from '../../miniprogram/contract/event-content'
import { TestWorld } from '../support/world'

const hourMs = 3_600_000

let world: TestWorld
let domain: Awaited<ReturnType<typeof load>>
beforeAll(async () => {
  world = await TestWorld.open()
  // The domain runs here, with the real SDK against the local database, so that hundreds of histories take seconds.
  Object.assign(process.env, world.cloud.environment({}))
  domain = await load()
})
afterAll(() => world.close())

async function load() {
  const [cloud, seats, changes, records, editing, rules, queue, signingUp, guests, door, places] =
    await Promise.all([
      import('../../cloudfunctions/platform/cloud'),
      import('../../cloudfunctions/domain/events/seats'),
      import('../../cloudfunctions/domain/events/seat-changes'),
      import('../../cloudfunctions/domain/events/records'),
      import('../../cloudfunctions/domain/events/publishing/records'),
      import('../../cloudfunctions/domain/events/rules'),
      import('../../cloudfunctions/domain/events/queue'),
      import('../../cloudfunctions/domain/events/signing-up'),
      import('../../cloudfunctions/domain/events/guests'),
      import('../../cloudfunctions/domain/events/checking-in'),
      import('../../cloudfunctions/domain/events/places'),
    ])
  return { cloud, seats, changes, records, editing, rules, queue, signingUp, guests, door, places }
}

const people = ['p0', 'p1', 'p2', 'p3', 'p4', 'p5'] as const

type Step =
  | { readonly act: 'signUp'; readonly who: string; readonly companions: number; readonly category: string }
  | { readonly act: 'withdraw'; readonly who: string }
  | { readonly act: 'companions'; readonly who: string; readonly companions: number }
  | { readonly act: 'guest'; readonly who: string; readonly companions: number; readonly category: string }
  | { readonly act: 'removeGuest'; readonly who: string }
  | { readonly act: 'capacity'; readonly capacity: number; readonly quota: number }
  | { readonly act: 'checkIn'; readonly who: string; readonly scan: number }
  | { readonly act: 'cancel' }
/** A step, and the change after or before which its function dies; undefined: it lives. */
type Mortal = Step & { readonly dies: { readonly at: number; readonly after: boolean } | undefined }

const who = fc.constantFrom(...people)
const companions = fc.integer({ min: 0, max: 2 })
const category = fc.constantFrom('a', 'b')
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 18, arbitrary: fc.record({ act: fc.constant('signUp' as const), who, companions, category }) },
  { weight: 12, arbitrary: fc.record({ act: fc.constant('withdraw' as const), who }) },
  { weight: 6, arbitrary: fc.record({ act: fc.constant('companions' as const), who, companions }) },
  { weight: 6, arbitrary: fc.record({ act: fc.constant('guest' as const), who, companions, category }) },
  { weight: 3, arbitrary: fc.record({ act: fc.constant('removeGuest' as const), who }) },
  {
    weight: 6,
    arbitrary: fc.record({
      act: fc.constant('capacity' as const),
      capacity: fc.integer({ min: 1, max: 8 }),
      quota: fc.integer({ min: 0, max: 4 }),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({ act: fc.constant('checkIn' as const), who, scan: fc.integer({ min: 0, max: 2 }) }),
  },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('cancel' as const) }) },
)
const dies = fc.option(fc.record({ at: fc.integer({ min: 0, max: 3 }), after: fc.boolean() }), {
  nil: undefined,
  freq: 3,
})
const mortal: fc.Arbitrary<Mortal> = fc.tuple(step, dies).map(([one, death]) => ({ ...one, dies: death }))
/** What happens at once, and what after it. */
const histories = fc.array(fc.array(mortal, { minLength: 1, maxLength: 4 }), { minLength: 2, maxLength: 7 })

class Died extends Error {}

/** Whose function is running, so that a death strikes its changes and no other's. */
const { AsyncLocalStorage } = jest.requireActual<typeof import('node:async_hooks')>('node:async_hooks')
const mortality = new AsyncLocalStorage<{ at: number; after: boolean; count: number }>()

function makeMortal(): void {
  const prototype = domain.cloud.Collection.prototype
  for (const name of ['change', 'insert'] as const) {
    const original = prototype[name] as (...input: unknown[]) => Promise<unknown>
    Object.assign(prototype, {
      async [name](this: unknown, ...input: unknown[]) {
        const life = mortality.getStore()
        const isLast = life !== undefined && life.count++ >= life.at
        if (isLast && !life.after) throw new Died()
        const result = await original.apply(this, input)
        if (isLast) throw new Died()
        return result
      },
    })
  }
}

const categories = (quota: number): Category[] => [
  { categoryId: 'a', name: '单位代表', capacity: quota, givenBy: 'person' },
  { categoryId: 'b', name: '校友', givenBy: 'person' },
]

let made = 0
const nowMs = Date.now()
const terms = () => ({
  admission: 'everyone' as const,
  admittedBodyIds: [],
  opensAt: new Date(nowMs - hourMs),
  closesAt: new Date(nowMs + 10 * hourMs),
  endsAt: new Date(nowMs + 20 * hourMs),
  companionsAtMost: 2,
  formVersion: 0,
  openCategories: ['a', 'b'],
})

async function begin(): Promise<string> {
  const eventId = `history-${made++}`
  const { seats, editing } = domain
  await seats.insertSeats(eventId, { ...terms(), isOpen: true }, seats.capacitiesOf(4, categories(2)))
  await editing.insertEvent({
    _id: eventId,
    hostId: 'jiangcheng',
    bodyPath: ['jiangcheng'],
    coHostIds: [],
    title: '银杏大道重走',
    cover: { kind: 'art', art: 'ginkgo' },
    blocks: [],
    place: '南校门',
    venue: { name: '南校门', address: '' },
    meeting: null,
    agenda: [],
    cancelsUntil: null,
    recap: [],
    cancellation: null,
    unsettled: null,
    startsAt: new Date(nowMs + 11 * hourMs),
    endsAt: new Date(nowMs + 20 * hourMs),
    categories: categories(2),
    questions: [],
    formVersion: 0,
    status: 'published',
    revision: 1,
    createdBy: 'editor',
  })
  return eventId
}

const contextOf = (personId: string): Parameters<Handler<'events.signUp'>>[1] => ({
  caller: {
    personId,
    openid: personId,
    person: { name: personId, isVerified: true, educations: [], bodyPath: [], memberOf: [] },
    grants: [{ role: 'editor', bodyId: 'jiangcheng' }],
  },
  now: new Date(),
  requestId: 'r',
})

async function act(eventId: string, one: Step): Promise<unknown> {
  const { signingUp, guests, seats, changes, door, records } = domain
  const context = contextOf('who' in one ? one.who : 'editor')
  const named = (count: number) => Array.from({ length: count }, (_, index) => ({ name: `家人${index}` }))
  switch (one.act) {
    case 'signUp': {
      const input = { eventId, formVersion: 0, categoryId: one.category, companions: named(one.companions) }
      return signingUp.signingUp['events.signUp'](input, context)
    }
    case 'withdraw':
      return signingUp.signingUp['events.withdraw']({ eventId }, context)
    case 'companions':
      return signingUp.signingUp['events.changeCompanions'](
        { eventId, companions: named(one.companions) },
        context,
      )
    case 'guest': {
      const guest = {
        guestKey: one.who,
        name: '老校长',
        companions: one.companions,
        categoryId: one.category,
      }
      return guests.guests['events.addGuests']({ eventId, guests: [guest] }, context)
    }
    case 'removeGuest':
      return guests.guests['events.removeGuest']({ eventId, holderId: guestOf(eventId, one.who) }, context)
    case 'capacity': {
      const from = await seats.readSeatsFor(eventId, 'nobody')
      if (!from) return undefined
      const to = seats.capacitiesOf(one.capacity, categories(one.quota))
      await seats.changeTerms(eventId, terms(), from, to)
      return domain.queue.promoteWaiting(eventId, new Date())
    }
    case 'checkIn': {
      const [event, signUp] = await Promise.all([
        records.readEvent(eventId),
        records.readSignUp(eventId, one.who),
      ])
      if (!event) return undefined
      const by = { personId: 'volunteer', name: '志愿者' }
      const scan = { scanId: `${one.who}-${one.scan}`, at: new Date(), way: 'hand' as const, by }
      return door.letIn(event, { holderId: one.who }, signUp, undefined, scan, new Date())
    }
    case 'cancel':
      return seats.closeSeats(eventId)
  }
  return changes
}

const { createHash } = jest.requireActual<typeof import('node:crypto')>('node:crypto')
const guestOf = (eventId: string, key: string) =>
  `guest-${createHash('sha256')
    .update(JSON.stringify(['guest', eventId, key]))
    .digest('base64url')
    .slice(0, 20)}`

/** Runs one step; a refusal is an answer like any other, and so is dying. Then the phone sends it again. */
async function live(eventId: string, one: Mortal): Promise<void> {
  const expected = (error: unknown) => {
    if (error instanceof Died || (error as { name?: string }).name === 'AppError') return
    throw error
  }
  const once = () => act(eventId, one).catch(expected)
  if (!one.dies) await once()
  else {
    await mortality.run({ ...one.dies, count: 0 }, once)
    if (one.dies.after) await once()
  }
}

/** What is wrong once the timer has run; nothing should be. */
async function wrongWith(eventId: string): Promise<string[]> {
  const { seats, records, rules, queue } = domain
  await queue.promoteWaiting(eventId, new Date())
  await queue.mendSignUps(eventId, new Date())
  const [found, signUps, checkIns] = await Promise.all([
    seats.readSeats(eventId),
    records.listSignUps(eventId),
    records.listAllCheckIns(eventId),
  ])
  if (!found) return ['the seats are gone']
  const { seatProblems } = await import('../../cloudfunctions/domain/seat-checks')
  const wrong = seatProblems(found)
  const said = rules.saidBy(found)
  const disagree = rules.differences(found, signUps)
  if (disagree.length > 0) wrong.push(`sign-ups disagree: ${JSON.stringify(disagree)}`)
  if (rules.nextInQueue(found, new Date()).next.length > 0)
    wrong.push('somebody waits for whom there is a seat')
  const times = found.queue.map(({ at }) => at.getTime())
  if (times.some((time, index) => time < (times[index - 1] ?? 0))) wrong.push('the queue is out of order')
  for (const { personId } of checkIns)
    if (!found.holders[personId]?.enteredAt) wrong.push(`${personId} came in without a seat`)
  if (
    said.size !== new Set(signUps.filter(({ status }) => status !== 'withdrawn').map((s) => s.personId)).size
  )
    wrong.push('somebody is signed up twice, or not at all')
  return wrong
}

test('seats add up, everybody has one place and nothing leaks, whatever happens at once and wherever it dies', async () => {
  makeMortal()
  const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31)
  console.info(`seat histories: SEED=${seed}`)
  await fc.assert(
    fc.asyncProperty(histories, async (history) => {
      const eventId = await begin()
      for (const atOnce of history) await Promise.all(atOnce.map((one) => live(eventId, one)))
      expect(await wrongWith(eventId)).toEqual([])
    }),
    { seed, numRuns: Number(process.env.HISTORIES ?? 60) },
  )
}, 120_000)
