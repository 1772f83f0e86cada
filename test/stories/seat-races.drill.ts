/**
 * Story: many want the same seat at the same moment. Each race is run twice: as the product runs it, and once more with
 * its guard taken away, looking first and writing then, to see that the race would show what the guard keeps out.
 */
import events from 'node:events'
import type { Collection } from '../../cloudfunctions/platform/cloud'
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
  // Two hundred requests at once share few connections, of which each is listened to by many.
  events.defaultMaxListeners = 300
  world = await TestWorld.open()
  domain = await loadEvents(world)
})
beforeEach(() => world.cloud.faults.delay({ fromMs: 0, toMs: 3, seed: 7 }))
afterEach(() => world.cloud.faults.clear())
afterAll(() => world.close())

/** Runs with every write of one collection unguarded: whether it may be done is looked up first, then it is done. */
async function unguarded<Result>(collection: string, run: () => Promise<Result>): Promise<Result> {
  const { prototype } = domain.cloud.Collection
  const { change, insert } = prototype
  let copies = 0
  prototype.change = async function (this: Collection<{ _id: string }>, query, changes) {
    if (this.name !== collection) return change.call(this, query, changes)
    const [found] = await this.find(query, { limit: 1 })
    return found ? change.call(this, { _id: found._id }, changes) : false
  }
  prototype.insert = async function (this: Collection<{ _id: string }>, document) {
    if (this.name !== collection) return insert.call(this, document)
    if (await this.read(document._id)) return 'exists'
    const isFirst = (await insert.call(this, document)) === 'inserted'
    return isFirst ? 'inserted' : insert.call(this, { ...document, _id: `${document._id}#${copies++}` })
  }
  try {
    return await run()
  } finally {
    Object.assign(prototype, { change, insert })
  }
}

const each = <Result>(count: number, act: (index: number) => Promise<Result>): Promise<Result[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => act(index)))

async function signUp(eventId: string, who: string, companions = 0, categoryId?: string): Promise<string> {
  const { status } = await domain.signingUp.signingUp['events.signUp'](
    {
      eventId,
      formVersion: 0,
      categoryId,
      companions: Array.from({ length: companions }, (_, index) => ({ name: `家人${index}` })),
    },
    contextOf(who),
  )
  return status
}
const withdraw = (eventId: string, who: string) =>
  domain.signingUp.signingUp['events.withdraw']({ eventId }, contextOf(who))

const seatsOf = async (eventId: string) => {
  const seats = await domain.seats.readSeats(eventId)
  if (!seats) throw new Error('the seats are gone')
  return seats
}
const problemsOf = async (eventId: string) => domain.checks.seatProblems(await seatsOf(eventId))
const confirmedOf = (statuses: readonly string[]) => statuses.filter((status) => status === 'confirmed')

describe('[27] the last seats, wanted by two hundred at once', () => {
  const people = 200
  const capacity = 20
  const race = async () => {
    const eventId = await beginEvent(domain, capacity)
    return { eventId, statuses: await each(people, (index) => signUp(eventId, `p${index}`)) }
  }

  test('go to exactly as many as there are; everybody else waits, and nobody is refused', async () => {
    const { eventId, statuses } = await race()
    expect(confirmedOf(statuses)).toHaveLength(capacity)
    expect(await seatsOf(eventId)).toMatchObject({ left: 0, waiting: people - capacity })
    expect(await problemsOf(eventId)).toEqual([])
  })

  test('control: without the guard more are given than there are', async () => {
    const { eventId, statuses } = await unguarded('seats', race)
    expect(confirmedOf(statuses).length).toBeGreaterThan(capacity)
    expect((await problemsOf(eventId)).join()).toContain('seats too many are given')
  })
})

describe('[27] seats of categories, wanted by parties at once', () => {
  const capacity = 20
  const categories = [
    { categoryId: 'leaders', name: '单位领导', capacity: 5, givenBy: 'person' as const },
    { categoryId: 'alumni', name: '校友', givenBy: 'person' as const },
  ]
  const race = async () => {
    const eventId = await beginEvent(domain, capacity, categories)
    await each(60, (index) => signUp(eventId, `p${index}`, index % 3, index % 2 ? 'leaders' : 'alumni'))
    return eventId
  }

  test('are counted with companions, in all and for each category', async () => {
    const eventId = await race()
    expect(await problemsOf(eventId)).toEqual([])
    expect((await seatsOf(eventId)).waiting).toBeGreaterThan(0)
  })

  test('control: without the guard a category is given more than its own', async () => {
    const problems = (await problemsOf(await unguarded('seats', race))).join()
    expect(problems).toMatch(/left and \d+ given are not 5 of leaders|seats too many are given of leaders/)
  })
})

