/** An event's content as it is stored, and back again; pure. */
import { isDeepStrictEqual } from 'node:util'
import type { EventContent } from '../../../../miniprogram/contract/event-editing'
import type { Body } from '../../organisations/records'
import type { EventRecord } from '../records'
import { type Capacities, capacitiesOf, openCategoriesOf, type SeatsFor, type SeatTerms } from '../seats'
import type { EditedRecord } from './records'

/** The place in one line. */
export function placeOf({ venue, meeting }: Pick<EventContent, 'venue' | 'meeting'>): string {
  if (venue.name === '') return '线上'
  return meeting ? `${venue.name}（同步线上）` : venue.name
}

export const recordFrom = (content: EventContent, host: Pick<Body, '_id' | 'bodyPath'>): EditedRecord => ({
  hostId: host._id,
  bodyPath: host.bodyPath,
  coHostIds: content.coHostIds.filter((bodyId) => bodyId !== host._id),
  title: content.title,
  cover: content.cover,
  blocks: content.blocks,
  place: placeOf(content),
  venue: content.venue,
  meeting: content.meeting ?? null,
  agenda: content.agenda,
  startsAt: new Date(content.startsAt),
  endsAt: new Date(content.endsAt),
  cancelsUntil: content.cancelsUntil === undefined ? null : new Date(content.cancelsUntil),
  categories: content.categories,
  questions: content.questions,
})

/** What the seats are to say of it. */
export const termsFrom = (content: EventContent, formVersion: number): Omit<SeatTerms, 'isOpen'> => ({
  admission: content.admission,
  admittedBodyIds: content.admission === 'bodies' ? content.admittedBodyIds : [],
  opensAt: new Date(content.signUpOpensAt),
  closesAt: new Date(content.signUpClosesAt),
  endsAt: new Date(content.endsAt),
  companionsAtMost: content.companionsAtMost,
  formVersion,
  openCategories: openCategoriesOf(content.categories),
})

export const capacitiesFrom = ({ capacity, categories }: EventContent): Capacities =>
  capacitiesOf(capacity, categories)

export const contentFrom = (event: EventRecord, seats: SeatsFor): EventContent => ({
  hostId: event.hostId,
  coHostIds: [...event.coHostIds],
  title: event.title,
  cover: event.cover,
  blocks: [...event.blocks],
  venue: event.venue,
  ...(event.meeting ? { meeting: event.meeting } : {}),
  agenda: [...event.agenda],
  startsAt: event.startsAt.getTime(),
  endsAt: event.endsAt.getTime(),
  signUpOpensAt: seats.opensAt.getTime(),
  signUpClosesAt: seats.closesAt.getTime(),
  ...(event.cancelsUntil ? { cancelsUntil: event.cancelsUntil.getTime() } : {}),
  admission: seats.admission,
  admittedBodyIds: [...seats.admittedBodyIds],
  capacity: seats.capacity,
  companionsAtMost: seats.companionsAtMost,
  categories: [...event.categories],
  questions: [...event.questions],
})

/** The version of the form after a change: the next one when anything is asked differently. */
export const nextFormVersion = (before: EventRecord, content: EventContent): number =>
  isDeepStrictEqual(before.questions, content.questions) ? before.formVersion : before.formVersion + 1
