/** Story: what people are told about their events, once, by day, in the inbox always and by subscribe message if they let us. */
import { templates } from '../../local/seed'
import type { InboxMessage } from '../../miniprogram/contract/messages'
import { checkIn, fresh, type Living, minutePasses, plainly, publish, register } from '../support/lives'
import { someMorning, TestWorld } from '../support/world'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

let world: TestWorld
beforeAll(async () => {
  world = await TestWorld.open()
})
afterEach(async () => {
  expect(await world.problems()).toEqual([])
  world.clock.moveTo(someMorning)
})
afterAll(() => world.close())

const somebody = () => register(world.stranger(fresh('told')), { kind: 'friend', educations: [] })

/** Registered people who signed up; everybody allows one message of each kind, but for those who refuse. */
async function signedUp(eventId: string, size: number, refuses = false): Promise<Living[]> {
  const people = await Promise.all(Array.from({ length: size }, somebody))
  for (const { phone } of people) {
    if (!refuses) world.cloud.messages.acceptTemplates(phone.openid, Object.values(templates))
    await phone.call('events.signUp', plainly(eventId))
  }
  return people
}

async function inboxOf({ phone }: Living): Promise<readonly InboxMessage[]> {
  return (await phone.call('messages.list', {})).messages
}
const kindsIn = async (person: Living) => (await inboxOf(person)).map(({ kind }) => kind)
const sentTo = ({ phone }: Living, template: keyof typeof templates) =>
  world.cloud.messages
    .sent()
    .filter(({ openid, templateId }) => openid === phone.openid && templateId === templates[template])

/** Moves to so long before the event of `publish(…, 3, …)` begins: on 23 November at 09:30. */
const before = (ms: number) => world.clock.moveTo(someMorning + 3 * dayMs - ms)

test('who holds a seat is reminded a day before, once however often the timer comes', async () => {
  const eventId = await publish(world, 3, 2)
  const [first, second] = (await signedUp(eventId, 2)) as [Living, Living]
  const [waiting] = (await signedUp(eventId, 1)) as [Living]
  const [leaver] = (await signedUp(eventId, 1)) as [Living]
  await leaver.phone.call('events.withdraw', { eventId })
  before(dayMs + 2 * 60_000)
  await world.tick()
  expect(await kindsIn(first)).not.toContain('eventReminder')
  before(dayMs)
  for (let minute = 0; minute < 5; minute++) await minutePasses(world)
  for (const person of [first, second]) {
    expect((await kindsIn(person)).filter((kind) => kind === 'eventReminder')).toHaveLength(1)
    expect(sentTo(person, 'eventReminder')).toMatchObject([
      {
        data: { time2: '2026-11-23 09:30', thing3: '江边' },
        page: `events/ticket/ticket?eventId=${eventId}`,
      },
    ])
  }
  for (const person of [waiting, leaver]) expect(await kindsIn(person)).not.toContain('eventReminder')
})

test('nobody is reminded of what was cancelled, and nobody is woken at night', async () => {
  const [cancelledId, eventId] = [await publish(world, 3, 5), await publish(world, 3.6, 5)]
  const [person] = (await signedUp(cancelledId, 1)) as [Living]
  await person.phone.call('events.signUp', plainly(eventId))
  const [event] = await world.cloud.database.find('events', { _id: cancelledId })
  await world.cloud.database.upsert('events', [{ ...event, status: 'cancelled' }])
  // The second begins on 23 November at 23:54: it is reminded of at eight in the evening before.
  world.clock.moveTo(Date.parse('2026-11-22T19:58:00+08:00'))
  await world.tick()
  expect(await kindsIn(person)).not.toContain('eventReminder')
  world.clock.moveTo(Date.parse('2026-11-22T20:00:00+08:00'))
  await world.tick()
  expect((await inboxOf(person)).filter(({ kind }) => kind === 'eventReminder')).toMatchObject([
    { url: `/events/ticket/ticket?eventId=${eventId}`, isRead: false },
  ])
})

test('when the clock stood still at the hour, the reminder waits for the morning', async () => {
  const eventId = await publish(world, 3.6, 5)
  const [person] = (await signedUp(eventId, 1)) as [Living]
  world.clock.moveTo(Date.parse('2026-11-23T02:00:00+08:00'))
  await world.tick()
  expect(await kindsIn(person)).not.toContain('eventReminder')
  world.clock.moveTo(Date.parse('2026-11-23T09:00:00+08:00'))
  await world.tick()
  expect(sentTo(person, 'eventReminder')).toHaveLength(1)
})

