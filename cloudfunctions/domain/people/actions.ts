/** What staff do with people: find them, and read all that is known of one. */
import type { PersonDetail } from '../../../miniprogram/contract/people'
import { bodiesFor, type Caller, reaches } from '../../platform/caller'
import { page } from '../../platform/cursor'
import type { Handler, Handlers } from '../../platform/serve'
import { phoneHash } from '../alumni/phone'
import type { Person } from '../alumni/records'
import { listSignUpsOf, readEvents } from '../events/records'
import { readProjects, sumReceivedFrom } from '../giving/records'
import { listBodies, nameOf, readBodies } from '../organisations/records'
import { describeVouches, summarise, summarisedFields } from '../registrations/views'
import { exportPeople } from './export'
import { readHistory } from './history'
import { bodiesAsked, reachablePerson } from './reach'
import { findPeople, listPeople, peopleOf, yearsBetween } from './records'
import { describeProfiles } from './views'

const rowsAtMost = 50

const listColleges: Handler<'people.listColleges'> = async (_input, { caller, now }) => ({
  colleges: (await listBodies('college', now))
    .filter(({ bodyPath }) => reaches('reviewer', caller, bodyPath))
    .map(({ _id, name }) => ({ bodyId: _id, name })),
})

/** Whoever has a card or a number, if the caller may know of them. */
async function findExactly(
  sought: Parameters<typeof findPeople>[0],
  caller: Caller,
): Promise<readonly Person[]> {
  const found = await findPeople(sought)
  return found.filter(({ bodyPath }) => reaches('reviewer', caller, bodyPath))
}

/** By card or phone number exactly, where the rest of the input does not matter; else by all that is told, by name. */
const search: Handler<'people.search'> = async (input, { caller }) => {
  const { cardNumber, phone, collegeId, entryYearFrom, entryYearTo, name, status, after } = input
  const exactly =
    cardNumber !== undefined ? { cardNumber } : phone !== undefined && { 'phone.hash': phoneHash(phone) }
  if (exactly) return { people: await summarise(await findExactly(exactly, caller)), next: undefined }
  const entryYears = yearsBetween(entryYearFrom, entryYearTo)
  const query = peopleOf(await bodiesAsked(caller, collegeId), { collegeId, entryYears, name, status })
  const found = await listPeople(query, {
    field: 'name',
    after,
    limit: rowsAtMost + 1,
    fields: summarisedFields,
  })
  const { rows, next } = page(found, (person) => person.name, rowsAtMost)
  return { people: await summarise(rows), next }
}

async function describeSignUps(personId: string): Promise<PersonDetail['signUps']> {
  const signUps = await listSignUpsOf(personId)
  const events = signUps.length === 0 ? [] : await readEvents(signUps.map(({ eventId }) => eventId))
  return signUps.flatMap(({ eventId, status }) => {
    const event = events.find(({ _id }) => _id === eventId)
    return event ? [{ title: event.title, status, startsAt: event.startsAt.getTime() }] : []
  })
}

/** What a person gave to projects whose treasurer the caller is; no other role sees anybody's money. */
async function describeGifts(personId: string, caller: Caller): Promise<PersonDetail['gifts']> {
  if (bodiesFor('treasurer', caller).length === 0) return undefined
  const sums = await sumReceivedFrom(personId)
  const projects = sums.length === 0 ? [] : await readProjects(sums.map(({ _id }) => _id))
  const bodies = await readBodies(projects.map(({ bodyId }) => bodyId))
  const own = projects.filter(({ bodyId }) =>
    reaches('treasurer', caller, bodies.get(bodyId)?.bodyPath ?? []),
  )
  const counted = sums.filter(({ _id }) => own.some((project) => project._id === _id))
  return {
    count: counted.reduce((count, { gifts }) => count + gifts, 0),
    amountFen: counted.reduce((sum, { amountFen }) => sum + amountFen, 0),
  }
}

const read: Handler<'people.read'> = async ({ personId }, { caller }) => {
  const person = await reachablePerson(personId, caller)
  const [[profile], memberships, vouches, signUps, gifts, history] = await Promise.all([
    describeProfiles([person]),
    readBodies(person.memberOf),
    describeVouches(person),
    describeSignUps(personId),
    describeGifts(personId, caller),
    readHistory(person),
  ])
  if (!profile) throw new Error('a person without a profile')
  return {
    personId,
    profile,
    reason: person.verification.reason,
    memberships: person.memberOf.map((bodyId) => nameOf(memberships, bodyId)),
    vouches,
    signUps,
    gifts,
    history,
  }
}

export const people: Handlers<'people'> = {
  'people.listColleges': listColleges,
  'people.search': search,
  'people.read': read,
  'people.export': exportPeople,
}