describe('[15] one person who signs up many times at once', () => {
  const times = 100
  const race = async () => {
    const eventId = await beginEvent(domain, 50)
    return { eventId, statuses: await each(times, () => signUp(eventId, 'hasty')) }
  }

  test('has one seat and one sign-up, and hears the same each time', async () => {
    const { eventId, statuses } = await race()
    expect(confirmedOf(statuses)).toHaveLength(times)
    expect(await seatsOf(eventId)).toMatchObject({ left: 49, waiting: 0 })
    expect(await domain.records.listSignUps(eventId)).toHaveLength(1)
  })

  test('control: without the guard one person takes many seats', async () => {
    const { eventId } = await unguarded('seats', race)
    expect((await seatsOf(eventId)).left).toBeLessThan(49)
  })
})

describe('[28] seats given back while others wait for them', () => {
  const capacity = 10
  const race = async () => {
    const eventId = await beginEvent(domain, capacity)
    for (let index = 0; index < 2 * capacity; index++) await signUp(eventId, `p${index}`)
    // Everybody with a seat gives it back, by two taps at once; and the timer comes, twice, while they do.
    await Promise.all([
      each(2 * capacity, (index) => withdraw(eventId, `p${index % capacity}`)),
      each(2, () => domain.queue.promoteWaiting(eventId, new Date())),
    ])
    await domain.queue.promoteWaiting(eventId, new Date())
    return eventId
  }

  test('cancel and promotion race: each is freed once and given once, to those who waited', async () => {
    const eventId = await race()
    const { left, waiting, holders } = await seatsOf(eventId)
    expect({ left, waiting, holders: Object.keys(holders).sort() }).toEqual({
      left: 0,
      waiting: 0,
      holders: Array.from({ length: capacity }, (_, index) => `p${capacity + index}`).sort(),
    })
    expect(await problemsOf(eventId)).toEqual([])
  })

  test('control: without the guard seats are freed twice or given twice', async () => {
    expect(await problemsOf(await unguarded('seats', race))).not.toEqual([])
  })
})

describe('[31] one ticket at two doors at once', () => {
  const race = async () => {
    const eventId = await beginEvent(domain, 5)
    await signUp(eventId, 'guest')
    const told = await each(8, (door) => scanWithin(domain, eventId, 'guest', `door-${door}`))
    return { eventId, told }
  }

  test('one lets the guest in, and the others are told which', async () => {
    const { told } = await race()
    expect(told.filter(({ status }) => status === 'checkedIn')).toHaveLength(1)
    expect(new Set(told.map(({ scanId }) => scanId)).size).toBe(1)
  })

  test('control: without one place for the check-in, several doors let the guest in', async () => {
    const { eventId, told } = await unguarded('checkIns', race)
    expect(told.filter(({ status }) => status === 'checkedIn').length).toBeGreaterThan(1)
    expect((await domain.records.listCheckIns(eventId, 1000)).length).toBeGreaterThan(1)
  })
})

test('[48] a timer that runs twice at once serves everybody once, and writes each down once', async () => {
  const eventId = await beginEvent(domain, 3)
  for (let index = 0; index < 6; index++) await signUp(eventId, `timed${index}`)
  const from = await seatsOf(eventId)
  await domain.seats.changeTerms(
    eventId,
    { ...openTerms, openCategories: [] },
    from,
    domain.seats.capacitiesOf(5, []),
  )
  const tend = async () => {
    await domain.queue.promoteWaiting(eventId, new Date())
    await domain.queue.mendSignUps(eventId, new Date())
  }
  await Promise.all([tend(), tend()])
  expect(await seatsOf(eventId)).toMatchObject({ left: 0, waiting: 1 })
  expect(await problemsOf(eventId)).toEqual([])
  const served = await domain.records.readSignUp(eventId, 'timed3')
  expect(served?.history.map(({ status }) => status)).toEqual(['waiting', 'confirmed'])
})
