/** Story: events are found in lists and in the calendar, friends are invited to them, and who came says how it was. */
import type { Input } from '../../miniprogram/contract/index'
import { checkIn, fresh, type Living, minutePasses, plainly, publish, register } from '../support/lives'
import { someMorning, TestWorld } from '../support/world'

const dayMs = 86_400_000

let world: TestWorld
beforeAll(async () => {
  world = await TestWorld.open()
})
afterEach(async () => {
  expect(await world.problems()).toEqual([])
  world.clock.moveTo(someMorning)
})
afterAll(() => world.close())

const somebody = () => register(world.stranger(fresh('around')), { kind: 'friend', educations: [] })
const signUp = ({ phone }: Living, eventId: string) => phone.call('events.signUp', plainly(eventId))

async function change(eventId: string, fields: object): Promise<void> {
  const [event] = await world.cloud.database.find('events', { _id: eventId })
  await world.cloud.database.upsert('events', [{ ...event, ...fields }])
}

async function listed(input: Input<'events.list'>, phone = world.persona('visitor')) {
  return (await phone.call('events.list', input)).events
}

describe('lists', () => {
  test('what is to come is told nearest first, what is past latest first, a month from its first day to its last', async () => {
    const upcoming = await listed({ period: 'upcoming' })
    const starts = upcoming.map(({ startsAt }) => startsAt)
    expect(starts).toEqual([...starts].sort((one, other) => one - other))
    expect(upcoming.every(({ endsAt }) => endsAt >= someMorning)).toBe(true)
    const past = await listed({ period: 'past' })
    expect(past.every(({ endsAt }) => endsAt < someMorning)).toBe(true)
    const period = {
      from: Date.parse('2026-11-01T00:00:00+08:00'),
      until: Date.parse('2026-12-01T00:00:00+08:00'),
    }
    const month = await listed({ period })
    expect(month.length).toBeGreaterThan(2)
    expect(month.every(({ startsAt }) => startsAt >= period.from && startsAt < period.until)).toBe(true)
  })

  test('filters by host, by who may come and by words of the title, which are words and never a pattern', async () => {
    const titlesOf = async (input: Partial<Input<'events.list'>>) =>
      (await listed({ period: 'upcoming', ...input })).map(({ title }) => title)
    // The second of them it hosts together with the university.
    expect(await titlesOf({ hostId: 'college-computing' })).toEqual([
      '人工智能与未来产业校友论坛',
      '建校七十周年 · 校友返校日',
    ])
    expect(await titlesOf({ hostId: 'foundation' })).toEqual(['校庆答谢晚宴'])
    const forVerified = await listed({ period: 'upcoming', admission: 'verified' })
    expect(new Set(forVerified.map(({ admission }) => admission))).toEqual(new Set(['verified']))
    expect((await listed({ period: 'upcoming', words: '论坛' })).map(({ title }) => title)).toEqual([
      '人工智能与未来产业校友论坛',
    ])
    for (const words of ['.*', '(', '[', '校友.论坛', '$']) {
      expect(await listed({ period: 'upcoming', words })).toEqual([])
    }
  })

  test('what is online and what is on site is told apart, and what is both is found under either', async () => {
    const titlesOf = async (way: 'online' | 'onSite') =>
      (await listed({ period: 'upcoming', way })).map(({ title }) => title)
    const [online, onSite] = [await titlesOf('online'), await titlesOf('onSite')]
    expect(online).toEqual(['云上读书会：《桥》', '人工智能与未来产业校友论坛'])
    expect(onSite).toContain('人工智能与未来产业校友论坛')
    expect(onSite).not.toContain('云上读书会：《桥》')
  })

  test('a list shows one’s own place; what is cancelled is shown to those who have one, and to nobody else', async () => {
    const eventId = await publish(world, 3, 1)
    const [holder, waiting, stranger] = [await somebody(), await somebody(), await somebody()]
    await signUp(holder, eventId)
    await signUp(waiting, eventId)
    await change(eventId, { status: 'cancelled' })
    const seenBy = async ({ phone }: Living) =>
      (await listed({ period: 'upcoming' }, phone)).find((event) => event.eventId === eventId)
    expect(await seenBy(holder)).toMatchObject({ status: 'cancelled', mine: { status: 'confirmed' } })
    expect(await seenBy(waiting)).toMatchObject({
      status: 'cancelled',
      mine: { status: 'waiting', position: 1 },
    })
    expect(await seenBy(stranger)).toBeUndefined()
    const event = JSON.stringify(await seenBy(holder))
    expect(event).not.toContain(waiting.personId)
  })

  test('a hundred events are read page by page, none twice, none left out, in one round trip each', async () => {
    const [event] = await world.cloud.database.find('events', { _id: 'event-homecoming' })
    const [seats] = await world.cloud.database.find('seats', { _id: 'event-reunion' })
    const ids = Array.from({ length: 100 }, (_, place) => `many-${place}`)
    const startsAt = (place: number) => new Date(someMorning + 400 * dayMs + Math.floor(place / 4) * dayMs)
    await world.cloud.database.upsert(
      'events',
      ids.map((_id, place) => ({
        ...event,
        _id,
        title: '百场',
        startsAt: startsAt(place),
        endsAt: startsAt(place),
      })),
    )
    await world.cloud.database.upsert(
      'seats',
      ids.map((_id) => ({ ...seats, _id })),
    )
    const found: string[] = []
    let after: string | undefined
    do {
      const input: Input<'events.list'> = { period: 'upcoming', words: '百场' }
      const reply = await world
        .persona('alumnus')
        .call('events.list', after === undefined ? input : { ...input, after })
      expect(reply.events.length).toBeLessThanOrEqual(50)
      found.push(...reply.events.map(({ eventId }) => eventId))
      after = reply.next
    } while (after !== undefined)
    expect(found.filter((id) => id.startsWith('many-'))).toHaveLength(100)
    expect(new Set(found).size).toBe(found.length)
    await world.cloud.database.upsert(
      'events',
      ids.map((_id) => ({ ...event, _id, status: 'draft' })),
    )
    await world.cloud.database.upsert(
      'seats',
      ids.map((_id) => ({ ...seats, _id, isOpen: false })),
    )
  })
})

