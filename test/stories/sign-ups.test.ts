/** Story: parties, categories, questions and guests, in one event whose seats are exact. */
import { type Living, publish, register, tracesOf, weekPasses } from '../support/lives'
import { type Phone, someMorning, TestWorld } from '../support/world'

const dayMs = 86_400_000

let world: TestWorld
beforeAll(async () => {
  world = await TestWorld.open()
})
afterEach(async () => {
  expect(await world.problems()).toEqual([])
})
afterAll(() => world.close())

const questions = [
  { questionId: 'meal', kind: 'choice', label: '用餐', isRequired: true, options: ['素食', '普通'] },
  {
    questionId: 'id',
    kind: 'text',
    label: '证件号',
    isRequired: true,
    options: [],
    erasesAt: someMorning + 20 * dayMs,
  },
]

/** An event with two categories, companions and questions, written as an editor's change would leave it. */
async function publishRich(capacity: number, leaders: number): Promise<string> {
  const eventId = await publish(world, 10, capacity)
  const { database } = world.cloud
  const [event] = await database.find('events', { _id: eventId })
  const [seats] = await database.find('seats', { _id: eventId })
  if (!event || !seats) throw new Error('the event is not there')
  const categories = [
    { categoryId: 'leaders', name: '单位代表', capacity: leaders, givenBy: 'person' },
    { categoryId: 'alumni', name: '校友', givenBy: 'person' },
  ]
  await database.upsert('events', [{ ...event, categories, questions, formVersion: 1 }])
  await database.upsert('eventForms', [{ _id: `${eventId}:1`, eventId, version: 1, questions }])
  const by = { leaders, alumni: capacity }
  const terms = { companionsAtMost: 3, formVersion: 1, openCategories: ['leaders', 'alumni'] }
  await database.upsert('seats', [{ ...seats, ...terms, capacityBy: by, leftBy: by }])
  return eventId
}

const answers = { meal: '素食', id: '4201-TEST-0001' }
const input = (eventId: string, categoryId: string, companions: readonly string[] = []) => ({
  eventId,
  formVersion: 1,
  categoryId,
  companions: companions.map((name) => ({ name })),
  answers,
})
const somebody = async (): Promise<Phone> => (await register(world.stranger(`s${made++}`))).phone
let made = 0

test('companions and quotas count in one step; who does not fit waits, and only a full category is passed over', async () => {
  const eventId = await publishRich(4, 1)
  const [one, two, three, four] = await Promise.all([somebody(), somebody(), somebody(), somebody()])
  expect(await one.call('events.signUp', input(eventId, 'leaders'))).toEqual({ status: 'confirmed' })
  expect(await two.call('events.signUp', input(eventId, 'leaders'))).toEqual({ status: 'waiting' })
  expect(await three.call('events.signUp', input(eventId, 'alumni', ['家人甲']))).toEqual({
    status: 'confirmed',
  })
  expect(await four.call('events.signUp', input(eventId, 'alumni', ['家人乙', '家人丙']))).toEqual({
    status: 'waiting',
  })
  expect(
    await three.outcome('events.changeCompanions', { eventId, companions: [{ name: '甲' }, { name: '丁' }] }),
  ).toBe('SEATS_SHORT')
  await three.call('events.withdraw', { eventId })
  expect((await four.call('events.read', { eventId })).mine).toMatchObject({ status: 'confirmed' })
  await four.call('events.changeCompanions', { eventId, companions: [] })
  expect((await four.call('events.read', { eventId })).event.seats).toMatchObject({ left: 2, waiting: 1 })
})

