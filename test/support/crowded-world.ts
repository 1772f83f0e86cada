/**
 * The sample world with more than fifty of everything that can be listed, straight into the database. What lies there
 * is enough to be listed and not more: seats, sums and seals do not add up, so that no invariant is asked about it.
 */
import type { MergeRecord } from '../../cloudfunctions/domain/merges/records'
import type { RosterBatch } from '../../cloudfunctions/domain/roster/batches'
import type { FileRow } from '../../cloudfunctions/domain/roster/records'
import { personIdOf } from '../../cloudfunctions/platform/ids'
import { bodyIds } from '../../local/seed/body-ids'
import { anniversaryIds } from '../../local/seed/celebration'
import { eventIds } from '../../local/seed/event-ids'
import { projectIds } from '../../local/seed/giving'
import { personas } from '../../local/seed/personas'
import { verificationStatuses } from '../../miniprogram/contract/alumni'
import { invoiceStates } from '../../miniprogram/contract/giving-invoices'
import { bankRowStates, giftStatuses } from '../../miniprogram/contract/giving-offline'
import { projectStatuses } from '../../miniprogram/contract/giving-projects'
import { articleStatuses } from '../../miniprogram/contract/news-editing'
import { type BodyKind, bodyKinds } from '../../miniprogram/contract/organisations'
import { roles } from '../../miniprogram/contract/roles'
import { rosterVerdicts } from '../../miniprogram/contract/roster'
import { copy, copyEvents } from './copies'
import { someMorning, type TestWorld } from './world'

/** More than the fifty rows that a reply may hold. */
const many = 65
/** Nobody pages through colleges: no university has fifty. */
const manyColleges = 30

/** A city of few people is told of nowhere. */
const manyCities = 13

const dayMs = 86_400_000
const dayFrom = (at: number) => new Date(someMorning + at * dayMs)
const keysOf = <Key extends string>(words: Readonly<Record<Key, unknown>>) => Object.keys(words) as Key[]

/** Who may see everything, has done everything, and leads a class. */
export const everyoneKey = 'alumnus'
export const everyoneId = personIdOf(personas.find(({ key }) => key === everyoneKey)?.openid ?? '')

export async function crowd(world: TestWorld): Promise<void> {
  await crowdBodies(world)
  await crowdPeople(world)
  await crowdEvents(world)
  await crowdStories(world)
  await crowdMoney(world)
  await crowdOffice(world)
  // Home was put together before; it is made anew for the next who looks.
  const [home] = await world.cloud.database.find('snapshots', { _id: 'home' })
  await world.cloud.database.upsert('snapshots', [{ ...(home as { _id: string }), takenAt: dayFrom(-1) }])
}

async function crowdBodies(world: TestWorld): Promise<void> {
  const below = (kind: BodyKind, count: number) =>
    copy(world, 'bodies', { _id: bodyIds.bridges }, kind, count, (at) => ({
      kind,
      name: `${bodyKinds[kind]} ${at}`,
      plainName: `${bodyKinds[kind]}${at}`,
      bodyPath: [bodyIds.university, `${kind}-${String(at).padStart(3, '0')}`],
    }))
  await below('association', many)
  await below('branch', many)
  await below('college', manyColleges)
  await copy(world, 'bodies', { kind: 'class', parentId: bodyIds.civil }, 'class', many, (at) => ({
    name: `${at} 班`,
    plainName: `${at}班`,
    bodyPath: [bodyIds.university, bodyIds.civil, `class-${String(at).padStart(3, '0')}`],
  }))
  await world.cloud.database.upsert(
    'memberships',
    Array.from({ length: many }, (_, at) => [
      membership(`association-${String(at).padStart(3, '0')}`, everyoneId),
      membership(bodyIds.bridges, `verified-${String(at).padStart(3, '0')}`),
    ]).flat(),
  )
}

const membership = (bodyId: string, personId: string) => ({
  _id: `${bodyId}:${personId}`,
  bodyId,
  personId,
  status: 'asked',
  askedAt: dayFrom(-1),
  since: null,
  until: null,
  by: '',
  unsettled: null,
})

