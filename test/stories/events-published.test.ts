/** Story: an event is changed and cancelled, and everybody who has a place is told, also when a function dies. */
import { plainContent } from '../../miniprogram/contract/event-editing'
import type { Input } from '../../miniprogram/contract/index'
import { plainly } from '../support/lives'
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
  ...plainContent,
  hostId: 'jiangcheng',
  title: '银杏大道重走',
  venue: { name: '南校门', address: '' },
  startsAt: someMorning + 10 * dayMs,
  endsAt: someMorning + 10 * dayMs + 4 * hourMs,
  signUpOpensAt: someMorning - hourMs,
  signUpClosesAt: someMorning + 9 * dayMs,
  capacity: 3,
  ...changes,
})

let made = 0
async function publish(changes: Partial<Content> = {}): Promise<string> {
  const editor = world.persona('editor')
  const draft = { draftKey: `published-${made++}`, content: content(changes) }
  const { eventId, revision } = await editor.call('events.create', draft)
  await editor.call('events.publish', { eventId, revision })
  return eventId
}

const toldOf = async (eventId: string) =>
  (await world.cloud.database.find('outbox', { 'message.eventId': eventId })).filter(
    ({ message }) => (message as { template: string }).template === 'eventChanged',
  )

test('the meeting’s link and code are told to who has a seat and to staff, and to nobody else', async () => {
  const meeting = { platform: '腾讯会议', address: 'https://meeting.example.edu/1', code: '123 456' }
  const eventId = await publish({ venue: { name: '', address: '' }, meeting })
  const seen = async (key: string) =>
    (await world.persona(key).call('events.read', { eventId })).event.meeting
  expect(await seen('visitor')).toEqual({ platform: '腾讯会议' })
  expect(await seen('alumnus')).toEqual({ platform: '腾讯会议' })
  expect(await seen('editor')).toEqual(meeting)
  await world.persona('alumnus').call('events.signUp', plainly(eventId))
  expect(await seen('alumnus')).toEqual(meeting)
})

test('a new place is told once to who has a seat; nobody is told when the editor chose so', async () => {
  const eventId = await publish()
  await world.persona('alumnus').call('events.signUp', plainly(eventId))
  const editor = world.persona('editor')
  const moved = content({ venue: { name: '图书馆', address: '' } })
  await editor.call('events.change', { eventId, revision: 1, content: moved, tellsPeople: true })
  await editor.call('events.change', { eventId, revision: 2, content: content(), tellsPeople: false })
  await world.tick()
  await world.tick()
  expect(await toldOf(eventId)).toEqual([
    expect.objectContaining({ message: expect.objectContaining({ words: ['地点改为 图书馆'] }) }),
  ])
})

test('what is previewed is what people see', async () => {
  const wanted = content({ blocks: [{ kind: 'heading', text: '交通' }], coHostIds: ['college-civil'] })
  const editor = world.persona('editor')
  const { event: previewed } = await editor.call('events.preview', { content: wanted })
  const eventId = await publish(wanted)
  const { event } = await world.persona('visitor').call('events.read', { eventId })
  expect({ ...event, eventId: 'preview' }).toEqual(previewed)
})

test('a cancelled event takes no sign-ups, stays closed, and is told to everybody who had a place', async () => {
  const eventId = await publish({ capacity: 1 })
  await world.persona('alumnus').call('events.signUp', plainly(eventId))
  await world.persona('classlead').call('events.signUp', plainly(eventId))
  const editor = world.persona('editor')
  const cancelled = { eventId, reason: '台风将至' }
  expect(await editor.call('events.cancel', cancelled)).toEqual({ status: 'cancelled' })
  expect(await editor.call('events.cancel', cancelled)).toEqual({ status: 'cancelled' })
  expect(await world.persona('reviewer').outcome('events.signUp', plainly(eventId))).toBe('EVENT_CLOSED')
  await world.tick()
  expect(await toldOf(eventId)).toHaveLength(2)
  const { event } = await world.persona('alumnus').call('events.read', { eventId })
  expect(event).toMatchObject({ status: 'cancelled', cancellation: { reason: '台风将至' } })
  expect(await editor.call('events.readDelivery', { eventId })).toMatchObject({
    status: 'cancelled',
    reports: [{ kind: 'cancelled', words: ['台风将至'], told: 2, isComplete: true }],
  })
})

test('a recap is written once the event is over, and read by everybody', async () => {
  const eventId = await publish()
  const editor = world.persona('editor')
  const recap = { eventId, revision: 1, blocks: [{ kind: 'text' as const, text: '晴，三百人到场。' }] }
  expect(await editor.outcome('events.saveRecap', recap)).toBe('EVENT_NOT_OVER')
  world.clock.moveTo(someMorning + 11 * dayMs)
  expect(await editor.outcome('events.saveRecap', recap)).toBe('ok')
  expect((await world.persona('visitor').call('events.read', { eventId })).event.recap).toEqual(recap.blocks)
})