test('answers are checked by the questions, sealed where sensitive, read by editors and erased at their time', async () => {
  const eventId = await publishRich(4, 1)
  const phone = await somebody()
  const signUp = (changes: object) =>
    phone.outcome('events.signUp', { ...input(eventId, 'alumni'), ...changes })
  expect(await signUp({ answers: { meal: '荤食', id: 'x' } })).toBe('INVALID_INPUT')
  expect(await signUp({ answers: { meal: '素食' } })).toBe('INVALID_INPUT')
  expect(await signUp({ answers: { ...answers, other: 'x' } })).toBe('INVALID_INPUT')
  expect(await signUp({ formVersion: 2, answers: {} })).toBe('FORM_CHANGED')
  expect(await signUp({})).toBe('ok')
  const [stored] = await world.cloud.database.find('signUps', { eventId })
  expect(JSON.stringify(stored)).not.toContain(answers.id)
  const holderId = String(stored?.personId)
  const read = () => world.persona('editor').call('events.readSignUp', { eventId, holderId })
  expect((await read()).answers).toEqual([
    { label: '用餐', answer: '素食' },
    { label: '证件号', answer: answers.id },
  ])
  expect(await world.persona('volunteer').outcome('events.readSignUp', { eventId, holderId })).toBe(
    'FORBIDDEN',
  )
  await phone.call('events.changeAnswers', { eventId, formVersion: 1, answers: { ...answers, meal: '普通' } })
  world.clock.advance(21 * dayMs)
  await world.tick()
  expect((await read()).answers).toEqual([{ label: '用餐', answer: '普通' }])
  world.clock.advance(-21 * dayMs)
})

test('a long list of people comes in pages of fifty, everybody once, in the order in which they joined', async () => {
  const editor = world.persona('editor')
  const input = { eventId: 'event-homecoming' }
  const first = await editor.call('events.listSignUps', input)
  const people = [...first.people]
  for (let { next } = first; next !== undefined; ) {
    const page = await editor.call('events.listSignUps', { ...input, after: next })
    people.push(...page.people)
    next = page.next
  }
  expect(first.people).toHaveLength(50)
  expect(new Set(people.map(({ holderId }) => holderId)).size).toBe(people.length)
  expect(people).toHaveLength(await world.cloud.database.count('signUps', input))
  const joined = people.map(({ joinedAt }) => joinedAt)
  expect(joined).toEqual([...joined].sort((one, other) => one - other))
})

test('guests of staff take seats, once each, and give them back', async () => {
  const eventId = await publishRich(4, 1)
  const editor = world.persona('editor')
  const guests = [
    { guestKey: 'a', name: '老校长', companions: 1, categoryId: 'leaders' },
    { guestKey: 'b', name: '院士', companions: 0, categoryId: 'alumni' },
  ]
  const count = { confirmed: 1, waiting: 1, refused: 0 }
  expect(await editor.call('events.addGuests', { eventId, guests })).toEqual(count)
  expect(await editor.call('events.addGuests', { eventId, guests })).toEqual(count)
  const { people } = await editor.call('events.listSignUps', { eventId })
  expect(people).toHaveLength(2)
  const waiting = people.find(({ status }) => status === 'waiting')
  const confirmed = people.find(({ status }) => status === 'confirmed')
  if (!waiting || !confirmed) throw new Error('one waits and one has a seat')
  const change = { eventId, holderId: confirmed.holderId, name: '院士夫妇', companions: 4 }
  expect(await editor.outcome('events.changeGuest', { ...change, categoryId: 'alumni' })).toBe('EVENT_FULL')
  await editor.call('events.removeGuest', { eventId, holderId: waiting.holderId })
  await editor.call('events.changeGuest', { ...change, companions: 1, categoryId: 'alumni' })
  expect((await editor.call('events.read', { eventId })).event.seats).toMatchObject({ left: 2, waiting: 0 })
  expect(await editor.outcome('events.removeGuest', { eventId, holderId: 'nobody' })).toBe('NOT_FOUND')
})