async function crowdPeople(world: TestWorld): Promise<void> {
  const { database } = world.cloud
  const [everyone] = (await database.find('people', { _id: everyoneId })) as unknown as [Crowding]
  for (const status of keysOf(verificationStatuses)) {
    const ids = await copy(world, 'people', { _id: everyoneId }, status, many, (at) => ({
      cardNumber: `${status}${at}`,
      // Whoever waits might be the same as everyone.
      ...(status === 'verified' ? { name: `林${at}`, city: `城${at % manyCities}` } : {}),
      verification: { ...everyone.verification, status },
      phone: null,
      grants: status === 'verified' ? [{ role: 'editor', bodyId: bodyIds.university }] : [],
    }))
    await world.writePeople(await database.find('people', { _id: { $in: ids } }))
  }
  const associations = Array.from({ length: many }, (_, at) => `association-${String(at).padStart(3, '0')}`)
  const grants = keysOf(roles).map((role) => ({ role, bodyId: bodyIds.university }))
  const blockedIds = associations.map((_id, at) => `refused-${String(at).padStart(3, '0')}`)
  await world.writePeople([{ ...everyone, grants, memberOf: associations, blockedIds }])
  const [ownClass] = await database.find('bodies', { kind: 'class', parentId: bodyIds.civil })
  const leads = [{ personId: everyoneId, office: '联络人' }]
  await database.upsert('bodies', [{ ...(ownClass as { _id: string }), leads }])
  const contact = (fromId: string, toId: string) => ({
    ...{ _id: `${fromId}:${toId}`, fromId, toId, message: '老同学，好久不见', reply: '' },
    ...{ status: 'waiting', askedAt: dayFrom(-1), checks: 0, checkAt: dayFrom(-1), untold: false },
  })
  await database.upsert(
    'contactRequests',
    Array.from({ length: many }, (_, at) => `verified-${String(at).padStart(3, '0')}`).flatMap((id) => [
      contact(everyoneId, id),
      contact(id, everyoneId),
    ]),
  )
  await copy(world, 'rosterRows', {}, 'roster', many, (at) => ({ name: everyone.name, matchKey: `${at}` }))
}

type Crowding = { readonly _id: string; readonly name: string; readonly verification: object }

async function crowdEvents(world: TestWorld): Promise<void> {
  const { database } = world.cloud
  const coming = await copyEvents(world, eventIds.homecoming, 'coming', many, { from: dayFrom(1) })
  const over = await copyEvents(world, eventIds.homecoming, 'over', many, { from: dayFrom(-300) })
  const draft = () => ({ status: 'draft' })
  await copyEvents(world, eventIds.homecoming, 'draft', many, { from: dayFrom(1), over: draft })
  const signedUp = [...coming, ...over]
  await copy(world, 'signUps', { status: 'confirmed' }, 'sign-up', signedUp.length, (at) => ({
    _id: `${signedUp[at]}:${everyoneId}`,
    eventId: signedUp[at],
    personId: everyoneId,
  }))
  const seats = await database.find('seats', { _id: { $in: coming } })
  const holders = { [everyoneId]: { at: dayFrom(-1), seats: 1 } }
  await database.upsert(
    'seats',
    seats.map((one) => ({ ...(one as { _id: string }), holders })),
  )
  await copy(world, 'feedback', { eventId: eventIds.concert }, 'feedback', many, (at) => ({
    personId: `verified-${at}`,
    words: '很好',
    state: 'shown',
  }))
  await copy(world, 'checkIns', { eventId: eventIds.lecture }, 'check-in', many)
  await copy(world, 'announcements', { eventId: eventIds.cancelled }, 'announcement', many)
  await database.upsert(
    'anniversaryActivities',
    coming.map((eventId) => ({
      _id: `${anniversaryIds.university}:${eventId}`,
      eventId,
      anniversaryId: anniversaryIds.university,
    })),
  )
}

async function crowdStories(world: TestWorld): Promise<void> {
  const shown = { shown: null, isPublic: false, publishedAt: null }
  for (const status of keysOf(articleStatuses))
    await copy(world, 'articles', { _id: 'article-notice' }, status, many, () => ({
      status,
      ...(status === 'published' ? {} : shown),
    }))
  await copy(world, 'articleVersions', { articleId: 'article-notice' }, 'version', many, (at) => ({
    version: at + 1,
  }))
  await copy(world, 'anniversaries', { _id: anniversaryIds.university }, 'anniversary', many)
  const waiting = { personId: everyoneId, state: 'waiting', cause: 'words' }
  await copy(world, 'wishes', { state: 'shown' }, 'wish', many, () => ({ personId: everyoneId }))
  await copy(world, 'wishes', { state: 'shown' }, 'waiting', many, () => waiting)
}

