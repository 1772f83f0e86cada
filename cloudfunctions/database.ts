/**
 * Every collection, its indexes and who may reach it, declared once: the local cloud creates them from this list,
 * and the README's set-up by hand on a WeChat cloud follows it. No phone reads or writes a collection directly.
 */
export interface IndexDeclaration {
  readonly name: string
  /** Field paths in order; 1 ascending, -1 descending, 2dsphere for places. */
  readonly keys: Readonly<Record<string, 1 | -1 | '2dsphere'>>
  /** A missing field counts as null, so at most one document may lack a unique field. */
  readonly unique?: boolean
}

export interface CollectionDeclaration {
  readonly name: string
  readonly indexes: readonly IndexDeclaration[]
}

/** The access rule of every collection: cloud functions only. */
export const accessRule = { read: false, write: false } as const

const index = (keys: Record<string, 1 | -1>, unique = false): IndexDeclaration => ({
  name: Object.keys(keys).join('_').replace(/\./g, '-'),
  keys,
  ...(unique ? { unique } : {}),
})

const collection = (name: string, ...indexes: IndexDeclaration[]): CollectionDeclaration => ({
  name,
  indexes,
})

export const collections: readonly CollectionDeclaration[] = [
  collection('identities', index({ openid: 1 }), index({ scene: 1 })),
  collection(
    'people',
    index({ bodyPath: 1, 'verification.status': 1, registeredAt: 1, _id: 1 }),
    index({ bodyPath: 1, 'verification.status': 1, name: 1, _id: 1 }),
    index({ bodyPath: 1, name: 1, _id: 1 }),
    index({ 'phone.hash': 1 }),
    index({ 'verification.untold': 1 }),
    index({ findableBy: 1, registeredAt: -1, _id: -1 }),
    index({ cardNumber: 1 }, true),
    index({ 'leaving.erasesAt': 1 }),
    index({ 'verification.by': 1 }),
    index({ 'decisions.by': 1 }),
    index({ bodyPath: 1, _id: 1 }),
    index({ city: 1, _id: 1 }),
  ),
  collection(
    'contactRequests',
    index({ toId: 1, status: 1, askedAt: -1, _id: -1 }),
    index({ fromId: 1, askedAt: -1, _id: -1 }),
    index({ status: 1, checkAt: 1 }),
    index({ untold: 1 }),
  ),
  collection('erasures'),
  collection('merges', index({ nextAt: 1 }), index({ keepPath: 1, at: -1 }), index({ keepId: 1 })),
  collection(
    'rosterRows',
    index({ matchKey: 1 }),
    index({ name: 1 }),
    index({ claimedBy: 1 }),
    index({ batchId: 1, _id: 1 }),
    index({ batchId: 1, claimedBy: 1 }),
  ),
  collection('rosterBatches', index({ bodyPath: 1, at: -1 }), index({ nextAt: 1 }), index({ byPersonId: 1 })),
  collection('rosterChunks', index({ batchId: 1, _id: 1 })),
  collection(
    'bodies',
    index({ kind: 1, name: 1 }),
    index({ parentId: 1, entryYear: -1, plainName: 1 }),
    index({ bodyPath: 1, plainName: 1 }),
    index({ plainName: 1 }),
    index({ 'leads.personId': 1 }),
    index({ 'untidy.since': 1 }),
  ),
  collection(
    'memberships',
    index({ bodyId: 1, status: 1, askedAt: 1 }),
    index({ personId: 1, status: 1 }),
    index({ 'unsettled.since': 1 }),
  ),
  collection('snapshots'),
  collection('codes', index({ bodyId: 1, createdAt: -1 }), index({ createdBy: 1 })),
  collection('invitations', index({ scene: 1 }), index({ personId: 1 })),
  collection('codeOpens', index({ scene: 1 })),
  collection('anniversaries', index({ date: 1 })),
  collection(
    'events',
    index({ status: 1, startsAt: 1 }),
    index({ status: 1, endsAt: 1 }),
    index({ bodyPath: 1, status: 1, startsAt: 1 }),
    index({ bodyPath: 1, startsAt: -1 }),
    index({ hostId: 1 }),
    index({ coHostIds: 1, status: 1, startsAt: 1 }),
    index({ 'unsettled.at': 1 }),
  ),
  collection('eventForms'),
  collection('eventPictures', index({ unusedSince: 1 })),
  collection('seats', index({ endsAt: 1 }), index({ untended: 1, endsAt: 1 })),
  collection(
    'signUps',
    index({ eventId: 1, status: 1, joinedAt: 1 }),
    index({ eventId: 1, _id: 1 }),
    index({ personId: 1, joinedAt: -1 }),
    index({ untold: 1 }),
    index({ erasesAt: 1 }),
  ),
  collection('checkIns', index({ eventId: 1, at: -1 }), index({ unsettled: 1 })),
  collection('feedback', index({ eventId: 1, changedAt: -1, _id: -1 }), index({ personId: 1 })),
  collection('announcements', index({ state: 1, at: 1 }), index({ eventId: 1, at: -1 })),
  collection(
    'undoneCheckIns',
    index({ personId: 1, eventId: 1 }),
    index({ byPersonId: 1 }),
    index({ undoneById: 1 }),
    index({ unsettled: 1 }),
  ),
  collection(
    'projects',
    index({ status: 1, order: 1 }),
    index({ bodyId: 1 }),
    index({ bodyPath: 1, order: 1 }),
    index({ untold: 1 }),
    index({ createdBy: 1 }),
    index({ proposedBy: 1 }),
  ),
  collection('projectNotes', index({ projectId: 1, at: -1 }), index({ untold: 1 }), index({ byPersonId: 1 })),
  collection(
    'gifts',
    index({ projectId: 1, status: 1, receivedAt: -1 }),
    index({ projectId: 1, status: 1, personId: 1 }),
    index({ status: 1, receivedAt: -1 }),
    index({ creditedTo: 1, status: 1, receivedAt: -1 }),
    index({ personId: 1, createdAt: -1 }),
    index({ untold: 1 }),
    index({ way: 1, status: 1, createdAt: -1, _id: -1 }),
    index({ 'unentered.at': 1 }),
    index({ 'words.state': 1, status: 1, receivedAt: -1, _id: -1 }),
  ),
  collection('certificates'),
  collection(
    'giftInvoices',
    index({ state: 1, askedAt: -1, _id: -1 }),
    index({ untold: 1 }),
    index({ erasesAt: 1 }),
  ),
  collection('bankRows', index({ state: 1, at: -1, _id: -1 }), index({ byPersonId: 1 })),
  collection(
    'orders',
    index({ state: 1, createdAt: 1 }),
    index({ personId: 1, createdAt: -1 }),
    index({ state: 1, paidAt: -1, _id: -1 }),
    index({ transactionId: 1 }),
  ),
  collection(
    'refunds',
    index({ state: 1, requestedAt: -1, _id: -1 }),
    index({ orderNo: 1, requestedAt: 1 }),
    index({ nextAt: 1 }),
    index({ untold: 1 }),
    index({ state: 1, refundedAt: 1 }),
    index({ requestedBy: 1 }),
    index({ decidedBy: 1 }),
  ),
  collection('ledger', index({ projectId: 1, at: 1 }), index({ orderNo: 1 })),
  collection(
    'exceptions',
    index({ state: 1, at: -1, _id: -1 }),
    index({ day: 1, state: 1, at: -1, _id: -1 }),
    index({ unsettled: 1 }),
    index({ 'resolution.by': 1 }),
  ),
  collection('bills', index({ state: 1, nextAt: 1 })),
  collection('billLines', index({ day: 1, at: 1, _id: 1 })),
  collection(
    'outbox',
    index({ state: 1, nextAt: 1 }),
    index({ personId: 1, at: -1, _id: -1 }),
    index({ personId: 1, isRead: 1 }),
    index({ cause: 1 }),
  ),
  collection('limits', index({ expiresAt: 1 })),
  collection('exports', index({ expiresAt: 1 })),
  collection('audit', index({ target: 1, at: 1 }), index({ actorId: 1, at: 1 })),
]