test('guests who wait may bring fewer and keep their place; more only where nobody waits behind', async () => {
  const eventId = await publishRich(4, 1)
  const editor = world.persona('editor')
  const guests = [3, 2, 0].map((companions, index) => ({
    guestKey: `waits-${index}`,
    name: `来宾${index}`,
    companions,
    categoryId: 'alumni',
  }))
  expect(await editor.call('events.addGuests', { eventId, guests })).toMatchObject({
    confirmed: 1,
    waiting: 2,
  })
  const { people } = await editor.call('events.listSignUps', { eventId })
  const idOf = (number: number) => people.find(({ name }) => name === `来宾${number}`)?.holderId ?? ''
  const change = (number: number, companions: number, categoryId = 'alumni') =>
    editor.outcome('events.changeGuest', {
      eventId,
      holderId: idOf(number),
      name: `来宾${number}`,
      companions,
      categoryId,
    })
  const place = async (number: number) => {
    const { person } = await editor.call('events.readSignUp', { eventId, holderId: idOf(number) })
    return [person.status, person.seats, person.position]
  }
  expect(await change(1, 3)).toBe('OTHERS_WAIT_BEHIND')
  expect(await change(1, 2, 'leaders')).toBe('OTHERS_WAIT_BEHIND')
  expect(await change(2, 1)).toBe('ok')
  expect(await change(1, 0)).toBe('ok')
  expect([await place(1), await place(2)]).toEqual([
    ['waiting', 1, 1],
    ['waiting', 2, 2],
  ])
  await editor.call('events.removeGuest', { eventId, holderId: idOf(0) })
  expect([await place(1), await place(2)]).toEqual([
    ['confirmed', 1, undefined],
    ['confirmed', 2, undefined],
  ])
  expect((await editor.call('events.read', { eventId })).event.seats).toMatchObject({ left: 1, waiting: 0 })
})

test('the timer looks at an event once after its seats changed; and at every event once a night', async () => {
  const eventId = await publishRich(4, 1)
  const phone = await somebody()
  await phone.call('events.signUp', input(eventId, 'alumni'))
  const { database } = world.cloud
  expect(await database.count('seats', { _id: eventId, untended: true })).toBe(1)
  await world.tick()
  expect(await database.count('seats', { _id: eventId, untended: true })).toBe(0)
  const [written] = await database.find('signUps', { eventId })
  await database.upsert('signUps', [{ ...written, _id: String(written?._id), status: 'waiting' }])
  await world.tick()
  expect(await database.count('signUps', { eventId, status: 'waiting' })).toBe(1)
  const before = world.clock.now()
  const threeAtNight = new Date(before)
  threeAtNight.setUTCHours(19, 0, 0, 0)
  world.clock.moveTo(threeAtNight.getTime())
  await world.tick()
  expect(await database.count('signUps', { eventId, status: 'confirmed' })).toBe(1)
  world.clock.moveTo(before)
})

