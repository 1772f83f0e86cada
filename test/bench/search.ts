/** What a search in the directory costs, among a thousand people and among a hundred thousand. */
import type { Person } from '../../cloudfunctions/domain/alumni/records'
import { findableBy } from '../../cloudfunctions/domain/directory/circles'
import { personIdOf } from '../../cloudfunctions/platform/ids'
import { colleges } from '../../local/seed/bodies'
import { pick, sequence } from '../../local/seed/random'
import { type Industry, industries } from '../../miniprogram/contract/alumni'
import type { Privacy } from '../../miniprogram/contract/directory'
import type { Input } from '../../miniprogram/contract/index'
import { Phone } from '../support/world'
import { Campus } from './campus'
import type { Figure } from './figure'
import { quantile, rounded } from './statistics'

const few = 1_000
const many = 100_000
const searches = 60
const batch = 5_000
const classSize = 40
const delayMs = 100

const cities = ['江城', '北京', '上海', '深圳', '杭州', '成都', '西安', '南京', '广州', '苏州']
const surnames = [...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗']
const givenNames = [...'明文志建国秀玉春晓海丽永俊思雨子天佳慧宏']

/** Half open nothing; the others are open to their class, their college, or all. */
const widths = ['nobody', 'nobody', 'nobody', 'classmates', 'college', 'verified'] as const

type Query = Input<'directory.search'>

/** A campus of so many people, and what its people look for. */
interface Crowd {
  readonly campus: Campus
  readonly size: number
}

const openidOf = (index: number) => `oBench_search_${index}_`.padEnd(28, 'x')

/** Classes have forty members, however many people there are; a name in a thousand is 欧阳明远. */
function personFrom(index: number, size: number): Person {
  const chance = sequence(index + 1)
  const classNumber = index % Math.ceil(size / classSize)
  const width = pick(chance, widths)
  const privacy: Privacy = { listing: width, city: width, industry: width, employer: 'nobody' }
  const college = colleges[classNumber % colleges.length]
  const at = new Date(1_700_000_000_000 + index * 60_000)
  const person = {
    _id: personIdOf(openidOf(index)),
    name: pick(chance, surnames) + pick(chance, givenNames) + pick(chance, givenNames),
    kind: 'alumnus' as const,
    educations: [
      {
        collegeId: college?._id ?? '',
        entryYear: 2000,
        degree: 'bachelor' as const,
        programme: '',
        className: `${classNumber} 班`,
      },
    ],
    bodyPath: [college?._id ?? ''],
    memberOf: [],
    privacy,
    studentNumberLast4: '',
    affiliationId: '',
    phone: null,
    avatar: '',
    revision: 0,
    city: pick(chance, cities),
    industry: pick(chance, Object.keys(industries) as Industry[]),
    employer: '',
    cardNumber: `bench${index}`,
    consent: { version: 'bench', at },
    verification: { status: 'verified' as const, at, by: 'reviewer', reason: '', untold: false },
    registeredAt: at,
    grants: [],
  }
  return { ...person, findableBy: findableBy(person) }
}

/** As many of this name among few people as among many, so that the answers are equally long. */
const sought = (index: number, size: number): Person => {
  const person = personFrom(index, size)
  if (index >= searches) return person
  const named = {
    ...person,
    name: '欧阳明远',
    privacy: { ...person.privacy, listing: 'verified' as const },
  }
  return { ...named, findableBy: findableBy(named) }
}

async function fill({ campus, size }: Crowd): Promise<void> {
  for (let from = 0; from < size; from += batch) {
    const count = Math.min(batch, size - from)
    const people = Array.from({ length: count }, (_, index) => sought(from + index, size))
    await campus.cloud.database.upsert('people', people)
  }
}

const queries: Readonly<Record<string, (viewer: Person) => Query>> = {
  name: () => ({ name: '欧阳' }),
  city: () => ({ city: '北京' }),
  classmates: ({ educations: [education] }) => ({
    classOf: {
      collegeId: education?.collegeId ?? '',
      entryYear: education?.entryYear ?? 0,
      className: education?.className ?? '',
    },
  }),
}

/** One search of one viewer, in milliseconds; each viewer searches seldom enough to be within the limit. */
async function searchMs({ campus, size }: Crowd, kind: string, index: number): Promise<number> {
  const viewer = personFrom(searches + index, size)
  const query = queries[kind]?.(viewer) ?? {}
  const startedAt = performance.now()
  await new Phone(campus.world, openidOf(searches + index)).call('directory.search', query)
  return performance.now() - startedAt
}

async function ratioOf(kind: string, crowds: readonly [Crowd, Crowd]): Promise<number> {
  const ms: [number[], number[]] = [[], []]
  for (const crowd of crowds) await searchMs(crowd, kind, 0)
  for (let index = 0; index < searches; index++) {
    // In turns, so that whatever else the machine does slows both alike.
    for (const [at, crowd] of crowds.entries()) ms[at]?.push(await searchMs(crowd, kind, index))
  }
  return quantile(ms[1], 0.5) / quantile(ms[0], 0.5)
}

/** How often a search waits for the database: what a slow one adds, in units of its slowness. */
async function roundTrips(crowd: Crowd): Promise<number> {
  const quickMs = Math.min(await searchMs(crowd, 'name', 0), await searchMs(crowd, 'name', 0))
  crowd.campus.cloud.faults.delay(delayMs)
  const slowMs = Math.min(await searchMs(crowd, 'name', 0), await searchMs(crowd, 'name', 0))
  crowd.campus.cloud.faults.delay(0)
  return Math.round((slowMs - quickMs) / delayMs)
}

export async function* run(): AsyncGenerator<Figure> {
  const figures = await Campus.open((small) =>
    Campus.open(async (large) => {
      const crowds = [
        { campus: small, size: few },
        { campus: large, size: many },
      ] as const
      for (const crowd of crowds) await fill(crowd)
      const ratios: [string, number][] = []
      for (const kind of Object.keys(queries)) ratios.push([kind, await ratioOf(kind, crowds)])
      return { ratios, trips: await roundTrips(crowds[1]) }
    }),
  )
  yield { name: 'alumni.search.roundTrips', value: figures.trips, unit: 'round trips', n: 2 }
  for (const [kind, ratio] of figures.ratios)
    yield { name: `alumni.search.ratio100k.${kind}`, value: rounded(ratio), unit: 'ratio', n: searches }
  const largest = Math.max(...figures.ratios.map(([, ratio]) => ratio))
  yield { name: 'alumni.search.ratio100k', value: rounded(largest), unit: 'ratio', n: searches }
}
