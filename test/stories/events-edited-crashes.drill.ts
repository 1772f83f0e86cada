/** Story: changing and cancelling an event are killed at each of their changes: whoever taps again, and the timer, put them right. */
import type { Question } from '../../miniprogram/contract/event-content'
import { plainContent } from '../../miniprogram/contract/event-editing'
import type { Input } from '../../miniprogram/contract/index'
import { type Drill, interruptEverywhere } from '../support/interruptions'
import { fresh, plainly } from '../support/lives'
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
  // A clock that goes back would find what was counted in days to come.
  const counted = await world.cloud.database.find('limits')
  await world.cloud.database.upsert(
    'limits',
    counted.map((one) => ({ ...one, fullAt: 0 })),
  )
})
afterAll(() => world.close())

const editor = () => world.persona('editor')

const startsAt = someMorning + 20 * dayMs
const elsewhere = { name: '土木楼 201', address: '镜湖路 7 号' }
const question: Question = {
  questionId: 'car',
  kind: 'text',
  label: '车牌号',
  isRequired: false,
  options: [],
}

const plain: Input<'events.create'>['content'] = {
  ...plainContent,
  hostId: 'jiangcheng',
  title: '断电演练',
  venue: { name: '配电房', address: '' },
  startsAt,
  endsAt: startsAt + 4 * hourMs,
  signUpOpensAt: someMorning - hourMs,
  signUpClosesAt: startsAt - dayMs,
  capacity: 1,
}

async function publish(): Promise<string> {
  const { eventId, revision } = await editor().call('events.create', {
    draftKey: fresh('struck'),
    content: plain,
  })
  await editor().call('events.publish', { eventId, revision })
  return eventId
}

const newsOf = async (eventId: string) =>
  (await world.cloud.database.find('outbox', { 'message.eventId': eventId }))
    .map(({ message }) => message as { template: string; isCancelled?: boolean })
    .filter(({ template }) => template === 'eventChanged')

/** Lets the timer look after the event of one drill only, not after all that went before. */
async function forgetEvents(): Promise<void> {
  const longAgo = new Date(someMorning - 2 * dayMs)
  const seats = await world.cloud.database.find('seats', { endsAt: { $gt: longAgo } })
  await world.cloud.database.upsert(
    'seats',
    seats.map((one) => ({ ...one, endsAt: longAgo })),
  )
}

/** Whether a change or a cancellation was begun: then the timer finishes it; what never began is nobody’s loss. */
const wasBegun = async (eventId: string) =>
  (await world.cloud.database.find('events', { _id: eventId, revision: 1 })).length === 0

/** More seats and another place: whoever waits is served, everybody is told once, the new question has its form. */
const changing: Drill = {
  functionName: 'api',
  holdsEitherWay: true,
  action: 'events.change',
  async prepare() {
    const eventId = await publish()
    await world.persona('alumnus').call('events.signUp', plainly(eventId))
    await world.persona('classlead').call('events.signUp', plainly(eventId))
    const content = { ...plain, capacity: 2, questions: [question], venue: elsewhere }
    return {
      async run() {
        const change = { eventId, revision: 1, content, tellsPeople: true }
        const outcome = await editor().outcome('events.change', change)
        // As the editor's page does: refused because it was saved already, the answer being lost, it is content.
        if (outcome === 'EVENT_CHANGED')
          expect((await editor().call('events.readDraft', { eventId })).content).toMatchObject({
            capacity: 2,
          })
        else expect(outcome).toBe('ok')
      },
      async hold() {
        if (!(await wasBegun(eventId))) return
        const { event, mine } = await world.persona('classlead').call('events.read', { eventId })
        expect(event).toMatchObject({ seats: { capacity: 2, left: 0, waiting: 0 }, formVersion: 1 })
        expect(mine).toMatchObject({ status: 'confirmed' })
        expect(await world.cloud.database.find('eventForms', { eventId })).toHaveLength(1)
        expect(await newsOf(eventId)).toHaveLength(2)
      },
    }
  },
}

/** Nobody gets a seat any more, and everybody who had a place or waited is told once. */
const cancelling: Drill = {
  functionName: 'api',
  holdsEitherWay: true,
  action: 'events.cancel',
  async prepare() {
    const eventId = await publish()
    await world.persona('alumnus').call('events.signUp', plainly(eventId))
    await world.persona('classlead').call('events.signUp', plainly(eventId))
    return {
      run: () => editor().call('events.cancel', { eventId, reason: '停电' }),
      async hold() {
        if (!(await wasBegun(eventId))) return
        expect(await world.persona('reviewer').outcome('events.signUp', plainly(eventId))).toBe(
          'EVENT_CLOSED',
        )
        const news = await newsOf(eventId)
        expect(news.map(({ isCancelled }) => isCancelled)).toEqual([true, true])
        expect(await editor().call('events.readDelivery', { eventId })).toMatchObject({
          status: 'cancelled',
          reports: [{ kind: 'cancelled', told: 2, isComplete: true }],
        })
      },
    }
  },
}

describe.each(Object.entries({ changing, cancelling }))(
  '%s, killed at each of its changes',
  (_name, drill) => {
    // Struck before a change it leaves what the change before it left: both ways of mending see every state.
    test.each([
      ['before', 'retry'],
      ['after', 'timer'],
    ] as const)('%s it: the %s puts it right, and everybody is told once', async (moment, mend) => {
      const minutesPass = async () => {
        world.clock.advance(60_000)
        await world.tick()
        await forgetEvents()
      }
      expect(await interruptEverywhere(world, drill, { moment, mend, minutesPass })).toBeGreaterThan(3)
    })
  },
)