describe('pictures that people send as answers', () => {
  const asked = [{ questionId: 'photo', kind: 'file', label: '证件照', isRequired: true, options: [] }]

  async function publishAsking(changes: object = {}): Promise<string> {
    const eventId = await publish(world, 10, 5)
    const { database } = world.cloud
    const questions = asked.map((question) => ({ ...question, ...changes }))
    const [event] = await database.find('events', { _id: eventId })
    const [seats] = await database.find('seats', { _id: eventId })
    await database.upsert('events', [{ ...event, _id: eventId, questions, formVersion: 1 }])
    await database.upsert('eventForms', [{ _id: `${eventId}:1`, eventId, version: 1, questions }])
    await database.upsert('seats', [{ ...seats, _id: eventId, formVersion: 1 }])
    return eventId
  }
  const send = async ({ phone, personId }: Living) =>
    world.cloud.storage.upload(`answers/${personId}/${made++}.jpg`, Buffer.from([0xff, 0xd8, 0xff, 0xe0]), {
      identity: { openid: phone.openid },
    })
  const signUpWith = (eventId: string, photo: string) => ({ eventId, formVersion: 1, answers: { photo } })
  const isKept = async (fileId: string) =>
    (await world.cloud.storage.list()).some(({ fileID }) => fileID === fileId)
  const newcomer = () => register(world.stranger(`picture${made++}`))

  test('are one’s own, and seen by editors through a link that expires', async () => {
    const eventId = await publishAsking()
    const [one, other] = await Promise.all([newcomer(), newcomer()])
    const [mine, theirs] = await Promise.all([send(one), send(other)])
    for (const foreign of [
      theirs,
      mine.replace('answers/', 'avatars/'),
      'cloud://elsewhere.x/answers/a/1.jpg',
    ])
      expect(await one.phone.outcome('events.signUp', signUpWith(eventId, foreign))).toBe('INVALID_INPUT')
    await one.phone.call('events.signUp', signUpWith(eventId, mine))
    const { answers } = await world
      .persona('editor')
      .call('events.readSignUp', { eventId, holderId: one.personId })
    expect(answers).toEqual([
      { label: '证件照', answer: '图片', pictureUrl: expect.stringMatching(/^https?:/) },
    ])
    const next = await send(one)
    await one.phone.call('events.changeAnswers', signUpWith(eventId, next))
    expect([await isKept(mine), await isKept(next)]).toEqual([false, true])
  })

  test('are erased at the time of a sensitive answer, and with the person', async () => {
    const lasting = await publishAsking()
    const sensitive = await publishAsking({ erasesAt: world.clock.now() + 3 * dayMs })
    const leaver = await newcomer()
    const [kept, sealed] = [await send(leaver), await send(leaver)]
    await leaver.phone.call('events.signUp', signUpWith(lasting, kept))
    await leaver.phone.call('events.signUp', signUpWith(sensitive, sealed))
    world.clock.advance(4 * dayMs)
    await world.tick()
    expect([await isKept(kept), await isKept(sealed)]).toEqual([true, false])
    await leaver.phone.call('myData.askErasure', {})
    await weekPasses(world)
    expect(await isKept(kept)).toBe(false)
    expect(await tracesOf(world, kept)).toEqual([])
    world.clock.moveTo(someMorning)
  })
})

test('a sign-up cut off after its seats were taken asks on the ticket for the names and answers', async () => {
  const eventId = await publishRich(4, 1)
  const phone = await somebody()
  const fault = world.cloud.faults.kill({
    functionName: 'api',
    action: 'database.insertDocument',
    // The first counts the call.
    atRequest: 2,
    moment: 'before',
  })
  await phone.call('events.signUp', input(eventId, 'alumni', ['家人甲', '家人乙'])).catch(() => undefined)
  expect(fault.hasStruck).toBe(true)
  await world.tick()
  const details = async () => (await phone.call('events.readTicket', { eventId })).details
  expect(await details()).toBe('missing')
  expect((await phone.call('events.readForm', { eventId })).mine).toMatchObject({ seats: 3, companions: [] })
  await phone.call('events.changeAnswers', { eventId, formVersion: 1, answers })
  expect(await details()).toBe('missing')
  await phone.call('events.changeCompanions', {
    eventId,
    companions: [{ name: '家人甲' }, { name: '家人乙' }],
  })
  expect(await details()).toBe('given')
})

test('companions and answers go with the person who is erased', async () => {
  const eventId = await publishRich(4, 1)
  const { phone } = await register(world.stranger(`s${made++}`))
  const told = { ...answers, meal: '素食' }
  await phone.call('events.signUp', { ...input(eventId, 'alumni', ['欧阳同行']), answers: told })
  expect(await tracesOf(world, '欧阳同行')).toEqual(['signUps'])
  await phone.call('myData.askErasure', {})
  await weekPasses(world)
  expect(await tracesOf(world, '欧阳同行')).toEqual([])
  expect(await world.cloud.database.find('signUps', { eventId })).toMatchObject([{ companions: [] }])
  expect((await world.cloud.database.find('signUps', { eventId }))[0]).not.toHaveProperty('answered')
  world.clock.moveTo(someMorning)
})
