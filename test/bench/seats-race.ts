/** More people than there are seats sign up for one event, at the same moment or within three seconds. */
import type { SignUp } from '../../cloudfunctions/domain/events/records'
import type { Seats } from '../../cloudfunctions/domain/events/seats'
import { seatProblems } from '../../cloudfunctions/domain/seat-checks'
import type { Cloud } from '../../local/cloud'
import type { Category } from '../../miniprogram/contract/event-content'
import type { Input } from '../../miniprogram/contract/index'
import { Campus } from './campus'
import type { Bench, Figure } from './figure'
import { type Rush, rush } from './rush'
import { rounded } from './statistics'

interface Race {
  readonly people: number
  readonly capacity: number
  /** In how much time they come; 0: all at once. */
  readonly withinMs: number
  /** Categories with quotas of their own, and companions. */
  readonly isMixed: boolean
}

const plain = { withinMs: 0, isMixed: false }
const races = {
  '200x20': { ...plain, people: 200, capacity: 20 },
  '200x20.within3s': { ...plain, people: 200, capacity: 20, withinMs: 3000 },
  '1000x100': { ...plain, people: 1000, capacity: 100 },
  '1000x100.mixed': { ...plain, people: 1000, capacity: 100, isMixed: true },
  '5000x1000': { ...plain, people: 5000, capacity: 1000 },
  '5000x1000.mixed': { ...plain, people: 5000, capacity: 1000, isMixed: true },
} satisfies Record<string, Race>

export const raceOf = (key: keyof typeof races): Bench => ({
  async *run(): AsyncGenerator<Figure> {
    const race: Race = races[key]
    const { measured, places } = await hold(race)
    const name = (figure: string) => `seats.race.${key}.${figure}`
    const n = race.people
    for (const [figure, value] of Object.entries(places))
      yield { name: name(figure), value, unit: 'count', n }
    yield { name: name('errors'), value: measured.errors, unit: 'count', n }
    yield { name: name('seconds'), value: rounded(measured.seconds), unit: 'seconds', n }
    yield {
      name: name('roundTripsPerSignUp'),
      value: rounded(measured.databaseRequests / n),
      unit: 'database requests',
      n,
    }
    yield { name: name('inFlightPeak'), value: measured.inFlightPeak, unit: 'count', n }
    if (measured.inFlightLowest !== undefined)
      yield { name: name('inFlightLowest'), value: measured.inFlightLowest, unit: 'count', n }
  },
})

const hold = (race: Race): Promise<{ measured: Rush; places: Record<string, number> }> =>
  Campus.open(async (campus) => {
    const phones = await campus.crowd('race', race.people)
    const eventId = await campus.publishEvent(race.capacity, race.isMixed ? mixed(race.capacity) : {})
    await campus.warmUp(eventId)
    const inputOf = (index: number) => (race.isMixed ? partyOf(eventId, index) : { eventId })
    const measured = await rush(campus.cloud, phones, inputOf, race.withinMs)
    return { measured, places: await countPlaces(campus.cloud, eventId) }
  })

/** Leaders and delegates have quotas of their own, alumni take what is left; everybody may bring two. */
const mixed = (capacity: number): { companionsAtMost: number; categories: Category[] } => ({
  companionsAtMost: 2,
  categories: [
    { categoryId: 'leaders', name: '单位领导', capacity: Math.floor(capacity / 10), givenBy: 'person' },
    { categoryId: 'delegates', name: '校友代表', capacity: Math.floor(capacity / 5), givenBy: 'person' },
    { categoryId: 'alumni', name: '校友', givenBy: 'person' },
  ],
})

const kinds = ['leaders', 'delegates', 'alumni', 'alumni'] as const

/** Every third comes alone, the others with one or two. */
function partyOf(eventId: string, index: number): Input<'events.signUp'> {
  const companions = Array.from({ length: index % 3 }, (_, number) => ({ name: `家人${number + 1}` }))
  return { eventId, categoryId: kinds[index % kinds.length] ?? 'alumni', companions }
}

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
    /** Companions counted. */
    seatsTaken: Object.values(seats.holders).reduce((sum, party) => sum + party.seats, 0),
    problems: seatProblems(seats).length,
  }
}

function repeated(personIds: readonly string[]): string[] {
  return personIds.filter((personId, index) => personIds.indexOf(personId) !== index)
}
