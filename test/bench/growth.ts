/** What looking costs among a thousand people and among a hundred thousand: searching, the queue, a body's page. */
import { bodyIds } from '../../local/seed/bodies'
import { Phone } from '../support/world'
import { Campus } from './campus'
import { type Crowd, fill, openidOf, personFrom, soughtPeople } from './crowd'
import type { Bench, Figure } from './figure'
import { quantile, rounded } from './statistics'

const few = 1_000
const many = 100_000
const times = 60
const delayMs = 100

/** One look, by the so-manieth of those who look: each seldom enough to be within the limit. */
type Look = (crowd: Crowd, index: number) => Promise<unknown>

const viewer = ({ campus, size }: Crowd, index: number) => ({
  phone: new Phone(campus.world, openidOf(soughtPeople + index)),
  person: personFrom(soughtPeople + index, size),
})

/** What each kind of looking consists of; the first of them is the one whose waiting is counted. */
const looks: Readonly<Record<string, Readonly<Record<string, Look>>>> = {
  search: {
    name: (crowd, index) => viewer(crowd, index).phone.call('directory.search', { name: '欧阳' }),
    city: (crowd, index) => viewer(crowd, index).phone.call('directory.search', { city: '北京' }),
    classmates: (crowd, index) => {
      const { phone, person } = viewer(crowd, index)
      const [{ collegeId = '', entryYear = 0, className = '' } = {}] = person.educations
      return phone.call('directory.search', { classOf: { collegeId, entryYear, className } })
    },
  },
  queue: {
    first: ({ campus }) => campus.persona('administrator').call('registrations.list', { status: 'pending' }),
    college: ({ campus }) => campus.persona('reviewer').call('registrations.list', { status: 'pending' }),
    name: ({ campus }) => campus.persona('administrator').call('people.search', { name: '欧阳明远' }),
  },
  body: {
    university: (crowd, index) =>
      viewer(crowd, index).phone.call('organisations.readBody', { bodyId: bodyIds.university }),
    college: (crowd, index) =>
      viewer(crowd, index).phone.call('organisations.readBody', { bodyId: bodyIds.computing }),
  },
}

async function millisecondsOf(look: Look, crowd: Crowd, index: number): Promise<number> {
  const startedAt = performance.now()
  await look(crowd, index)
  return performance.now() - startedAt
}

async function ratioOf(look: Look, crowds: readonly [Crowd, Crowd]): Promise<number> {
  const ms: [number[], number[]] = [[], []]
  for (const crowd of crowds) await look(crowd, 0)
  for (let index = 0; index < times; index++) {
    // In turns, so that whatever else the machine does slows both alike.
    for (const [at, crowd] of crowds.entries()) ms[at]?.push(await millisecondsOf(look, crowd, index))
  }
  return quantile(ms[1], 0.5) / quantile(ms[0], 0.5)
}

/** How often a look waits for the database: what a slow one adds, in units of its slowness. */
async function roundTrips(look: Look, crowd: Crowd): Promise<number> {
  const best = async () =>
    Math.min(await millisecondsOf(look, crowd, 0), await millisecondsOf(look, crowd, 0))
  const quickMs = await best()
  crowd.campus.cloud.faults.delay(delayMs)
  const slowMs = await best()
  crowd.campus.cloud.faults.delay(0)
  return Math.round((slowMs - quickMs) / delayMs)
}

/** Both campuses, filled once for all that is measured in one run; they end with the process. */
let crowds: Promise<readonly [Crowd, Crowd]> | undefined
const open = (): Promise<readonly [Crowd, Crowd]> =>
  new Promise((resolve, reject) => {
    const forever = new Promise<never>(() => undefined)
    Campus.open((small) =>
      Campus.open(async (large) => {
        const pair = [
          { campus: small, size: few },
          { campus: large, size: many },
        ] as const
        for (const crowd of pair) await fill(crowd)
        resolve(pair)
        return forever
      }),
    ).catch(reject)
  })

export const growthOf = (what: string): Bench => ({
  async *run(): AsyncGenerator<Figure> {
    crowds ??= open()
    const pair = await crowds
    const kinds = Object.entries(looks[what] ?? {})
    const ratios: number[] = []
    for (const [kind, look] of kinds) {
      const ratio = await ratioOf(look, pair)
      ratios.push(ratio)
      yield { name: `alumni.${what}.ratio100k.${kind}`, value: rounded(ratio), unit: 'ratio', n: times }
    }
    const trips: number[] = []
    for (const [, look] of kinds) trips.push(await roundTrips(look, pair[1]))
    yield { name: `alumni.${what}.ratio100k`, value: rounded(Math.max(...ratios)), unit: 'ratio', n: times }
    yield { name: `alumni.${what}.roundTrips`, value: Math.max(...trips), unit: 'round trips', n: 2 }
  },
})