describe('one’s own code', () => {
  test('leads to the event and counts who opened it and who signed up by it, each person once', async () => {
    const eventId = await publish(world, 3, 5)
    const [inviter, guest, idler] = [await somebody(), await somebody(), await somebody()]
    const invite = () => inviter.phone.call('codes.invite', { eventId })
    expect(await invite()).toMatchObject({ openedTimes: 0, signUps: 0 })
    const [code] = await world.cloud.database.find('codes', { createdBy: inviter.personId })
    const scene = String(code?._id)
    await invite()
    expect(await world.cloud.database.find('codes', { createdBy: inviter.personId })).toHaveLength(1)
    for (const { phone } of [guest, guest, idler, inviter]) {
      expect(await phone.call('codes.open', { scene })).toEqual({ opens: 'event', eventId })
    }
    await signUp(guest, eventId)
    await signUp(inviter, eventId)
    expect(await invite()).toMatchObject({ openedTimes: 4, signUps: 1 })
    await guest.phone.call('events.withdraw', { eventId })
    expect(await invite()).toMatchObject({ openedTimes: 4, signUps: 0 })
  })

  test('is the inviter’s: staff neither list nor close it, and whoever has another’s gets another', async () => {
    const eventId = await publish(world, 3, 5)
    const [one, other] = [await somebody(), await somebody()]
    await one.phone.call('codes.invite', { eventId })
    await other.phone.call('codes.invite', { eventId })
    const codes = await world.cloud.database.find('codes', { targetId: eventId })
    expect(new Set(codes.map(({ _id }) => _id)).size).toBe(2)
    const administrator = world.persona('administrator')
    const scene = String(codes[0]?._id)
    expect(await administrator.outcome('codes.close', { scene })).toBe('NOT_FOUND')
    const { codes: ofUniversity } = await administrator.call('codes.list', { bodyId: 'jiangcheng' })
    expect(ofUniversity.filter((code) => code.scene === scene)).toEqual([])
  })

  test('is made for nothing that is not published', async () => {
    const { phone } = await somebody()
    expect(await phone.outcome('codes.invite', { eventId: 'event-draft' })).toBe('NOT_FOUND')
    expect(await phone.outcome('codes.invite', { eventId: 'no-such-event' })).toBe('NOT_FOUND')
  })
})

