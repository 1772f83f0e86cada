/** What editors do: draft an event, change it, publish it. */

import { AppError, type FieldMessages } from '../../../miniprogram/contract/errors'
import type { EventContent } from '../../../miniprogram/contract/event-editing'
import type { Caller } from '../../platform/caller'
import { derivedId } from '../../platform/ids'
import type { Handler, Handlers } from '../../platform/serve'
import { type Body, nameOf, readBodies } from '../organisations/records'
import { bodyToWriteFor } from '../organisations/writing'
import { editableEvent } from './editable'
import { listManaged } from './listing/managed'
import { cancel, readDelivery, settleEvent } from './publishing/cancelling'
import { capacitiesFrom, contentFrom, nextFormVersion, recordFrom, termsFrom } from './publishing/content'
import { checkPicture, linksOf, requireFitPictures } from './publishing/pictures'
import { changeEvent, insertEvent, publishEvent, writeRecap } from './publishing/records'
import { capacityProblems, changesInWords, contentProblems, picturesOf } from './publishing/rules'
import { describeDetail } from './publishing/showing'
import { insertForm } from './questions'
import type { EventRecord, Unsettled } from './records'
import { insertSeats, openSeats, readSeatsFor } from './seats'

const chosenHost = (hostId: string, caller: Caller): Promise<Body> =>
  bodyToWriteFor(hostId, caller, 'content.hostId')

const underContent = (fields: FieldMessages): FieldMessages =>
  Object.fromEntries(Object.entries(fields).map(([field, message]) => [`content.${field}`, message]))

/** Refuses what does not fit together, pictures that nobody looked over, and bodies that there are not. */
async function checkContent(content: EventContent): Promise<void> {
  const fields = contentProblems(content) ?? (await unknownBodies(content))
  if (fields) throw new AppError('INVALID_INPUT', { fields: underContent(fields) })
  await requireFitPictures(picturesOf(content.cover, content.blocks))
}

/** Bodies of other colleges may be named too; one that has closed since stays named. */
async function unknownBodies({
  coHostIds,
  admittedBodyIds,
}: EventContent): Promise<FieldMessages | undefined> {
  const known = await readBodies([...coHostIds, ...admittedBodyIds])
  if (!coHostIds.every((bodyId) => known.has(bodyId))) return { coHostIds: '有协办单位已不存在' }
  if (!admittedBodyIds.every((bodyId) => known.has(bodyId))) return { admittedBodyIds: '有组织已不存在' }
  return undefined
}

const readDraft: Handler<'events.readDraft'> = async ({ eventId }, { caller }) => {
  const [event, seats] = await Promise.all([
    editableEvent(eventId, caller),
    readSeatsFor(eventId, caller.personId),
  ])
  if (!seats) throw new AppError('NOT_FOUND')
  const named = [event.hostId, ...event.coHostIds, ...seats.admittedBodyIds]
  const [links, bodies] = await Promise.all([
    linksOf(picturesOf(event.cover, [...event.blocks, ...event.recap])),
    readBodies(named),
  ])
  return {
    eventId,
    revision: event.revision,
    status: event.status,
    content: contentFrom(event, seats),
    recap: event.recap,
    pictures: [...links].map(([fileId, url]) => ({ fileId, url })),
    bodies: named.map((bodyId) => nameOf(bodies, bodyId)),
  }
}

const newEvent = { status: 'draft', revision: 1, recap: [], cancellation: null, unsettled: null } as const

const create: Handler<'events.create'> = async ({ draftKey, content }, { caller }) => {
  await checkContent(content)
  const host = await chosenHost(content.hostId, caller)
  // The same draft sent again is the same event.
  const eventId = derivedId('event', caller.personId, draftKey)
  const formVersion = content.questions.length > 0 ? 1 : 0
  await insertForm(eventId, formVersion, content.questions)
  await insertSeats(eventId, { ...termsFrom(content, formVersion), isOpen: false }, capacitiesFrom(content))
  const event = { ...newEvent, ...recordFrom(content, host), formVersion, createdBy: caller.personId }
  await insertEvent({ ...event, _id: eventId })
  const { revision } = await editableEvent(eventId, caller)
  return { eventId, revision }
}

const change: Handler<'events.change'> = async (input, { caller, now }) => {
  const { eventId, revision, content, tellsPeople } = input
  await checkContent(content)
  const event = await editableEvent(eventId, caller)
  const host = await chosenHost(content.hostId, caller)
  await checkCapacities(eventId, content, caller)
  // What a change that was cut off left behind comes first, or its words and its terms would be lost.
  await settleEvent(event, now)
  const record = { ...recordFrom(content, host), formVersion: nextFormVersion(event, content) }
  const words = tellsPeople && event.status === 'published' ? changesInWords(event, record) : []
  const terms = { terms: termsFrom(content, record.formVersion), capacities: capacitiesFrom(content) }
  const unsettled: Unsettled = { kind: 'changed', at: now, revision: revision + 1, words, ...terms }
  // The revision decides between two editors; only the winner goes on to the seats.
  if (!(await changeEvent(eventId, revision, record, unsettled))) throw new AppError('EVENT_CHANGED')
  await settleEvent({ ...event, ...record, unsettled }, now)
  // Somebody may have taken a seat since the capacity was checked: then it stays, and the editor is told.
  await checkCapacities(eventId, content, caller)
  return { eventId, revision: revision + 1 }
}

/** Refuses capacities below the seats already given, in all and by category. */
async function checkCapacities(eventId: string, content: EventContent, caller: Caller): Promise<void> {
  const seats = await readSeatsFor(eventId, caller.personId)
  if (!seats) throw new AppError('NOT_FOUND')
  const fields = capacityProblems(seats, content)
  if (fields) throw new AppError('INVALID_INPUT', { fields: underContent(fields) })
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
  await checkContent(content)
  const host = await chosenHost(content.hostId, caller)
  const event: EventRecord = {
    ...newEvent,
    _id: 'preview',
    ...recordFrom(content, host),
    formVersion: 0,
    status: 'published',
    createdBy: caller.personId,
  }
  const { capacity, capacityBy } = capacitiesFrom(content)
  const counts = { capacity, capacityBy, left: capacity, leftBy: capacityBy, waiting: 0 }
  const seats = { _id: event._id, isOpen: true, ...termsFrom(content, 0), ...counts, own: undefined }
  return { event: await describeDetail(event, seats, false) }
}

const saveRecap: Handler<'events.saveRecap'> = async ({ eventId, revision, blocks }, { caller, now }) => {
  await requireFitPictures(picturesOf(undefined, blocks))
  const event = await editableEvent(eventId, caller)
  if (event.status !== 'published' || event.endsAt > now) throw new AppError('EVENT_NOT_OVER')
  if (!(await writeRecap(eventId, revision, blocks))) throw new AppError('EVENT_CHANGED')
  return { revision: revision + 1 }
}

export const editing: Pick<
  Handlers<'events'>,
  | 'events.listManaged'
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
