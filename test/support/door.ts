/** What the stories at the door share: a world, events that begin in an hour, and guests who signed up for them. */
import { randomUUID } from 'node:crypto'
import type { CheckIn } from '../../cloudfunctions/domain/events/records'
import { consentVersion } from '../../miniprogram/contract/alumni'
import { plainContent } from '../../miniprogram/contract/event-editing'
import type { Input } from '../../miniprogram/contract/index'
import type { Phone } from './world'
import { someMorning, TestWorld } from './world'

export const minuteMs = 60_000
export const hourMs = 60 * minuteMs
export const dayMs = 24 * hourMs

export let world: TestWorld
beforeAll(async () => {
  world = await TestWorld.open()
})
afterEach(() => {
  world.cloud.faults.clear()
  world.clock.moveTo(someMorning)
})
afterAll(async () => {
  // Of all events at once: every test has its own.
  const problems = await world.problems()
  await world.close()
  expect(problems).toEqual([])
})

export const volunteer = () => world.persona('volunteer')
export const administrator = () => world.persona('administrator')

type Content = Input<'events.create'>['content']

let made = 0

/** An event that begins in an hour, published. */
export async function publish(changes: Partial<Content> = {}): Promise<string> {
  const editor = world.persona('editor')
  const content: Content = {
    hostId: 'jiangcheng',
    title: '银杏大道重走',
    ...plainContent,
    venue: { name: '南校门', address: '' },
    startsAt: someMorning + hourMs,
    endsAt: someMorning + 4 * hourMs,
    signUpOpensAt: someMorning - hourMs,
    signUpClosesAt: someMorning + 3 * hourMs,
    admission: 'everyone',
    capacity: 50,
    ...changes,
  }
  const { eventId, revision } = await editor.call('events.create', { draftKey: `door-${made++}`, content })
  await editor.call('events.publish', { eventId, revision })
  return eventId
}

/** What an event has that people come to in parties, of two kinds. */
export const parties: Partial<Content> = {
  companionsAtMost: 3,
  categories: [
    { categoryId: 'delegates', name: '校友代表', capacity: 20, givenBy: 'person' },
    { categoryId: 'alumni', name: '校友', givenBy: 'person' },
  ],
}

/** People who signed up for an event. */
export async function guests(
  eventId: string,
  size: number,
  party: Pick<Input<'events.signUp'>, 'categoryId' | 'companions'> = {},
): Promise<Phone[]> {
  const phones = Array.from({ length: size }, () => world.stranger(`door${made++}`))
  const { formVersion } = (await volunteer().call('events.read', { eventId })).event
  await Promise.all(
    phones.map(async (phone, index) => {
      await phone.call('alumni.register', {
        name: `来宾${index}`,
        kind: 'friend',
        educations: [],
        consentVersion,
        isFourteenOrOlder: true,
      })
      await phone.call('events.signUp', { eventId, formVersion, ...party })
    }),
  )
  return phones
}

export const ticketOf = (phone: Phone | undefined, eventId: string) => {
  if (!phone) throw new Error('there is no such guest')
  return phone.call('events.readTicket', { eventId })
}
export const codeOf = async (phone: Phone | undefined, eventId: string) =>
  (await ticketOf(phone, eventId)).code

export const newScan = (): string => randomUUID()
export const scan = (by: Phone, eventId: string, code: string, scanId = newScan()) =>
  by.call('events.checkIn', { eventId, code, scanId })

/** A guest alone at the door of a new event. */
export async function alone() {
  const eventId = await publish()
  const [guest] = await guests(eventId, 1)
  if (!guest) throw new Error('nobody came')
  const { person } = await guest.call('alumni.readMe', {})
  return { eventId, guest, holderId: person?.personId ?? '', code: await codeOf(guest, eventId) }
}

export const checkInsOf = (eventId: string) =>
  world.cloud.database.find('checkIns', { eventId }) as Promise<unknown> as Promise<CheckIn[]>

export const seatOf = async (eventId: string, holderId: string) => {
  const [seats] = await world.cloud.database.find('seats', { _id: eventId })
  const holders = seats?.holders as Record<string, { enteredAt?: Date; scanId?: string }> | undefined
  return holders?.[holderId]
}
