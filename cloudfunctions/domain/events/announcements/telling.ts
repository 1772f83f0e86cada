/**
 * Telling everybody in an event: a reminder the day before, a change, a cancellation, thanks to those who came. An
 * announcement is one document, made once; the timer walks through the sign-ups in the order of their ids.
 */
import type { DeliveryReport } from '../../../../miniprogram/contract/event-editing'
import { dayMs } from '../../../platform/clock'
import { log } from '../../../platform/log'
import { readDelivery } from '../../messages/actions'
import type { Message } from '../../messages/rules'
import { slicesAtMost, type Telling, tellSlices } from '../../messages/telling'
import { nameOf, readBodies } from '../../organisations/records'
import {
  type EventRecord,
  listEnded,
  listSignUpsFrom,
  listStarting,
  readCheckIns,
  readEvent,
  type SignUp,
} from '../records'
import {
  type Announcement,
  advanceAnnouncement,
  dueAnnouncements,
  insertAnnouncement,
  listNewsOf,
  readAnnouncedIds,
  settleAnnouncement,
} from './records'
import {
  cancellationIdOf,
  changeIdOf,
  isConcerned,
  isReminderDue,
  isThanksDue,
  isWorthTelling,
  remindAt,
  reminderIdOf,
  remindsAtMostBeforeMs,
  ringsFrom,
  thankAt,
  thanksIdOf,
} from './rules'

/** Lets everybody who has a place know what changed with this revision; `words` say it, one change each. */
export async function announceChange(
  { _id, revision }: Pick<EventRecord, '_id' | 'revision'>,
  words: readonly string[],
  now: Date,
): Promise<void> {
  if (words.length === 0) return
  await insertAnnouncement({ _id: changeIdOf(_id, revision), eventId: _id, kind: 'changed', at: now, words })
}

/** Lets everybody who has a place know that the event is cancelled, and why. */
export async function announceCancellation(eventId: string, reason: string, now: Date): Promise<void> {
  const _id = cancellationIdOf(eventId)
  await insertAnnouncement({ _id, eventId, kind: 'cancelled', at: now, words: [reason] })
}

/** How the news of changes and of a cancellation got through, latest first. */
export async function readDeliveryReports(eventId: string): Promise<readonly DeliveryReport[]> {
  const announcements = await listNewsOf(eventId)
  return Promise.all(
    announcements.map(async ({ _id, kind, at, words, state }) => ({
      kind: kind === 'cancelled' ? kind : 'changed',
      at: at.getTime(),
      words,
      ...(await readDelivery(_id)),
      isComplete: state === 'told',
    })),
  )
}

/** How long an event that is over is still thanked for, should the clock have stood still. */
const thankedWithinMs = 3 * dayMs

/** Makes the announcements whose time has come. */
export async function planAnnouncements(now: Date): Promise<void> {
  const [starting, ended] = await Promise.all([
    listStarting(now, new Date(now.getTime() + remindsAtMostBeforeMs)),
    listEnded(new Date(now.getTime() - thankedWithinMs), now),
  ])
  const due = [
    ...starting
      .filter((event) => isReminderDue(event, now))
      .map((event) => ({
        _id: reminderIdOf(event),
        eventId: event._id,
        kind: 'reminder' as const,
        at: remindAt(event.startsAt),
      })),
    ...ended
      .filter((event) => isThanksDue(event, now))
      .map((event) => ({
        _id: thanksIdOf(event._id),
        eventId: event._id,
        kind: 'thanks' as const,
        at: thankAt(event.endsAt),
      })),
  ]
  if (due.length === 0) return
  const known = await readAnnouncedIds(due.map(({ _id }) => _id))
  for (const one of due) if (!known.has(one._id)) await insertAnnouncement({ ...one, words: [] })
}

/** Tells whom announcements concern. One that fails does not keep the others waiting. */
export async function tellAnnouncements(now: Date): Promise<void> {
  let slicesLeft = slicesAtMost
  for (const announcement of await dueAnnouncements.read(now)) {
    try {
      slicesLeft = await tell(announcement, slicesLeft, now)
    } catch (error) {
      log.error('announcement failed', error, { kind: announcement.kind })
    }
  }
}

/** @returns how many slices are left for others */
async function tell(announcement: Announcement, slicesLeft: number, now: Date): Promise<number> {
  const { _id, kind, upTo } = announcement
  const event = await readEvent(announcement.eventId)
  if (!event || !isWorthTelling(kind, event, now)) {
    await settleAnnouncement(_id)
    return slicesLeft
  }
  const telling: Telling = {
    cause: _id,
    message: await messageOf(announcement, event),
    sentFrom: ringsFrom(kind, event.startsAt, now),
    upTo,
    nextSlice: async (after, size) => {
      const signUps = await listSignUpsFrom(event._id, after, size)
      const told = await concerned(announcement, signUps)
      return {
        personIds: told.map(({ personId }) => personId),
        spared: 0,
        upTo: signUps.at(-1)?._id ?? after,
        isLast: signUps.length < size,
      }
    },
    advance: (from, slice) => advanceAnnouncement(_id, from, slice),
  }
  return tellSlices(telling, slicesLeft, now)
}

async function concerned(announcement: Announcement, signUps: readonly SignUp[]): Promise<readonly SignUp[]> {
  const checkIns = announcement.kind === 'thanks' ? await readCheckIns(signUps.map(({ _id }) => _id)) : []
  const came = new Set(checkIns.map(({ _id }) => _id))
  return signUps.filter((signUp) => isConcerned(announcement, signUp, came.has(signUp._id)))
}

async function messageOf({ kind, words }: Announcement, event: EventRecord): Promise<Message> {
  const { _id: eventId, title, startsAt, place } = event
  switch (kind) {
    case 'reminder':
      return { template: 'eventReminder', title, startsAt, place, eventId }
    case 'changed':
    case 'cancelled':
      return {
        template: 'eventChanged',
        title,
        isCancelled: kind === 'cancelled',
        words,
        startsAt,
        place,
        eventId,
      }
    case 'thanks': {
      const host = nameOf(await readBodies([event.hostId]), event.hostId).name
      return { template: 'eventThanks', title, startsAt, host, eventId }
    }
  }
}