async function crowdMoney(world: TestWorld): Promise<void> {
  const scholarship = { _id: projectIds.scholarship }
  for (const status of keysOf(projectStatuses))
    await copy(world, 'projects', scholarship, `project-${status}`, many, (at) => ({ status, order: at }))
  await copy(world, 'projectNotes', { projectId: projectIds.scholarship }, 'note', many)
  const ownGift = (at: number) => ({
    personId: everyoneId,
    projectId: projectIds.scholarship,
    orderNo: `D${at}`,
    words: { text: '祝母校生日快乐', state: 'waiting' },
  })
  await copy(world, 'gifts', { way: 'wechat', status: 'received' }, 'gift', many, ownGift)
  const paid = { state: 'paid' }
  await copy(world, 'orders', paid, 'order', many, (at) => ({ _id: `D${at}`, personId: everyoneId }))
  for (const status of keysOf(giftStatuses))
    await copy(world, 'gifts', { way: 'transfer' }, `gift-${status}`, many, (at) => ({
      status,
      orderNo: `${status}${at}`,
    }))
  for (const state of ['requested', 'processing', 'success'])
    await copy(world, 'refunds', {}, `refund-${state}`, many, () => ({ state }))
  for (const state of ['open', 'resolved'])
    await copy(world, 'exceptions', {}, `exception-${state}`, many, () => ({
      state,
      resolution:
        state === 'open' ? null : { by: everyoneId, at: dayFrom(0), reason: '已核实', entered: false },
    }))
  for (const state of keysOf(bankRowStates))
    await copy(world, 'bankRows', {}, `bank-row-${state}`, many, () => ({ state }))
  // A request is of the gift whose id it has.
  const giftOf = { asked: 'gift-received', issued: 'gift-refunded', returned: 'gift-dropped' }
  for (const state of keysOf(invoiceStates))
    await copy(world, 'giftInvoices', {}, giftOf[state], many, () => ({ state, details: null }))
  const [bill] = await world.cloud.database.find('bills')
  const days = Array.from({ length: many }, (_, at) =>
    dayFrom(-1 - at)
      .toISOString()
      .slice(0, 10),
  )
  await world.cloud.database.upsert(
    'bills',
    days.map((day) => ({ ...bill, _id: day })),
  )
}

async function crowdOffice(world: TestWorld): Promise<void> {
  const { database } = world.cloud
  await copy(world, 'codes', { targetId: eventIds.homecoming }, 'code', many, (at) => ({
    channel: `渠道 ${at}`,
    bodyId: bodyIds.university,
  }))
  await copy(world, 'roleInvitations', {}, 'invitation', many, () => ({ byPersonId: everyoneId }))
  await copy(world, 'notices', {}, 'notice', many)
  await copy(world, 'outbox', {}, 'message', many, () => ({ personId: everyoneId, isRead: false }))
  for (const status of ['doing', 'done'])
    await copy(world, 'preparationTasks', { status }, `task-${status}`, many, () => ({ ownerId: everyoneId }))
  await database.upsert(
    'merges',
    Array.from({ length: many }, (_, at) => merge(at)),
  )
  await database.upsert(
    'rosterBatches',
    Array.from({ length: many }, (_, at) => batch(`batch-${at}`)),
  )
  await database.upsert('rosterChunks', keysOf(rosterVerdicts).map(chunk))
  await database.upsert(
    'audit',
    Array.from({ length: many }, (_, at) => entry(at)),
  )
}

const merge = (at: number): MergeRecord => ({
  _id: `merge-${at}`,
  keepId: everyoneId,
  mergedId: `refused-${String(at).padStart(3, '0')}`,
  byPersonId: everyoneId,
  at: dayFrom(-1),
  state: 'merged',
  nextAt: null,
  keepPath: [bodyIds.university],
  mergedPath: [bodyIds.university],
  before: {},
  written: {},
  mergedPrivacy: { listing: 'nobody', city: 'nobody', industry: 'nobody', employer: 'nobody' },
  moved: [],
  stayed: [],
  left: [],
})

const counts = { new: many, changed: many, same: many, wrong: many, duplicate: many, outside: many }

const batch = (_id: string): RosterBatch => ({
  ...{ _id, bodyId: bodyIds.university, bodyPath: [bodyIds.university], byPersonId: everyoneId },
  ...{ at: dayFrom(-1), fileName: '名册.csv', fileId: '', state: 'checked', attempts: 1, rows: many },
  ...{ chunks: keysOf(rosterVerdicts).length, counts, done: 0, place: '', problem: '', nextAt: null },
})

/** Rows are stored as text. */
const chunk = (verdict: FileRow['verdict'], at: number) => ({
  _id: `batch-0:${String(at).padStart(4, '0')}`,
  batchId: 'batch-0',
  counts: { [verdict]: many },
  rows: JSON.stringify(
    Array.from({ length: many }, (_, line) => ({ line, cells, verdict, problem: '', row: null })),
  ),
})

const cells: Partial<FileRow['cells']> = { name: '林知远' }

const entry = (at: number) => ({
  ...{ _id: `entry-${at}`, at: dayFrom(-1), action: 'events.publish', actorId: everyoneId },
  ...{
    target: everyoneId,
    reason: '',
    outcome: 'done',
    about: '',
    before: {},
    after: {},
    who: '',
    sealedIn: '',
  },
})
