/** People as the directory looks for them, and how many of them live where. */
import { hourMs } from '../../platform/clock'
import { aggregateCommand, Collection, command } from '../../platform/cloud'
import { afterCursor, pageSize } from '../../platform/cursor'
import { Pile } from '../../platform/piles'
import type { Person } from '../alumni/records'

/** What of a person the directory works with; filtered once more before any of it leaves. */
export type Listed = Pick<
  Person,
  '_id' | 'name' | 'educations' | 'city' | 'industry' | 'employer' | 'privacy' | 'registeredAt' | 'blockedIds'
>

const listedFields = [
  'name',
  'educations',
  'city',
  'industry',
  'employer',
  'privacy',
  'registeredAt',
  'blockedIds',
]

const people = new Collection<Person>('people')

/** Verified people, but for the viewer and those who blocked them. */
const othersThan = (viewerId: string) => ({
  'verification.status': 'verified',
  blockedIds: command.neq(viewerId),
})

/**
 * People who are under one entry of each of these lists, latest first, one more than a page. The list that fits the
 * fewest people comes first: the database walks along it.
 */
export const findListed = (
  [entries = [], ...others]: readonly (readonly string[])[],
  viewerId: string,
  after: string | undefined,
): Promise<Listed[]> =>
  people.find(
    afterCursor(
      {
        findableBy: command.and([entries, ...others].map((list) => command.in([...list]))),
        ...othersThan(viewerId),
        _id: command.neq(viewerId),
      },
      'registeredAt',
      'desc',
      after,
    ),
    {
      order: [
        ['registeredAt', 'desc'],
        ['_id', 'desc'],
      ],
      limit: pageSize + 1,
      fields: listedFields,
    },
  )

/** A verified person who did not block the viewer; whether the viewer may find them is still to be decided. */
export async function readListed(personId: string, viewerId: string): Promise<Listed | undefined> {
  if (personId === viewerId) return undefined
  const [found] = await people.find(
    { _id: personId, ...othersThan(viewerId) },
    { limit: 1, fields: listedFields },
  )
  return found
}

/** Those of these people who are verified. */
export async function readListedPeople(personIds: readonly string[]): Promise<ReadonlyMap<string, Listed>> {
  if (personIds.length === 0) return new Map()
  const found = await people.find(
    { _id: command.in([...personIds]), 'verification.status': 'verified' },
    { fields: listedFields },
  )
  return new Map(found.map((person) => [person._id, person]))
}

/** Writes a privacy and what follows from it, if what it follows from is still as it was read. */
export const writePrivacy = (
  read: Person,
  written: Pick<Person, 'privacy' | 'bodyPath' | 'findableBy'>,
): Promise<boolean> =>
  people.change(
    {
      _id: read._id,
      name: read.name,
      educations: command.eq(read.educations),
      city: read.city,
      industry: read.industry,
      memberOf: command.eq(read.memberOf),
      leaving: command.exists(false),
      mergedInto: command.exists(false),
    },
    { ...written, privacy: command.set(written.privacy) },
  )

/** Whom this person does not want to hear from. */
export const readBlockedIds = async (personId: string): Promise<readonly string[]> =>
  (await people.read(personId, ['blockedIds']))?.blockedIds ?? []

export const addBlocked = (personId: string, blockedId: string): Promise<boolean> =>
  people.change({ _id: personId }, { blockedIds: command.addToSet(blockedId) })
export const removeBlocked = (personId: string, blockedId: string): Promise<boolean> =>
  people.change({ _id: personId }, { blockedIds: command.pull(blockedId) })

/** Takes a person who has left off everybody's list. */
export const forgetBlocked = (personId: string): Promise<number> =>
  people.changeEvery({ blockedIds: personId }, { blockedIds: command.pull(personId) })
/** More cities than this are counted as elsewhere no more: the smallest of them. */
const citiesAtMost = 1000

/** How many verified people there are in each city that they let everybody verified see, the most first. */
export const countByCity = async (): Promise<{ readonly city: string; readonly people: number }[]> => {
  const rows = await people.aggregate<{ readonly _id: string; readonly people: number }>((stages) =>
    stages
      .match({
        'verification.status': 'verified',
        'privacy.listing': 'verified',
        'privacy.city': 'verified',
        city: command.neq(''),
      })
      .group({ _id: '$city', people: aggregateCommand.sum(1) })
      .sort({ people: -1, _id: 1 })
      .limit(citiesAtMost),
  )
  return rows.map(({ _id, people }) => ({ city: _id, people }))
}

/** What is served without asking for it anew: counted once, read by everybody. */
interface Snapshot {
  readonly _id: 'cityCounts'
  readonly cities: readonly { readonly city: string; readonly people: number }[]
  readonly elsewhere: number
  readonly countedAt: Date
}
export type CitySnapshot = Omit<Snapshot, '_id'>

const snapshots = new Collection<Snapshot>('snapshots')

/** Counts are made anew after an hour. */
export const pastCityCounts = new Pile(snapshots, (now) => ({
  _id: 'cityCounts',
  countedAt: command.lte(new Date(now.getTime() - hourMs)),
}))

export const readCitySnapshot = (): Promise<CitySnapshot | undefined> => snapshots.read('cityCounts')

/** Puts it in place of the one before; of two written at once either is as good. */
export async function writeCitySnapshot(snapshot: CitySnapshot): Promise<void> {
  const isChanged = await snapshots.change({ _id: 'cityCounts' }, { ...snapshot })
  if (!isChanged) await snapshots.insert({ _id: 'cityCounts', ...snapshot })
}
