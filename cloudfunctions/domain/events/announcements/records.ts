/** What everybody in an event is to be told, and how far that has come. */
import { Collection, command } from '../../../platform/cloud'
import { Pile } from '../../../platform/piles'

export type AnnouncementKind = 'reminder' | 'changed' | 'cancelled' | 'thanks'

export interface Announcement {
  /** The cause of all its messages, so that nobody is told twice. */
  readonly _id: string
  readonly eventId: string
  readonly kind: AnnouncementKind
  /** When it fell due. */
  readonly at: Date
  /** What changed, or why it was cancelled. */
  readonly words: readonly string[]
  readonly state: 'due' | 'told'
  /** Every sign-up up to this id was told. */
  readonly upTo: string
}

const announcements = new Collection<Announcement>('announcements')

export const insertAnnouncement = (
  announcement: Omit<Announcement, 'state' | 'upTo'>,
): Promise<'inserted' | 'exists'> => announcements.insert({ ...announcement, state: 'due', upTo: '' })

/** The last changes and the cancellation of an event that people were told of, latest first. */
export const listNewsOf = (eventId: string): Promise<Announcement[]> =>
  announcements.find(
    { eventId, kind: command.in(['changed', 'cancelled']) },
    { order: [['at', 'desc']], limit: 20 },
  )

/** Which of these are there already. */
export async function readAnnouncedIds(ids: readonly string[]): Promise<ReadonlySet<string>> {
  const found = await announcements.find({ _id: command.in([...ids]) }, { fields: ['_id'], limit: 1000 })
  return new Set(found.map(({ _id }) => _id))
}

export const dueAnnouncements = new Pile(announcements, () => ({ state: 'due' }), {
  order: [['at', 'asc']],
  limit: 50,
})

/** Notes how far it has come, if no other run has gone on from there meanwhile. */
export const advanceAnnouncement = (
  _id: string,
  from: string,
  { upTo, isLast }: { readonly upTo: string; readonly isLast: boolean },
): Promise<boolean> =>
  announcements.change({ _id, upTo: from, state: 'due' }, { upTo, state: isLast ? 'told' : 'due' })

export const settleAnnouncement = (id: string): Promise<boolean> =>
  announcements.change({ _id: id, state: 'due' }, { state: 'told' })
