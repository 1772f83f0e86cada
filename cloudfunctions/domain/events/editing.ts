/** What editors do: draft an event, change it, publish it. */

import { AppError } from '../../../miniprogram/contract/errors'
import type { EventContent } from '../../../miniprogram/contract/event-editing'
import { bodiesFor, type Caller, reaches } from '../../platform/caller'
import { derivedId } from '../../platform/ids'
import type { Handler, Handlers } from '../../platform/serve'
import { type Body, listBodiesBelow, readBody } from '../organisations/records'
import { editableEvent } from './editable'
import { cancel, readDelivery, settleUntold } from './publishing/cancelling'
import { contentFrom, nextFormVersion, recordFrom } from './publishing/content'
import { checkPicture, linksOf, requireEventPictures } from './publishing/pictures'
import { changeEvent, insertEvent, insertForm, publishEvent, writeRecap } from './publishing/records'
import { changesInWords, contentProblems, picturesOf } from './publishing/rules'
import { describeDetail } from './publishing/showing'
import { promoteWaiting } from './queue'
import { type EventRecord, listHostedBelow, readEvent, type Untold } from './records'
import { changeTerms, insertSeats, openSeats, readSeatsFor, type SeatTerms } from './seats'
import { describeEvents } from './views'

const listManaged: Handler<'events.listManaged'> = async (_input, { caller }) => {
  const hosted = await listHostedBelow(bodiesFor('volunteer', caller))
  const single = await Promise.all(
    caller.grants.flatMap(({ eventId }) => (eventId ? [readEvent(eventId)] : [])),
  )
  const events = [...hosted, ...single.filter((event) => event !== undefined)]
  const unique = [...new Map(events.map((event) => [event._id, event])).values()]
  const isEditor = (event: EventRecord) => reaches('editor', caller, event.bodyPath)
  const shown = unique.filter((event) => event.status !== 'draft' || isEditor(event))
  const editable = new Set(shown.filter(isEditor).map(({ _id }) => _id))
  const described = await describeEvents(shown)
  return { events: described.map((event) => ({ ...event, isEditable: editable.has(event.eventId) })) }
}

const listHosts: Handler<'events.listHosts'> = async (_input, { caller }) => {
  const hosts = await listBodiesBelow(bodiesFor('editor', caller))
  return { hosts: hosts.map(({ _id, name }) => ({ bodyId: _id, name })) }
}

/** The body that is to host, within the editor's reach. */
async function chosenHost(hostId: string, caller: Caller): Promise<Body> {
  const host = await readBody(hostId)
  if (!host || !reaches('editor', caller, host.bodyPath)) throw new AppError('NOT_FOUND')
  return host
}

function checkContent(content: EventContent): void {
  requireEventPictures(picturesOf(content.cover, content.blocks))
  const fields = contentProblems(content)
  if (!fields) return
  const paths = Object.entries(fields).map(([field, message]) => [`content.${field}`, message])
  throw new AppError('INVALID_INPUT', { fields: Object.fromEntries(paths) })
}

const termsFrom = (content: EventContent): Omit<SeatTerms, 'isOpen'> => ({
  admission: content.admission,
  opensAt: new Date(content.signUpOpensAt),
  closesAt: new Date(content.signUpClosesAt),
})

const readDraft: Handler<'events.readDraft'> = async ({ eventId }, { caller }) => {
  const [event, seats] = await Promise.all([
    editableEvent(eventId, caller),
    readSeatsFor(eventId, caller.personId),
  ])
  if (!seats) throw new AppError('NOT_FOUND')
  const links = await linksOf(picturesOf(event.cover, [...event.blocks, ...event.recap]))
  return {
    eventId,
    revision: event.revision,
    status: event.status,
    content: contentFrom(event, seats),
    recap: event.recap,
    pictures: [...links].map(([fileId, url]) => ({ fileId, url })),
  }
}

const newEvent = { status: 'draft', revision: 1, formVersion: 1, recap: [], cancellation: null, untold: null } as const

