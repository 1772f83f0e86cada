/** What editors do: draft an event, change it, publish it. */

import { AppError } from '../../../miniprogram/contract/errors'
import type { EventContent } from '../../../miniprogram/contract/event-editing'
import { bodiesFor, type Caller, reaches } from '../../platform/caller'
import { derivedId } from '../../platform/ids'
import type { Handler, Handlers } from '../../platform/serve'
import { type Body, listBodiesBelow, readBody } from '../organisations/records'
import { promoteWaiting } from './queue'
import {
  changeEvent,
  type EventRecord,
  insertEvent,
  listHostedBelow,
  publishEvent,
  readEvent,
} from './records'
import { contentProblems } from './rules'
import {
  type Capacities,
  capacitiesOf,
  changeTerms,
  insertSeats,
  openCategoriesOf,
  openSeats,
  readSeatsFor,
  type SeatTerms,
} from './seats'
import { describeEvents } from './views'

const listManaged: Handler<'events.listManaged'> = async (_input, { caller }) => {
  const hosted = await listHostedBelow(bodiesFor('volunteer', caller))
  const single = await Promise.all(
    caller.grants.flatMap(({ eventId }) => (eventId ? [readEvent(eventId)] : [])),
  )
  const events = [...hosted, ...single.filter((event) => event !== undefined)]
  const unique = [...new Map(events.map((event) => [event._id, event])).values()]
  const isEditor = (event: EventRecord) => reaches('editor', caller, event.bodyPath)
  return {
    events: await describeEvents(unique.filter((event) => event.status !== 'draft' || isEditor(event))),
  }
}

const listHosts: Handler<'events.listHosts'> = async (_input, { caller }) => {
  const hosts = await listBodiesBelow(bodiesFor('editor', caller))
  return { hosts: hosts.map(({ _id, name }) => ({ bodyId: _id, name })) }
}

/** An event within the editor's reach; one outside is answered like one that does not exist. */
async function editableEvent(eventId: string, caller: Caller): Promise<EventRecord> {
  const event = await readEvent(eventId)
  if (!event || !reaches('editor', caller, event.bodyPath)) throw new AppError('NOT_FOUND')
  return event
}

/** The body that is to host, within the editor's reach. */
async function chosenHost(hostId: string, caller: Caller): Promise<Body> {
  const host = await readBody(hostId)
  if (!host || !reaches('editor', caller, host.bodyPath)) throw new AppError('NOT_FOUND')
  return host
}

function checkContent(content: EventContent): void {
  const fields = contentProblems(content)
  if (!fields) return
  const paths = Object.entries(fields).map(([field, message]) => [`content.${field}`, message])
  throw new AppError('INVALID_INPUT', { fields: Object.fromEntries(paths) })
}

const recordFrom = (content: EventContent, host: Body) => ({
  hostId: host._id,
  bodyPath: host.bodyPath,
  title: content.title,
  description: content.description,
  place: content.place,
  startsAt: new Date(content.startsAt),
  endsAt: new Date(content.endsAt),
})

const termsFrom = (content: EventContent): Omit<SeatTerms, 'isOpen'> => ({
  admission: content.admission,
  opensAt: new Date(content.signUpOpensAt),
  admittedBodyIds: [],
  closesAt: new Date(content.signUpClosesAt),
  endsAt: new Date(content.endsAt),
  companionsAtMost: 0,
  formVersion: 0,
  openCategories: openCategoriesOf([]),
})

const readDraft: Handler<'events.readDraft'> = async ({ eventId }, { caller }) => {
  const [event, seats] = await Promise.all([
    editableEvent(eventId, caller),
    readSeatsFor(eventId, caller.personId),
  ])
  if (!seats) throw new AppError('NOT_FOUND')
  return {
    eventId,
    revision: event.revision,
    status: event.status,
    content: {
      hostId: event.hostId,
      title: event.title,
      description: event.description,
      place: event.place,
      startsAt: event.startsAt.getTime(),
      endsAt: event.endsAt.getTime(),
      signUpOpensAt: seats.opensAt.getTime(),
      signUpClosesAt: seats.closesAt.getTime(),
      admission: seats.admission,
      capacity: seats.capacity,
    },
  }
}

const create: Handler<'events.create'> = async ({ draftKey, content }, { caller }) => {
  checkContent(content)
  const host = await chosenHost(content.hostId, caller)
  // The same draft sent again is the same event.
  const eventId = derivedId('event', caller.personId, draftKey)
  await insertSeats(eventId, { ...termsFrom(content), isOpen: false }, capacitiesOf(content.capacity, []))
  await insertEvent({
    _id: eventId,
    ...recordFrom(content, host),
    status: 'draft',
    revision: 1,
    createdBy: caller.personId,
    categories: [],
    questions: [],
    formVersion: 0,
  })
  const event = await editableEvent(eventId, caller)
  return { eventId, revision: event.revision }
}

const change: Handler<'events.change'> = async ({ eventId, revision, content }, { caller, now }) => {
  checkContent(content)
  await editableEvent(eventId, caller)
  const host = await chosenHost(content.hostId, caller)
  const capacity = await checkCapacity(eventId, content.capacity, caller)
  // The revision decides between two editors; only the winner goes on to the seats.
  const isChanged = await changeEvent(eventId, revision, recordFrom(content, host))
  if (!isChanged) throw new AppError('EVENT_CHANGED')
  await changeTerms(eventId, termsFrom(content), capacity, capacitiesOf(content.capacity, []))
  // Somebody may have taken a seat since the capacity was checked: then it stays, and the editor is told.
  await checkCapacity(eventId, content.capacity, caller)
  await promoteWaiting(eventId, now)
  return { eventId, revision: revision + 1 }
}

/** Refuses a capacity below the seats already given; returns the capacity as it stands. */
async function checkCapacity(eventId: string, wanted: number, caller: Caller): Promise<Capacities> {
  const seats = await readSeatsFor(eventId, caller.personId)
  if (!seats) throw new AppError('NOT_FOUND')
  const given = seats.capacity - seats.left
  if (wanted < given) {
    throw new AppError('INVALID_INPUT', {
      fields: { 'content.capacity': `已有${given}人确认，名额不能更少` },
    })
  }
  return seats
}

const publish: Handler<'events.publish'> = async ({ eventId, revision }, { caller }) => {
  const event = await editableEvent(eventId, caller)
  if (event.status === 'published') return { status: 'published' }
  if (event.revision !== revision || event.status !== 'draft') throw new AppError('EVENT_CHANGED')
  // Seats first: a published event that nobody can sign up for is worse than open seats nobody knows of.
  await openSeats(eventId)
  if (!(await publishEvent(eventId, revision))) throw new AppError('EVENT_CHANGED')
  return { status: 'published' }
}

export const editing: Pick<
  Handlers<'events'>,
  | 'events.listManaged'
  | 'events.listHosts'
  | 'events.readDraft'
  | 'events.create'
  | 'events.change'
  | 'events.publish'
> = {
  'events.listManaged': listManaged,
  'events.listHosts': listHosts,
  'events.readDraft': readDraft,
  'events.create': create,
  'events.change': change,
  'events.publish': publish,
}
