/** What looking at events and signing up costs, also where thousands have seats or wait. */
import { type EventRecord, type SignUp, signUpIdOf } from '../../cloudfunctions/domain/events/records'
import type { Seats } from '../../cloudfunctions/domain/events/seats'
import { personIdOf } from '../../cloudfunctions/platform/ids'
import type { Phone } from '../support/world'
import { Campus } from './campus'
import type { Bench, Figure } from './figure'
import { counted, countRoundTrips, millisecondsOf } from './round-trips'
import { quantile, rounded } from './statistics'

const holders = 1000
const waiting = 4000
const otherEvents = 200
const times = 20

/** An event whose seats are all taken and for which thousands wait, the one who looks last of all. */
async function publishSought(campus: Campus, lastId: string): Promise<string> {
  const eventId = await campus.publishEvent(holders)
  const { database } = campus.cloud
  const [seats] = (await database.find('seats', { _id: eventId })) as unknown as Seats[]
  const at = new Date(campus.world.clock.now())
  const holderIds = Array.from({ length: holders }, (_, index) => `holder-${index}`)
  const queueIds = [...Array.from({ length: waiting - 1 }, (_, index) => `waiting-${index}`), lastId]
  const held = Object.fromEntries(holderIds.map((holderId) => [holderId, { at, seats: 1 }]))
  const queue = queueIds.map((holderId) => ({ holderId, at, seats: 1 }))
  await database.upsert('seats', [{ ...seats, _id: eventId, left: 0, waiting, queue, holders: held }])
  const written = (status: SignUp['status']) => (personId: string) =>
    signUpFrom(eventId, personId, status, at)
  await database.upsert('signUps', holderIds.map(written('confirmed')))
  await database.upsert('signUps', queueIds.map(written('waiting')))
  return eventId
}

const signUpFrom = (eventId: string, personId: string, status: SignUp['status'], at: Date): SignUp => ({
  _id: signUpIdOf(eventId, personId),
  eventId,
  personId,
  name: personId,
  seats: 1,
  companions: [],
  history: [{ status, seats: 1, at }],
  status,
  joinedAt: at,
  changedAt: at,
  ticketVersion: 1,
  untold: false,
})

/** As many other events as fill the list many times over. */
async function publishOthers(campus: Campus, eventId: string): Promise<void> {
  const { database } = campus.cloud
  const [event] = (await database.find('events', { _id: eventId })) as unknown as EventRecord[]
  const [seats] = (await database.find('seats', { _id: eventId })) as unknown as Seats[]
  if (!event || !seats) throw new Error('the event is not there')
  const ids = Array.from({ length: otherEvents }, (_, index) => `bench-event-${index}`)
  await database.upsert(
    'events',
    ids.map((_id) => ({ ...event, _id })),
  )
  await database.upsert(
    'seats',
    ids.map((_id) => ({ ...seats, _id })),
  )
}

/** What is counted, beyond knowing who calls; each of it `2 * counted` times. */
const looks = {
  list: async (_campus: Campus, viewer: Phone) =>
    repeatedly(() => viewer.call('events.list', { period: 'upcoming' }), 2 * counted),
  detail: async (campus: Campus, viewer: Phone) => {
    const eventId = await publishSought(campus, personIdOf(viewer.openid))
    return repeatedly(() => viewer.call('events.read', { eventId }), 2 * counted)
  },
  signUp: async (campus: Campus) => {
    const eventId = await campus.publishEvent(2 * counted)
    const people = await campus.crowd('signUp', 2 * counted)
    return people.map((phone) => () => phone.call('events.signUp', { eventId }))
  },
}

export const roundTripsOf = (what: keyof typeof looks): Bench => ({
  async *run(): AsyncGenerator<Figure> {
    const value = await Campus.open(async (campus) => {
      const [viewer] = await campus.crowd('viewer', 1)
      if (!viewer) throw new Error('nobody looks')
      await publishOthers(campus, await campus.publishEvent(holders))
      // The first look teaches the instance what it remembers, such as the names of bodies.
      await viewer.call('events.list', { period: 'upcoming' })
      return countRoundTrips(campus, viewer, await looks[what](campus, viewer))
    })
    yield { name: `events.${what}.roundTrips`, value, unit: 'round trips', n: counted }
  },
})

/** What the last of thousands in a queue waits for: to join it, to see where they stand, and others to be served. */
export const queueBench: Bench = {
  async *run(): AsyncGenerator<Figure> {
    const taken = await Campus.open(async (campus) => {
      const [viewer, ...people] = await campus.crowd('viewer', times + 1)
      if (!viewer) throw new Error('nobody looks')
      const eventId = await publishSought(campus, personIdOf(viewer.openid))
      const joins = people.map((phone) => () => phone.call('events.signUp', { eventId }))
      const tick = () => campus.cloud.fireTimer('timer')
      await viewer.call('events.read', { eventId })
      return {
        position: await eachOf(repeatedly(() => viewer.call('events.read', { eventId }))),
        join: await eachOf(joins),
        /** The first minute after somebody joined, and the minutes in which nothing changed. */
        tend: await eachOf([tick]),
        tendUnchanged: await eachOf(repeatedly(tick, 5)),
      }
    })
    for (const [what, durations] of Object.entries(taken))
      yield {
        name: `seats.queue.${waiting}.${what}Milliseconds`,
        value: rounded(quantile(durations, 0.5)),
        unit: 'milliseconds',
        n: durations.length,
      }
  },
}

const repeatedly = (act: () => Promise<unknown>, count = times) => Array.from({ length: count }, () => act)

async function eachOf(acts: readonly (() => Promise<unknown>)[]): Promise<number[]> {
  const durations: number[] = []
  for (const act of acts) durations.push(await millisecondsOf(act))
  return durations
}
