/** Story: published, signed up for by more than there are seats, promoted, checked in once. */
import { plainContent } from '../../miniprogram/contract/event-editing'
import type { Input } from '../../miniprogram/contract/index'
import type { Phone } from '../support/world'
import { someMorning, TestWorld } from '../support/world'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

let world: TestWorld
beforeAll(async () => {
  world = await TestWorld.open()
})
afterEach(async () => {
  expect(await world.problems()).toEqual([])
})
afterAll(() => world.close())

type Content = Input<'events.create'>['content']

const content = (changes: Partial<Content> = {}): Content => ({
  hostId: 'jiangcheng',
  title: '银杏大道重走',
  ...plainContent,
  venue: { name: '南校门', address: '' },
  startsAt: someMorning + 10 * dayMs,
  endsAt: someMorning + 10 * dayMs + 4 * hourMs,
  signUpOpensAt: someMorning - hourMs,
  signUpClosesAt: someMorning + 9 * dayMs,
  admission: 'everyone',
  capacity: 3,
  ...changes,
})

let drafts = 0
async function publish(changes: Partial<Content> = {}): Promise<string> {
  const editor = world.persona('editor')
  const input = { draftKey: `draft-${drafts++}`, content: content(changes) }
  const { eventId, revision } = await editor.call('events.create', input)
  await editor.call('events.publish', { eventId, revision })
  return eventId
}

/** Registered people in any number, ready to sign up. */
async function crowd(size: number): Promise<Phone[]> {
  const phones = Array.from({ length: size }, (_, index) => world.stranger(`crowd${drafts}_${index}`))
  const { consentVersion } = await import('../../miniprogram/contract/alumni')
  await Promise.all(
    phones.map((phone, index) =>
      phone.call('alumni.register', {
        name: `来宾${index}`,
        kind: 'friend',
        educations: [],
        consentVersion,
        isFourteenOrOlder: true,
      }),
    ),
  )
  return phones
}

const seatsOf = async (eventId: string) =>
  (await world.persona('visitor').call('events.read', { eventId })).event.seats

test('a draft is nobody’s business until it is published', async () => {
  const editor = world.persona('editor')
  const input = { draftKey: 'secret', content: content() }
  const { eventId, revision } = await editor.call('events.create', input)
  expect(await editor.call('events.create', input)).toEqual({ eventId, revision })
  expect(await world.persona('alumnus').outcome('events.read', { eventId })).toBe('NOT_FOUND')
  expect(await world.persona('alumnus').outcome('events.signUp', { eventId })).toBe('NOT_FOUND')
  expect(await world.persona('volunteer').outcome('events.readDoor', { eventId })).toBe('NOT_FOUND')
  await editor.call('events.publish', { eventId, revision })
  expect(await world.persona('alumnus').call('events.read', { eventId })).toMatchObject({
    event: { status: 'published', seats: { capacity: 3, left: 3, waiting: 0 } },
  })
})

test('two editors do not overwrite each other', async () => {
  const eventId = await publish()
  const change = (title: string) => ({
    eventId,
    revision: 1,
    content: content({ title }),
    tellsPeople: false,
  })
  const outcomes = await Promise.all([
    world.persona('editor').outcome('events.change', change('甲的改动')),
    world.persona('administrator').outcome('events.change', change('乙的改动')),
  ])
  expect(outcomes.sort()).toEqual(['EVENT_CHANGED', 'ok'])
})

test('an editor elsewhere gets the same answer whether or not the event exists', async () => {
  const eventId = await publish({ hostId: 'college-civil' })
  await world.cloud.database.upsert('people', [
    ...(await world.cloud.database.find('people', { name: '程立诚' })).map((person) => ({
      ...person,
      grants: [
        { role: 'reviewer', bodyId: 'college-computing' },
        { role: 'editor', bodyId: 'college-computing' },
      ],
    })),
  ])
  const elsewhere = world.persona('reviewer')
  for (const id of [eventId, 'no-such-event']) {
    expect(await elsewhere.outcome('events.readDraft', { eventId: id })).toBe('NOT_FOUND')
    expect(await elsewhere.outcome('events.publish', { eventId: id, revision: 1 })).toBe('NOT_FOUND')
    expect(await elsewhere.outcome('events.listSignUps', { eventId: id })).toBe('NOT_FOUND')
  }
})