const create: Handler<'events.create'> = async ({ draftKey, content }, { caller }) => {
  checkContent(content)
  const host = await chosenHost(content.hostId, caller)
  // The same draft sent again is the same event.
  const eventId = derivedId('event', caller.personId, draftKey)
  await insertSeats(eventId, { ...termsFrom(content), isOpen: false }, content.capacity)
  const event = { ...newEvent, _id: eventId, ...recordFrom(content, host), createdBy: caller.personId }
  await insertEvent(event)
  const created = await editableEvent(eventId, caller)
  await insertForm(created)
  return { eventId, revision: created.revision }
}

const change: Handler<'events.change'> = async (input, { caller, now }) => {
  const { eventId, revision, content, tellsPeople } = input
  checkContent(content)
  const event = await editableEvent(eventId, caller)
  const host = await chosenHost(content.hostId, caller)
  const capacity = await checkCapacity(eventId, content.capacity, caller)
  // What a change that was cut off left behind comes first, or its word and its questions would be lost.
  await Promise.all([settleUntold(event, now), insertForm(event)])
  const record = { ...recordFrom(content, host), formVersion: nextFormVersion(event, content) }
  const words = tellsPeople && event.status === 'published' ? changesInWords(event, record) : []
  const untold: Untold = { kind: 'changed', at: now, revision: revision + 1, words }
  // The revision decides between two editors; only the winner goes on to the seats.
  const isChanged = await changeEvent(eventId, revision, record, words.length > 0 ? untold : null)
  if (!isChanged) throw new AppError('EVENT_CHANGED')
  await insertForm({ _id: eventId, ...record })
  await changeTerms(eventId, termsFrom(content), { from: capacity, to: content.capacity })
  // Somebody may have taken a seat since the capacity was checked: then it stays, and the editor is told.
  await checkCapacity(eventId, content.capacity, caller)
  await promoteWaiting(eventId, now)
  if (words.length > 0) await settleUntold({ ...event, untold }, now)
  return { eventId, revision: revision + 1 }
}

/** Refuses a capacity below the seats already given; returns the capacity as it stands. */
async function checkCapacity(eventId: string, wanted: number, caller: Caller): Promise<number> {
  const seats = await readSeatsFor(eventId, caller.personId)
  if (!seats) throw new AppError('NOT_FOUND')
  const given = seats.capacity - seats.left
  if (wanted < given) {
    throw new AppError('INVALID_INPUT', {
      fields: { 'content.capacity': `已有${given}人确认，名额不能更少` },
    })
  }
  return seats.capacity
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

const preview: Handler<'events.preview'> = async ({ content }, { caller }) => {
  checkContent(content)
  const host = await chosenHost(content.hostId, caller)
  const event: EventRecord = {
    ...newEvent,
    _id: 'preview',
    ...recordFrom(content, host),
    status: 'published',
    createdBy: caller.personId,
  }
  const { capacity } = content
  const seats = { _id: event._id, isOpen: true, ...termsFrom(content), capacity, left: capacity, waiting: 0 }
  return { event: await describeDetail(event, { ...seats, own: undefined }, false) }
}

const saveRecap: Handler<'events.saveRecap'> = async ({ eventId, revision, blocks }, { caller, now }) => {
  requireEventPictures(picturesOf(undefined, blocks))
  const event = await editableEvent(eventId, caller)
  if (event.status !== 'published' || event.endsAt > now) throw new AppError('EVENT_NOT_OVER')
  if (!(await writeRecap(eventId, revision, blocks))) throw new AppError('EVENT_CHANGED')
  return { revision: revision + 1 }
}

export const editing: Pick<
  Handlers<'events'>,
  | 'events.listManaged'
  | 'events.listHosts'
  | 'events.readDraft'
  | 'events.create'
  | 'events.change'
  | 'events.publish'
  | 'events.preview'
  | 'events.checkPicture'
  | 'events.cancel'
  | 'events.readDelivery'
  | 'events.saveRecap'
> = {
  'events.listManaged': listManaged,
  'events.listHosts': listHosts,
  'events.readDraft': readDraft,
  'events.create': create,
  'events.change': change,
  'events.publish': publish,
  'events.preview': preview,
  'events.checkPicture': checkPicture,
  'events.cancel': cancel,
  'events.readDelivery': readDelivery,
  'events.saveRecap': saveRecap,
}
