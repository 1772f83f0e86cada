/** The staff door: what waits for me, what happened today, and finding by a few letters. */
import { verificationStatuses } from '../../../miniprogram/contract/alumni'
import { eventStatuses } from '../../../miniprogram/contract/events'
import { projectStatuses } from '../../../miniprogram/contract/giving-projects'
import type { Find, Today } from '../../../miniprogram/contract/staff'
import { bodiesFor, type Caller } from '../../platform/caller'
import { campusDay, campusTime, startOfCampusDay } from '../../platform/campus-time'
import type { Handler, Handlers } from '../../platform/serve'
import { type EventRecord, listGoingBelow } from '../events/records'
import { describeEvents } from '../events/views'
import { nameOf, readBodies } from '../organisations/records'
import {
  countCheckedInSince,
  countGiftsSince,
  countRegisteredSince,
  countSignedUpSince,
  findEvents,
  findPeople,
  findProjects,
} from './records'
import { isKeeper, waitingFor } from './waiting'

const eventsShown = 3
/** Sign-ups and check-ins of the day are counted over so many events, the nearest ones. */
const eventsCounted = 200

/** Since midnight on campus, of what the caller's roles reach. */
async function numbersOf(
  caller: Caller,
  hosted: readonly EventRecord[],
  now: Date,
): Promise<Today['numbers']> {
  const since = startOfCampusDay(campusDay(now))
  const reviewed = bodiesFor('reviewer', caller)
  const eventIds = hosted.map(({ _id }) => _id)
  const attends = bodiesFor('volunteer', caller).length > 0
  const counted = await Promise.all(
    [
      { what: '登记', count: reviewed.length > 0 ? countRegisteredSince(reviewed, since) : undefined },
      { what: '报名', count: attends ? countSignedUpSince(eventIds, since) : undefined },
      { what: '签到', count: attends ? countCheckedInSince(eventIds, since) : undefined },
      { what: '捐赠', count: (await isKeeper(caller)) ? countGiftsSince(since) : undefined },
    ].map(async ({ what, count }) => ({ what, count: await count })),
  )
  return counted.flatMap(({ what, count }) => (count === undefined ? [] : [{ what, count }]))
}

const readToday: Handler<'staff.readToday'> = async (_input, { caller, now }) => {
  const attended = bodiesFor('volunteer', caller)
  const [bodies, waiting, hosted] = await Promise.all([
    readBodies(caller.grants.map(({ bodyId }) => bodyId)),
    waitingFor(caller),
    attended.length > 0 ? listGoingBelow(attended, startOfCampusDay(campusDay(now)), eventsCounted) : [],
  ])
  const coming = hosted.filter(({ endsAt }) => endsAt > now).slice(0, eventsShown)
  const [events, numbers] = await Promise.all([describeEvents(coming), numbersOf(caller, hosted, now)])
  return {
    roles: caller.grants.map(({ role, bodyId }) => ({ role, body: nameOf(bodies, bodyId) })),
    waiting,
    numbers,
    events,
  }
}

const search: Handler<'staff.search'> = async ({ words }, { caller }) => {
  const reviewed = bodiesFor('reviewer', caller)
  const edited = bodiesFor('editor', caller)
  const raising = [...new Set([...edited, ...bodiesFor('treasurer', caller)])]
  const [people, events, projects] = await Promise.all([
    reviewed.length > 0 ? findPeople(reviewed, words) : [],
    edited.length > 0 ? findEvents(edited, words) : [],
    raising.length > 0 ? findProjects(raising, words) : [],
  ])
  const found: readonly Find[] = [
    ...people.map(({ _id, name, educations, verification }) => ({
      kind: 'person' as const,
      id: _id,
      title: name,
      note: [educations[0] ? `${educations[0].entryYear} 级` : '', verificationStatuses[verification.status]]
        .filter((part) => part !== '')
        .join(' · '),
    })),
    ...events.map(({ _id, title, startsAt, status }) => ({
      kind: 'event' as const,
      id: _id,
      title,
      note: `${campusTime(startsAt)} · ${eventStatuses[status]}`,
    })),
    ...projects.map(({ _id, title, status }) => ({
      kind: 'project' as const,
      id: _id,
      title,
      note: projectStatuses[status],
    })),
  ]
  return { found }
}

export const staff: Handlers<'staff'> = { 'staff.readToday': readToday, 'staff.search': search }
