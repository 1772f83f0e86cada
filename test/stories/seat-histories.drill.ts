/**
 * Property: whatever people, staff and a dying cloud do to an event at the same time, its seats add up, everybody has
 * one place, the oldest are served first, and once the timer has run nothing is left half done.
 */
import fc from 'fast-check'
import type { Seats } from '../../cloudfunctions/domain/events/seats'
import { Collection as Kept } from '../../local/cloud/database/collection'
import type { Category } from '../../miniprogram/contract/event-content'
import {
  beginEvent,
  contextOf,
  type Events,
  loadEvents,
  openTerms,
  scanWithin,
} from '../support/events-within'
import { TestWorld } from '../support/world'

let world: TestWorld
let domain: Events
beforeAll(async () => {
  world = await TestWorld.open()
  domain = await loadEvents(world)
})
afterAll(() => world.close())

const people = ['p0', 'p1', 'p2', 'p3', 'p4', 'p5'] as const

type Step =
  | { readonly act: 'signUp'; readonly who: string; readonly companions: number; readonly category: string }
  | { readonly act: 'withdraw'; readonly who: string }
  | { readonly act: 'companions'; readonly who: string; readonly companions: number }
  | { readonly act: 'guest'; readonly who: string; readonly companions: number; readonly category: string }
  | { readonly act: 'removeGuest'; readonly who: string }
  | {
      readonly act: 'changeGuest'
      readonly who: string
      readonly companions: number
      readonly category: string
    }
  | { readonly act: 'capacity'; readonly capacity: number; readonly quota: number }
  | { readonly act: 'checkIn'; readonly who: string; readonly scan: number }
  | { readonly act: 'twoDoors'; readonly who: string }
  | { readonly act: 'cancel' }
/** How a function dies: at which change, before or after it, and whether the phone sends the request again. */
interface Death {
  readonly at: number
  readonly after: boolean
  readonly isSentAgain: boolean
}
/** A step, and how its function dies; undefined: it lives. */
type Mortal = Step & { readonly dies: Death | undefined }

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
    weight: 4,
    arbitrary: fc.record({ act: fc.constant('changeGuest' as const), who, companions, category }),
  },
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
  { weight: 6, arbitrary: fc.record({ act: fc.constant('twoDoors' as const), who }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('cancel' as const) }) },
)
const death = fc.record({
  at: fc.integer({ min: 0, max: 3 }),
  after: fc.boolean(),
  isSentAgain: fc.boolean(),
})
const dies = fc.option(death, { nil: undefined, freq: 3 })
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

const termsOf = (quota: number) => ({
  ...openTerms,
  openCategories: domain.seats.openCategoriesOf(categories(quota)),
})

async function act(eventId: string, one: Step): Promise<unknown> {
  const { signingUp, guests, seats } = domain
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
    case 'changeGuest': {
      const { companions, category: categoryId } = one
      const holderId = guestOf(eventId, one.who)
      const input = { eventId, holderId, name: '老校长', companions, categoryId }
      return guests.guests['events.changeGuest'](input, context)
    }
    case 'capacity': {
      const from = await seats.readSeatsFor(eventId, 'nobody')
      if (!from) return undefined
      const to = seats.capacitiesOf(one.capacity, categories(one.quota))
      await seats.changeTerms(eventId, termsOf(one.quota), from, to)
      return domain.queue.promoteWaiting(eventId, new Date())
    }
    case 'checkIn':
      return scan(eventId, one.who, `${one.who}-${one.scan}`)
    case 'twoDoors':
      return Promise.all(['east', 'west'].map((door) => scan(eventId, one.who, `${one.who}-${door}`)))
    case 'cancel':
      return seats.closeSeats(eventId)
  }
}

/** The scans by which people were told that somebody came in, by person; there must never be two of one. */
const winners = new Map<string, Set<string>>()

async function scan(eventId: string, who: string, scanId: string): Promise<void> {
  const told = await scanWithin(domain, eventId, who, scanId)
  const known = winners.get(who) ?? new Set()
  winners.set(who, known.add(told.scanId))
}

const { createHash } = jest.requireActual<typeof import('node:crypto')>('node:crypto')
const guestOf = (eventId: string, key: string) =>
  `guest-${createHash('sha256')
    .update(JSON.stringify(['guest', eventId, key]))
    .digest('base64url')
    .slice(0, 20)}`

