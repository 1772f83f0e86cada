/** A campus of so many people with a roster twice as long, and one like it that is a hundred times smaller. */
import type { Person } from '../../cloudfunctions/domain/alumni/records'
import { findableBy } from '../../cloudfunctions/domain/directory/circles'
import type { RosterRow } from '../../cloudfunctions/domain/roster/records'
import { personIdOf } from '../../cloudfunctions/platform/ids'
import { bodyIds, colleges } from '../../local/seed/bodies'
import { pick, sequence } from '../../local/seed/random'
import { type Industry, industries } from '../../miniprogram/contract/alumni'
import type { Privacy } from '../../miniprogram/contract/directory'
import type { Campus } from './campus'

const batch = 5_000
const classSize = 40
/** So many are looked for by name, among few people as among many: then the answers are equally long. */
export const soughtPeople = 60
/** One in so many waits to be recognised. */
const waitingEvery = 5

const cities = ['江城', '北京', '上海', '深圳', '杭州', '成都', '西安', '南京', '广州', '苏州']
const surnames = [...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗']
const givenNames = [...'明文志建国秀玉春晓海丽永俊思雨子天佳慧宏']

/** Half open nothing; the others are open to their class, their college, or all. */
const widths = ['nobody', 'nobody', 'nobody', 'classmates', 'college', 'verified'] as const

export interface Crowd {
  readonly campus: Campus
  readonly size: number
}

export const openidOf = (index: number) => `oBench_crowd_${index}_`.padEnd(28, 'x')

/** Classes have forty members, however many people there are. */
function inventedPerson(index: number, size: number): Person {
  const chance = sequence(index + 1)
  const classNumber = index % Math.ceil(size / classSize)
  const width = pick(chance, widths)
  const privacy: Privacy = { listing: width, city: width, industry: width, employer: 'nobody' }
  const collegeId = colleges[classNumber % colleges.length]?._id ?? ''
  const at = new Date(1_700_000_000_000 + index * 60_000)
  const isWaiting = index > 2 * soughtPeople && index % waitingEvery === 0
  return {
    _id: personIdOf(openidOf(index)),
    name: pick(chance, surnames) + pick(chance, givenNames) + pick(chance, givenNames),
    kind: 'alumnus',
    educations: [
      { collegeId, entryYear: 2000, degree: 'bachelor', programme: '', className: `${classNumber} 班` },
    ],
    bodyPath: [bodyIds.university, collegeId],
    memberOf: [],
    privacy,
    findableBy: [],
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
    verification: { status: isWaiting ? 'pending' : 'verified', at, by: '', reason: '', untold: false },
    registeredAt: at,
    grants: [],
  }
}

/** A name in a thousand is 欧阳明远. */
export function personFrom(index: number, size: number): Person {
  const person = inventedPerson(index, size)
  const named: Person =
    index < soughtPeople
      ? { ...person, name: '欧阳明远', privacy: { ...person.privacy, listing: 'verified' } }
      : person
  return { ...named, findableBy: findableBy(named) }
}

function rowFrom(index: number): RosterRow {
  const chance = sequence(index + 7)
  return {
    _id: `bench:${index}`,
    matchKey: `bench key ${index}`,
    name: pick(chance, surnames) + pick(chance, givenNames) + pick(chance, givenNames),
    collegeId: colleges[index % colleges.length]?._id ?? '',
    entryYear: 2000,
    degree: 'bachelor',
    programme: '',
    className: '',
    studentNumberLast4: String(index % 10_000).padStart(4, '0'),
    claimedBy: null,
  }
}

/** Writes the people and their roster. */
export async function fill({ campus, size }: Crowd): Promise<void> {
  const write = async (collection: string, count: number, make: (index: number) => object) => {
    for (let from = 0; from < count; from += batch) {
      const rows = Array.from({ length: Math.min(batch, count - from) }, (_, index) => make(from + index))
      await campus.cloud.database.upsert(collection, rows)
    }
  }
  await write('people', size, (index) => personFrom(index, size))
  await write('rosterRows', 2 * size, rowFrom)
}