test('a timer that is cut off at any of its writes reminds everybody all the same, and nobody twice', async () => {
  const people = await signedUp(await publish(world, 9, 50), 2)
  // Only what is published here is on the calendar.
  const events = await world.cloud.database.find('events', { status: 'published' })
  await world.cloud.database.upsert(
    'events',
    events.map((event) => ({ ...event, status: 'draft' })),
  )
  const told = async (person: Living, eventId: string) =>
    (await inboxOf(person)).filter(({ kind, url }) => kind === 'eventReminder' && url.endsWith(eventId))
      .length
  let strikes = 0
  for (let isStruck = true; isStruck && strikes < 40; ) {
    world.clock.moveTo(someMorning)
    const eventId = await publish(world, 3, 5)
    for (const { phone } of people) await phone.call('events.signUp', plainly(eventId))
    await world.tick()
    before(dayMs - 60_000)
    const fault = world.cloud.faults.kill({
      functionName: 'timer',
      action: ['database.insertDocument', 'database.modifyDocument'],
      atRequest: strikes + 1,
      moment: 'after',
    })
    await world.tick().catch(() => undefined)
    isStruck = fault.hasStruck
    fault.disarm()
    await minutePasses(world)
    for (const person of people) expect(await told(person, eventId)).toBe(1)
    const [event] = await world.cloud.database.find('events', { _id: eventId })
    await world.cloud.database.upsert('events', [{ ...event, status: 'draft' }])
    strikes += isStruck ? 1 : 0
  }
  // An announcement, two messages, the end of it, and the sending of each at least.
  expect(strikes).toBeGreaterThanOrEqual(6)
})

test('a seat from the queue is told in other words than one had at once', async () => {
  const eventId = await publish(world, 3, 1)
  const [holder, waiting] = (await signedUp(eventId, 2)) as [Living, Living]
  await minutePasses(world)
  expect(sentTo(holder, 'signUpResult')).toMatchObject([{ data: { phrase2: '已报名' } }])
  expect(await inboxOf(waiting)).toMatchObject([{ title: '候补中：江边读书会', isRead: true }])
  expect(sentTo(waiting, 'signUpResult')).toEqual([])
  await holder.phone.call('events.withdraw', { eventId })
  await minutePasses(world)
  // The one message that was allowed is for the seat, not for the queue.
  expect(sentTo(waiting, 'signUpResult')).toMatchObject([{ data: { phrase2: '候补成功' } }])
  expect((await inboxOf(waiting))[0]).toMatchObject({ title: '候补成功：江边读书会', isRead: false })
})

test('who refused subscribe messages finds everything in the inbox; the refusal is remembered', async () => {
  const eventId = await publish(world, 3, 5)
  const [person] = (await signedUp(eventId, 1, true)) as [Living]
  await minutePasses(world)
  before(dayMs)
  await minutePasses(world)
  expect(await kindsIn(person)).toEqual(['eventReminder', 'signUpResult'])
  expect(await world.cloud.database.find('outbox', { personId: person.personId })).toMatchObject([
    { state: 'refused' },
    { state: 'refused' },
  ])
  await minutePasses(world)
  expect(world.cloud.messages.sent().filter(({ openid }) => openid === person.phone.openid)).toEqual([])
})

test('what was shown counts as read; what came since is new; and another’s inbox is another’s', async () => {
  const eventId = await publish(world, 3, 5)
  const [person, other] = (await signedUp(eventId, 2)) as [Living, Living]
  await minutePasses(world)
  expect(await person.phone.call('messages.countUnread', {})).toEqual({ unread: 1 })
  await person.phone.call('messages.markRead', { until: world.clock.now() })
  expect(await person.phone.call('messages.countUnread', {})).toEqual({ unread: 0 })
  expect(await other.phone.call('messages.countUnread', {})).toEqual({ unread: 1 })
  before(dayMs)
  await minutePasses(world)
  expect(await person.phone.call('messages.countUnread', {})).toEqual({ unread: 1 })
  expect((await inboxOf(person)).map(({ isRead }) => isRead)).toEqual([false, true])
  expect(await world.persona('visitor').outcome('messages.list', {})).toBe('NOT_REGISTERED')
})

test('a long inbox is read page by page, each message once', async () => {
  const person = await somebody()
  await world.cloud.database.upsert(
    'outbox',
    Array.from({ length: 45 }, (_, place) => ({
      _id: `many:${place}:${person.personId}`,
      cause: `many:${place}`,
      personId: person.personId,
      message: {
        template: 'reviewResult',
        name: '',
        status: 'verified',
        reason: '',
        at: new Date(someMorning),
      },
      at: new Date(someMorning - Math.floor(place / 3) * 60_000),
      isRead: false,
      state: 'sent',
      tries: 1,
      nextAt: new Date(someMorning),
    })),
  )
  const keys: string[] = []
  let after: string | undefined
  do {
    const { messages, next } = await person.phone.call('messages.list', after === undefined ? {} : { after })
    expect(messages.length).toBeLessThanOrEqual(50)
    keys.push(...messages.map(({ key }) => key))
    after = next
  } while (after !== undefined)
  expect(keys).toHaveLength(45)
  expect(new Set(keys).size).toBe(45)
})

test('who came is thanked after the end, by day; who did not come is not', async () => {
  const eventId = await publish(world, 3, 5)
  const [guest, absent] = (await signedUp(eventId, 2)) as [Living, Living]
  before(0)
  await checkIn(world, guest.phone, eventId)
  // It ends on 24 November at 09:30.
  world.clock.moveTo(Date.parse('2026-11-24T10:29:00+08:00'))
  await world.tick()
  expect(await kindsIn(guest)).not.toContain('eventThanks')
  for (let minute = 0; minute < 3; minute++) await minutePasses(world)
  expect((await inboxOf(guest)).filter(({ kind }) => kind === 'eventThanks')).toMatchObject([
    { url: `/events/feedback/feedback?eventId=${eventId}` },
  ])
  expect(sentTo(guest, 'eventThanks')).toHaveLength(1)
  expect(await kindsIn(absent)).not.toContain('eventThanks')
})