test('as many are confirmed as there are seats, the rest wait in order, and the freed seat goes to the first', async () => {
  const eventId = await publish()
  const people = await crowd(6)
  for (const person of people) await person.call('events.signUp', { eventId })
  const own = async (phone: Phone | undefined) => (await phone?.call('events.read', { eventId }))?.mine
  expect(await Promise.all(people.map(async (phone) => (await own(phone))?.position))).toEqual([
    undefined,
    undefined,
    undefined,
    1,
    2,
    3,
  ])
  await people[1]?.call('events.withdraw', { eventId })
  expect(await own(people[3])).toMatchObject({ status: 'confirmed' })
  expect(await own(people[4])).toMatchObject({ status: 'waiting', position: 1 })
  await people[4]?.call('events.withdraw', { eventId })
  expect(await own(people[5])).toMatchObject({ status: 'waiting', position: 1 })
  expect(await people[1]?.call('events.signUp', { eventId })).toEqual({ status: 'waiting' })
  expect(await seatsOf(eventId)).toEqual({ capacity: 3, left: 0, waiting: 2 })
})

test('[15] the same request twice, or a hundred times at once, is one sign-up', async () => {
  const eventId = await publish({ capacity: 50 })
  const [person] = await crowd(1)
  const answers = await Promise.all(
    Array.from({ length: 100 }, () => person?.call('events.signUp', { eventId })),
  )
  expect(new Set(answers.map((answer) => answer?.status))).toEqual(new Set(['confirmed']))
  expect(await seatsOf(eventId)).toMatchObject({ left: 49 })
})

test('people who sign up and withdraw wildly at once never get more seats than there are', async () => {
  const eventId = await publish({ capacity: 5 })
  const people = await crowd(30)
  world.cloud.faults.delay({ fromMs: 0, toMs: 5, seed: 7 })
  await Promise.all(
    people.map(async (person, index) => {
      await person.call('events.signUp', { eventId })
      if (index % 3 === 0) await person.call('events.withdraw', { eventId })
      if (index % 6 === 0) await person.call('events.signUp', { eventId })
    }),
  )
  world.cloud.faults.clear()
  await world.tick()
  const seats = await seatsOf(eventId)
  expect(seats.left).toBe(0)
  expect(seats.waiting).toBe(30 - 5 - 5)
})

test('[30] raising the capacity lets the first in the queue in; it cannot go below those who are in', async () => {
  const eventId = await publish({ capacity: 1 })
  const people = await crowd(3)
  for (const person of people) await person.call('events.signUp', { eventId })
  const editor = world.persona('editor')
  await editor.call('events.change', {
    eventId,
    revision: 1,
    content: content({ capacity: 2 }),
    tellsPeople: false,
  })
  expect((await people[1]?.call('events.read', { eventId }))?.mine?.status).toBe('confirmed')
  const below = await editor.send({
    action: 'events.change',
    input: { eventId, revision: 2, content: content({ capacity: 1 }), tellsPeople: false },
  })
  expect(below).toMatchObject({ ok: false, error: { fields: { 'content.capacity': expect.any(String) } } })
})

describe('what a person is told', () => {
  test.each([
    ['before sign-up opens', { signUpOpensAt: someMorning + dayMs }, 'EVENT_NOT_OPEN'],
    ['where only verified alumni may come', { admission: 'verified' as const }, 'EVENT_NOT_FOR_YOU'],
  ])('%s', async (_what, changes, code) => {
    const eventId = await publish(changes)
    const [person] = await crowd(1)
    expect(await person?.outcome('events.signUp', { eventId })).toBe(code)
    expect(await world.persona('visitor').outcome('events.signUp', { eventId })).toBe('NOT_REGISTERED')
  })

  test('after sign-up closed: no new seat, and the queue is not served any more', async () => {
    const eventId = await publish({ capacity: 1 })
    const people = await crowd(3)
    await people[0]?.call('events.signUp', { eventId })
    await people[1]?.call('events.signUp', { eventId })
    world.clock.advance(9.5 * dayMs)
    expect(await people[2]?.outcome('events.signUp', { eventId })).toBe('EVENT_CLOSED')
    expect(await people[0]?.call('events.signUp', { eventId })).toEqual({ status: 'confirmed' })
    await people[0]?.call('events.withdraw', { eventId })
    await world.tick()
    expect((await people[1]?.call('events.read', { eventId }))?.mine?.status).toBe('waiting')
    world.clock.moveTo(someMorning)
  })
})
