/**
 * The domain of events inside a test, with the real SDK against the local database: there hundreds of histories take
 * seconds, a function can be made to die anywhere, and a guard can be taken away to see what it guards against.
 */
import type { Handler } from '../../cloudfunctions/platform/serve'
import type { Category } from '../../miniprogram/contract/event-content'
import type { TestWorld } from './world'

const hourMs = 3_600_000

/** To be called once the world stands; the SDK reads where it is at every request. */
export async function loadEvents(world: TestWorld) {
  Object.assign(process.env, world.cloud.environment({}))
  const [cloud, seats, changes, records, editing, rules, queue, signingUp, guests, door, places, checks] =
    await Promise.all([
      import('../../cloudfunctions/platform/cloud'),
      import('../../cloudfunctions/domain/events/seats'),
      import('../../cloudfunctions/domain/events/seat-changes'),
      import('../../cloudfunctions/domain/events/records'),
      import('../../cloudfunctions/domain/events/publishing/records'),
      import('../../cloudfunctions/domain/events/rules'),
      import('../../cloudfunctions/domain/events/queue'),
      import('../../cloudfunctions/domain/events/signing-up'),
      import('../../cloudfunctions/domain/events/guests'),
      import('../../cloudfunctions/domain/events/checking-in'),
      import('../../cloudfunctions/domain/events/places'),
      import('../../cloudfunctions/domain/seat-checks'),
    ])
  return { cloud, seats, changes, records, editing, rules, queue, signingUp, guests, door, places, checks }
}
export type Events = Awaited<ReturnType<typeof loadEvents>>

const nowMs = Date.now()
export const openTerms = {
  admission: 'everyone' as const,
  admittedBodyIds: [],
  opensAt: new Date(nowMs - hourMs),
  closesAt: new Date(nowMs + 10 * hourMs),
  endsAt: new Date(nowMs + 20 * hourMs),
  companionsAtMost: 2,
  formVersion: 0,
}

let made = 0

/** An event that is open to everybody, with seats for so many. */
export async function beginEvent(
  { seats, editing }: Events,
  capacity: number,
  categories: readonly Category[] = [],
): Promise<string> {
  const eventId = `within-${made++}`
  const terms = { ...openTerms, openCategories: seats.openCategoriesOf(categories) }
  await seats.insertSeats(eventId, { ...terms, isOpen: true }, seats.capacitiesOf(capacity, categories))
  await editing.insertEvent({
    _id: eventId,
    hostId: 'jiangcheng',
    bodyPath: ['jiangcheng'],
    coHostIds: [],
    title: '银杏大道重走',
    cover: { kind: 'art', art: 'ginkgo' },
    blocks: [],
    place: '南校门',
    venue: { name: '南校门', address: '' },
    meeting: null,
    agenda: [],
    cancelsUntil: null,
    recap: [],
    cancellation: null,
    unsettled: null,
    startsAt: new Date(nowMs + 11 * hourMs),
    endsAt: openTerms.endsAt,
    categories,
    questions: [],
    formVersion: 0,
    status: 'published',
    revision: 1,
    createdBy: 'editor',
  })
  return eventId
}

/** A call by somebody of that id, who is recognised and edits for the university. */
export const contextOf = (personId: string): Parameters<Handler<'events.signUp'>>[1] => ({
  caller: {
    personId,
    openid: personId,
    person: { name: personId, isVerified: true, educations: [], bodyPath: [], memberOf: [] },
    grants: [{ role: 'editor', bodyId: 'jiangcheng' }],
  },
  now: new Date(),
  requestId: 'r',
})

/** A volunteer's scan of somebody's ticket, picked by hand. */
export async function scanWithin(
  { records, door }: Events,
  eventId: string,
  holderId: string,
  scanId: string,
) {
  const [event, signUp] = await Promise.all([
    records.readEvent(eventId),
    records.readSignUp(eventId, holderId),
  ])
  if (!event) throw new Error('there is no such event')
  const by = { personId: 'volunteer', name: '志愿者' }
  const scan = { scanId, at: new Date(), way: 'hand' as const, by }
  return door.letIn(event, { holderId }, signUp, undefined, scan, new Date())
}
