/**
 * Story: erasing, merging and undoing are killed just after every one of their changes in turn, which is just before
 * the next. Whoever taps again, and the timer, put everything right.
 */

import { type Drill, interruptEverywhere } from '../support/interruptions'
import { fresh, type Living, minutePasses, publish, register, rowAsRegistration } from '../support/lives'
import { TestWorld } from '../support/world'

jest.setTimeout(300_000)

const weekMs = 7 * 86_400_000

let world: TestWorld
beforeAll(async () => {
  world = await TestWorld.open()
})
afterAll(() => world.close())

/** Somebody with a seat, a place in a queue, and an order that came to nothing. */
async function withBelongings(living: Living): Promise<{ eventIds: string[]; giftId: string }> {
  const eventIds = [await publish(world, 20, 2), await publish(world, 20, 1)]
  await world.persona('enterprise').call('events.signUp', { eventId: eventIds[1] ?? '' })
  for (const eventId of eventIds) await living.phone.call('events.signUp', { eventId })
  const [giftId, orderNo] = [fresh('gift-'), fresh('ORDER')]
  const { personId, name, phone } = living
  const [sample] = await world.cloud.database.find('gifts', { way: 'wechat', status: 'received' })
  const unpaid = { status: 'unpaid', receivedAt: null, creditedTo: '', untold: false }
  await world.cloud.database.insert('gifts', [
    { ...sample, ...unpaid, _id: giftId, personId, donorName: name, orderNo },
  ])
  await world.cloud.database.insert('orders', [
    { _id: orderNo, personId, openid: phone.openid, state: 'closed', amountFen: 1 },
  ])
  return { eventIds, giftId }
}

/** Leaves the events of a drill that is over to themselves. */
async function forgetEvents(): Promise<void> {
  const seats = await world.cloud.database.find('seats', { isOpen: true })
  const closesAt = new Date(world.clock.now() - weekMs)
  await world.cloud.database.upsert(
    'seats',
    seats.map((one) => ({ ...one, closesAt, endsAt: closesAt })),
  )
}

interface Pair {
  readonly keep: Living
  readonly merge: Living
  readonly eventIds: readonly string[]
  readonly giftId: string
  mergeTwo(): Promise<unknown>
}

async function pair(): Promise<Pair> {
  const [row] = await world.cloud.database.find('rosterRows', {
    collegeId: 'college-computing',
    claimedBy: null,
  })
  const known = await rowAsRegistration(world, String(row?._id))
  const merge = await register(world.stranger(fresh('cut')), known)
  const keep = await register(world.stranger(fresh('cut')), known)
  const input = {
    attemptKey: fresh('cut-'),
    keepId: keep.personId,
    mergeId: merge.personId,
    takes: ['employer' as const],
  }
  const mergeTwo = () => world.persona('reviewer').call('merges.merge', input)
  return { keep, merge, ...(await withBelongings(merge)), mergeTwo }
}

/** To whom everything of the pair belongs; one id when nothing is torn apart. */
async function owners({ eventIds, giftId, keep, merge }: Pair): Promise<string[]> {
  const ids = [keep.personId, merge.personId]
  const { database } = world.cloud
  const found = [
    ...(await database.find('signUps', { eventId: { $in: eventIds }, personId: { $in: ids } })),
    ...(await database.find('gifts', { _id: giftId })),
    ...(await database.find('orders', { personId: { $in: ids } })),
    ...(await database.find('rosterRows', { claimedBy: { $in: ids } })).map(({ claimedBy }) => ({
      personId: claimedBy,
    })),
  ]
  expect(found).toHaveLength(5)
  return [...new Set(found.map(({ personId }) => String(personId)))]
}

const stateOf = async ({ keep }: Pair) =>
  (await world.cloud.database.find('merges', { keepId: keep.personId }))[0]?.state

const merging: Drill = {
  functionName: 'api',
  holdsEitherWay: true,
  laidOnce: true,
  action: 'merges.merge',
  async prepare() {
    const two = await pair()
    return {
      run: two.mergeTwo,
      async hold() {
        const isMerged = (await stateOf(two)) === 'merged'
        expect(await owners(two)).toEqual([(isMerged ? two.keep : two.merge).personId])
      },
    }
  },
}

const undoing: Drill = {
  functionName: 'api',
  holdsEitherWay: true,
  laidOnce: true,
  action: 'merges.undo',
  async prepare() {
    const two = await pair()
    const { recordId } = (await two.mergeTwo()) as { recordId: string }
    return {
      run: () => world.persona('reviewer').call('merges.undo', { recordId }),
      async hold() {
        const isUndone = (await stateOf(two)) === 'undone'
        expect(await owners(two)).toEqual([(isUndone ? two.merge : two.keep).personId])
      },
    }
  },
}

/** Of this one alone: a week of everybody's would have the timer do a week of everything else. */
async function letItsWeekPass({ personId }: Living): Promise<void> {
  const [person] = await world.cloud.database.find('people', { _id: personId })
  const leaving = { ...(person?.leaving as object), erasesAt: new Date(world.clock.now()) }
  await world.cloud.database.upsert('people', [{ ...person, _id: personId, leaving }])
}

const erasing: Drill = {
  functionName: 'timer',
  holdsEitherWay: true,
  laidOnce: true,
  async prepare() {
    const living = await register(world.stranger(fresh('cut')))
    await withBelongings(living)
    await living.phone.call('myData.askErasure', {})
    await letItsWeekPass(living)
    await world.tick()
    world.clock.advance(60_000)
    return {
      run: () => world.tick(),
      async hold() {
        for (const collection of ['signUps', 'gifts', 'orders', 'outbox', 'audit', 'people', 'identities']) {
          const words = JSON.stringify(await world.cloud.database.find(collection, {}))
          expect(words).not.toContain(living.personId)
        }
      },
    }
  },
}

/** Twice, because one run may leave the rest to the next. */
async function minutesPass(): Promise<void> {
  await minutePasses(world)
  await minutePasses(world)
  await forgetEvents()
}

test.each(Object.entries({ merging, undoing, erasing }))(
  '%s, killed after any of its changes, is put right by the timer',
  async (_name, drill) => {
    const changes = await interruptEverywhere(world, drill, { moment: 'after', mend: 'timer', minutesPass })
    expect(changes).toBeGreaterThan(10)
    expect(await world.problems()).toEqual([])
  },
)

test('a merge that was cut off is finished by the same tap again', async () => {
  const two = await pair()
  const fault = world.cloud.faults.kill({
    functionName: 'api',
    event: (event) => (event as { action?: string }).action === 'merges.merge',
    atRequest: 25,
    moment: 'after',
  })
  await two.mergeTwo().catch(() => undefined)
  expect(fault.hasStruck).toBe(true)
  expect(await two.mergeTwo()).toMatchObject({ state: 'moving' })
  await minutePasses(world)
  expect(await two.mergeTwo()).toMatchObject({ state: 'merged' })
  expect(await owners(two)).toEqual([two.keep.personId])
})
