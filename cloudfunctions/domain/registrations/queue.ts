/** The reviewers' queue: who waits, and one registration side by side with the roster. */
import type { ParsedInput } from '../../../miniprogram/contract/index'
import { type Caller, reaches } from '../../platform/caller'
import { dayMs } from '../../platform/clock'
import type { Query } from '../../platform/cloud'
import { page } from '../../platform/cursor'
import type { Handler, Handlers } from '../../platform/serve'
import type { Person } from '../alumni/records'
import { readBodies } from '../organisations/records'
import { bodiesAsked, reachablePerson } from '../people/reach'
import { listPeople, peopleOf, yearsBetween } from '../people/records'
import { findRosterRowsByName, type RosterRow } from '../roster/records'
import { countUnfinished } from './records'
import { describeRows, describeVouches, summarise, summarisedFields } from './views'

/** No page of the queue is longer, nor are more roster rows shown beside a registration. */
const rowsAtMost = 50

type Filter = ParsedInput<'registrations.count'>

async function queried(filter: Filter, caller: Caller, now: Date): Promise<Query> {
  const { collegeId, entryYearFrom, entryYearTo, waitingDays, kind, name } = filter
  return peopleOf(await bodiesAsked(caller, collegeId), {
    collegeId,
    kind,
    name,
    entryYears: yearsBetween(entryYearFrom, entryYearTo),
    registeredBefore: waitingDays === undefined ? undefined : new Date(now.getTime() - waitingDays * dayMs),
  })
}

const list: Handler<'registrations.list'> = async ({ status, after, ...filter }, { caller, now }) => {
  const query = { ...(await queried(filter, caller, now)), 'verification.status': status }
  const found = await listPeople(query, {
    field: 'registeredAt',
    after,
    limit: rowsAtMost + 1,
    fields: summarisedFields,
  })
  const { rows, next } = page(found, ({ registeredAt }) => registeredAt, rowsAtMost)
  return { registrations: await summarise(rows), next }
}

const count: Handler<'registrations.count'> = async (filter, { caller, now }) => ({
  counts: await countUnfinished(await queried(filter, caller, now)),
})

/** Rows of the same name, whatever their year, in the colleges that this reviewer may see. */
export async function candidateRows(person: Person, caller: Caller): Promise<readonly RosterRow[]> {
  const rows = await findRosterRowsByName(person.name)
  const colleges = await readBodies(rows.map(({ collegeId }) => collegeId))
  return rows
    .filter((row) => reaches('reviewer', caller, colleges.get(row.collegeId)?.bodyPath ?? []))
    .slice(0, rowsAtMost)
}

const read: Handler<'registrations.read'> = async ({ personId }, { caller }) => {
  const person = await reachablePerson(personId, caller)
  const [summaries, vouches, candidates] = await Promise.all([
    summarise([person]),
    describeVouches(person),
    candidateRows(person, caller).then((rows) => describeRows(rows, personId)),
  ])
  const { studentNumberLast4, city, employer, verification } = person
  const [summary] = summaries
  if (!summary) throw new Error('a person without a summary')
  return {
    registration: { ...summary, studentNumberLast4, city, employer, reason: verification.reason },
    vouches,
    candidates,
  }
}

export const queue: Pick<
  Handlers<'registrations'>,
  'registrations.list' | 'registrations.count' | 'registrations.read'
> = {
  'registrations.list': list,
  'registrations.count': count,
  'registrations.read': read,
}
