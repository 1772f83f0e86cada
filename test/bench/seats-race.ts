/** A thousand verified alumni sign up at once for an event of a hundred seats. */
import type { SignUp } from '../../cloudfunctions/domain/events/records'
import type { Seats } from '../../cloudfunctions/domain/events/seats'
import type { Cloud } from '../../local/cloud'
import { Campus } from './campus'
import type { Figure } from './figure'
import { type Rush, rush } from './rush'
import { rounded } from './statistics'

const people = 1000
const capacity = 100
const name = (figure: string) => `seats.race.1000x100.${figure}`

export async function* run(): AsyncGenerator<Figure> {
  const { measured, places } = await Campus.open(async (campus) => {
    const phones = await campus.crowd('race', people)
    const eventId = await campus.publishEvent(capacity)
    await campus.warmUp(eventId)
    const measured = await rush(campus.cloud, phones, eventId)
    return { measured, places: await countPlaces(campus.cloud, eventId) }
  })
  for (const [figure, value] of Object.entries(places)) yield count(figure, value)
  yield* performanceOf(measured)
}

function* performanceOf(measured: Rush): Generator<Figure> {
  yield count('errors', measured.errors)
  yield { name: name('seconds'), value: rounded(measured.seconds), unit: 'seconds', n: people }
  yield {
    name: name('roundTripsPerSignUp'),
    value: rounded(measured.databaseRequests / people),
    unit: 'database requests',
    n: people,
  }
  yield count('inFlightPeak', measured.inFlightPeak)
  yield count('inFlightLowest', measured.inFlightLowest)
}

const count = (figure: string, value: number): Figure => ({
  name: name(figure),
  value,
  unit: 'count',
  n: people,
})

/** What the records say, whatever people were told: a place counts where seats and sign-up agree. */
async function countPlaces(cloud: Cloud, eventId: string) {
  const [seats] = (await cloud.database.find('seats', { _id: eventId })) as unknown as Seats[]
  if (!seats) throw new Error('the event has no seats')
  const signUps = (await cloud.database.find('signUps', { eventId })) as unknown as SignUp[]
  const holders = new Set(Object.keys(seats.holders))
  const queue = new Set(seats.queue.map(({ holderId }) => holderId))
  const places = [...holders, ...seats.queue.map(({ holderId }) => holderId)]
  const signedUp = signUps.map(({ personId }) => personId)
  const agreed = (status: SignUp['status'], having: Set<string>) =>
    signUps.filter((signUp) => signUp.status === status && having.has(signUp.personId)).length
  return {
    confirmed: agreed('confirmed', holders),
    waiting: agreed('waiting', queue),
    duplicates: new Set([...repeated(places), ...repeated(signedUp)]).size,
  }
}

function repeated(personIds: readonly string[]): string[] {
  return personIds.filter((personId, index) => personIds.indexOf(personId) !== index)
}