describe('feedback', () => {
  /** An event with two who came and one who did not. */
  async function visited() {
    const eventId = await publish(world, 3, 5)
    const people = [await somebody(), await somebody(), await somebody()] as const
    for (const person of people) await signUp(person, eventId)
    world.clock.moveTo(someMorning + 3 * dayMs)
    for (const person of people.slice(0, 2)) await checkIn(world, person.phone, eventId)
    return { eventId, people }
  }
  const editor = () => world.persona('editor')
  const good = { stars: 5, words: '老同学都来了', isSigned: false }

  test('is given by who came, once; the same person again changes it', async () => {
    const { eventId, people } = await visited()
    const [guest, other, absent] = people
    expect(await absent.phone.outcome('events.giveFeedback', { eventId, ...good })).toBe('NOT_FOUND')
    expect(await absent.phone.outcome('events.readFeedback', { eventId })).toBe('NOT_FOUND')
    await guest.phone.call('events.giveFeedback', { eventId, ...good })
    await guest.phone.call('events.giveFeedback', { eventId, ...good, stars: 4 })
    await other.phone.call('events.giveFeedback', { eventId, stars: 5, words: '谢谢', isSigned: true })
    expect(await guest.phone.call('events.readFeedback', { eventId })).toMatchObject({
      mine: { ...good, stars: 4 },
    })
    const told = await editor().call('events.listFeedback', { eventId })
    expect(told).toMatchObject({ counts: [0, 0, 0, 1, 1], attendance: { confirmed: 3, checkedIn: 2 } })
    expect(told.words.map(({ name }) => name).sort()).toEqual(['', other.name].sort())
    expect(JSON.stringify(told)).not.toContain(guest.name)
    expect(JSON.stringify(told)).not.toContain(guest.personId)
  })

  test('is read by editors of the host; nobody else learns even that there is some', async () => {
    const { eventId, people } = await visited()
    expect(await people[0].phone.outcome('events.listFeedback', { eventId })).toBe('FORBIDDEN')
    expect(await world.persona('volunteer').outcome('events.listFeedback', { eventId })).toBe('FORBIDDEN')
    expect(await editor().outcome('events.listFeedback', { eventId: 'no-such-event' })).toBe('NOT_FOUND')
  })

  test('that WeChat refuses is not taken; that could not be checked is kept and marked', async () => {
    const { eventId, people } = await visited()
    const [guest] = people
    world.cloud.faults.refuse({
      functionName: 'api',
      action: 'wx.openApi',
      code: 'SYS_ERR',
      message: 'msgSecCheck is down',
    })
    await guest.phone.call('events.giveFeedback', { eventId, ...good })
    world.cloud.faults.clear()
    const { words } = await editor().call('events.listFeedback', { eventId })
    expect(words).toMatchObject([{ words: good.words, state: 'held' }])
    await guest.phone.call('events.giveFeedback', { eventId, ...good })
    expect((await editor().call('events.listFeedback', { eventId })).words).toMatchObject([
      { state: 'shown' },
    ])
  })

  test('is open until two weeks after the end', async () => {
    const { eventId, people } = await visited()
    const [guest] = people
    await minutePasses(world)
    // It ends a day after it began.
    world.clock.moveTo(someMorning + (3 + 1 + 14) * dayMs - 60_000)
    await guest.phone.call('events.giveFeedback', { eventId, ...good })
    world.clock.moveTo(someMorning + (3 + 1 + 14) * dayMs + 60_000)
    expect(await guest.phone.outcome('events.giveFeedback', { eventId, ...good })).toBe('FEEDBACK_CLOSED')
  })
})