/** Runs one step; a refusal is an answer like any other, and so is dying. Then the phone may send it again. */
async function live(eventId: string, one: Mortal): Promise<void> {
  const expected = (error: unknown) => {
    if (error instanceof Died || (error as { name?: string }).name === 'AppError') return
    throw error
  }
  const once = () => act(eventId, one).catch(expected)
  if (!one.dies) await once()
  else {
    await mortality.run({ ...one.dies, count: 0 }, once)
    if (one.dies.isSentAgain) await once()
  }
}

/** What was unfair in the order in which seats were given. */
let unfair: string[] = []

/** Looks at every change of an event's seats as the database makes it, in the order in which it does. */
function watchSeats(): void {
  const { prototype } = Kept
  const commit = prototype.commit
  prototype.commit = function (this: Kept, key, document, ...rest) {
    const before = this.get(key, { snapshot: Number.POSITIVE_INFINITY })
    if (this.name === 'seats' && before && document)
      unfair.push(...unfairnessOf(before as unknown as Seats, document as unknown as Seats))
    return commit.call(this, key, document, ...rest)
  }
}

/**
 * Who was given seats before somebody who had waited longer. An older one may only be passed over by others while the
 * category is full for whoever has waited longest for it.
 */
function unfairnessOf(before: Seats, after: Seats): string[] {
  const stays = ({ holderId }: { readonly holderId: string }) =>
    [before, after].every(({ queue }) => queue.some((entry) => entry.holderId === holderId))
  const orderIn = ({ queue }: Seats) => queue.filter(stays).map(({ holderId }) => holderId)
  if (orderIn(before).join() !== orderIn(after).join()) return ['the queue was put into another order']
  const served = Object.keys(after.holders).filter((holderId) => !(holderId in before.holders))
  const oldestOf = (categoryId?: string) => after.queue.find((entry) => entry.categoryId === categoryId)
  const isFull = (categoryId = '') =>
    (after.capacityBy[categoryId] ?? after.capacity) < after.capacity &&
    (after.leftBy[categoryId] ?? 0) < (oldestOf(categoryId)?.seats ?? 0)
  return served.flatMap((holderId) => {
    const place = before.queue.findIndex((entry) => entry.holderId === holderId)
    const older = place < 0 ? before.queue : before.queue.slice(0, place)
    const passed = older.filter(
      (entry) => after.queue.some((left) => left.holderId === entry.holderId) && !isFull(entry.categoryId),
    )
    // Whoever did not wait takes seats only where nobody does.
    if (place < 0 && before.queue.length > 0)
      return [`${holderId} did not wait like ${before.queue.length} others`]
    return passed.map((entry) => `${holderId} was served before ${entry.holderId}`)
  })
}

/** What is wrong once the timer has run; nothing should be. */
async function wrongWith(eventId: string): Promise<string[]> {
  const { seats, records, rules, queue, door, checks } = domain
  await queue.tendSeats(new Date())
  await door.settleCheckIns(new Date())
  const [found, signUps, checkIns] = await Promise.all([
    seats.readSeats(eventId),
    records.listSignUps(eventId),
    records.listCheckIns(eventId, 1000),
  ])
  if (!found) return ['the seats are gone']
  const wrong = [...checks.seatProblems(found), ...unfair]
  const said = rules.saidBy(found)
  const disagree = rules.differences(found, signUps)
  if (disagree.length > 0) wrong.push(`sign-ups disagree: ${JSON.stringify(disagree)}`)
  if (rules.nextInQueue(found, new Date()).next.length > 0)
    wrong.push('somebody waits for whom there is a seat')
  for (const [person, scans] of winners)
    if (scans.size > 1) wrong.push(`${person} was let in by ${[...scans].join(' and ')}`)
  for (const { personId } of checkIns)
    if (!found.holders[personId]?.enteredAt) wrong.push(`${personId} came in without a seat`)
  if (
    said.size !== new Set(signUps.filter(({ status }) => status !== 'withdrawn').map((s) => s.personId)).size
  )
    wrong.push('somebody is signed up twice, or not at all')
  return wrong
}

test('[28][41] seats add up, the oldest is served first, one scan wins and nothing leaks, whatever happens and wherever it dies', async () => {
  makeMortal()
  watchSeats()
  const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31)
  console.info(`seat histories: SEED=${seed}`)
  await fc.assert(
    fc.asyncProperty(histories, async (history) => {
      const eventId = await beginEvent(domain, 4, categories(2))
      unfair = []
      winners.clear()
      for (const atOnce of history) await Promise.all(atOnce.map((one) => live(eventId, one)))
      expect(await wrongWith(eventId)).toEqual([])
    }),
    { seed, numRuns: Number(process.env.HISTORIES ?? 60) },
  )
}, 120_000)
