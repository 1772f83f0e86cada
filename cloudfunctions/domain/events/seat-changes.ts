/** How seats change hands: each function is one conditional update of an event's seats, and says whether it was done. */
import { command, type Query } from '../../platform/cloud'
import {
  changeSeats,
  type Holder,
  holderPath,
  leftPath,
  type PartySize,
  type QueueEntry,
  readSeatsFor,
  type Seats,
  sizeOf,
  type Waits,
} from './seats'

const all = (...conditions: readonly unknown[]): Query =>
  command.and([...conditions] as never) as unknown as Query
const any = (...conditions: readonly unknown[]): unknown => command.or([...conditions] as never)

/** Who asks for seats, for how many, and on which terms. */
export type Claim = PartySize & { readonly holderId: string } & (
    | {
        readonly by: 'person'
        readonly isVerified: boolean
        readonly bodyPath: readonly string[]
        readonly formVersion: number
      }
    /** Staff admit whom they like, of any category, also before and after people may sign up by themselves. */
    | { readonly by: 'staff' }
  )

/** What must be so for this claim to be given seats or a place in the queue at this moment. */
function admits(eventId: string, claim: Claim, now: Date): readonly unknown[] {
  const { holderId, seats: count, categoryId } = claim
  const always = {
    _id: eventId,
    isOpen: true,
    endsAt: command.gt(now),
    [holderPath(holderId)]: command.exists(false),
    ...(categoryId === undefined ? {} : { [leftPath(categoryId)]: command.exists(true) }),
  }
  if (claim.by === 'staff') return [always]
  const terms = {
    opensAt: command.lte(now),
    closesAt: command.gt(now),
    companionsAtMost: command.gte(count - 1),
    formVersion: claim.formVersion,
    ...(categoryId === undefined
      ? { 'openCategories.0': command.exists(false) }
      : { openCategories: categoryId }),
  }
  // Where somebody belongs is only known of those who are recognised.
  const admission = claim.isVerified
    ? any(
        { admission: command.in(['everyone', 'verified']) },
        { admission: 'bodies', admittedBodyIds: command.in([...claim.bodyPath]) },
      )
    : { admission: 'everyone' }
  return [{ ...always, ...terms }, admission]
}

/** As many seats are left, in all and of the category. */
const areLeft = ({ seats: count, categoryId }: PartySize): Query => ({
  left: command.gte(count),
  ...(categoryId === undefined ? {} : { [leftPath(categoryId)]: command.gte(count) }),
})

/** What the counts become when somebody takes these seats, or gives them back. */
function counted({ seats: count, categoryId }: PartySize, direction: 'taken' | 'given back') {
  const by = command.inc(direction === 'taken' ? -count : count)
  return { left: by, ...(categoryId === undefined ? {} : { [leftPath(categoryId)]: by }) }
}

/** Nobody waits who would have to be served before; when sign-up is over, nobody is served any more. */
const nobodyIsBefore = (now: Date): unknown => any({ waiting: 0 }, { closesAt: command.lte(now) })

/** Takes seats, if as many are left and nobody waits for them. */
export const claimSeats = (eventId: string, claim: Claim, now: Date): Promise<boolean> =>
  changeSeats(all(...admits(eventId, claim, now), areLeft(claim), nobodyIsBefore(now)), {
    ...counted(claim, 'taken'),
    [holderPath(claim.holderId)]: command.set({ at: now, ...sizeOf(claim) }),
  })

/**
 * Takes a place at the end of the queue, if the seats cannot be had at once; until sign-up closes. `full`: fewer are
 * left than are asked for, so that the newcomer cannot be served now. `behind others`: whoever waits comes first.
 */
export function joinQueue(
  eventId: string,
  claim: Claim,
  reason: 'full' | 'behind others',
  now: Date,
): Promise<boolean> {
  const { holderId, seats: count, categoryId } = claim
  const isFull = [
    { left: command.lt(count) },
    ...(categoryId === undefined ? [] : [{ [leftPath(categoryId)]: command.lt(count) }]),
  ]
  return changeSeats(
    all(
      ...admits(eventId, claim, now),
      { closesAt: command.gt(now), 'queue.holderId': command.neq(holderId) },
      reason === 'full' ? any(...isFull) : { waiting: command.gt(0) },
    ),
    { waiting: command.inc(1), queue: command.push([{ holderId, at: now, ...sizeOf(claim) }]) },
  )
}

/** Somebody in the queue, and where. */
export interface Next {
  readonly entry: QueueEntry
  readonly index: number
}

/**
 * Gives their seats to some in the queue, if everything that put them first is still as it was read; twice is harmless.
 * Whoever looked at older counts could otherwise serve a newer entry before an older one.
 */
export function promote(
  read: Pick<Seats, '_id' | 'left' | 'leftBy' | 'capacityBy' | 'resized'>,
  next: readonly Next[],
  now: Date,
): Promise<boolean> {
  const { _id, left, leftBy, capacityBy, resized } = read
  const holderIds = next.map(({ entry }) => entry.holderId)
  return changeSeats(
    {
      _id,
      isOpen: true,
      closesAt: command.gt(now),
      endsAt: command.gt(now),
      left,
      leftBy: command.eq({ ...leftBy }),
      capacityBy: command.eq({ ...capacityBy }),
      resized,
      ...each(next, ({ entry, index }) => [`queue.${index}.holderId`, entry.holderId]),
      ...each(holderIds, (holderId) => [holderPath(holderId), command.exists(false)]),
    },
    {
      ...countedAll(next.map(({ entry }) => entry)),
      waiting: command.inc(-next.length),
      queue: command.pull({ holderId: command.in(holderIds) }),
      ...each(next, ({ entry }) => [holderPath(entry.holderId), command.set({ at: now, ...sizeOf(entry) })]),
    },
  )
}

const each = <Item>(items: readonly Item[], field: (item: Item) => readonly [string, unknown]) =>
  Object.fromEntries(items.map(field))

/** What the counts become when all of these take their seats. */
function countedAll(parties: readonly PartySize[]) {
  const taken = new Map<string, number>()
  const take = (path: string, count: number) => taken.set(path, (taken.get(path) ?? 0) + count)
  for (const { seats: count, categoryId } of parties) {
    take('left', count)
    if (categoryId !== undefined) take(leftPath(categoryId), count)
  }
  return each([...taken], ([path, count]) => [path, command.inc(-count)])
}

/** Seats as they were read, whose holder has not come in. */
const hasNotEntered = (eventId: string, holderId: string, own: PartySize): Query => ({
  _id: eventId,
  [`${holderPath(holderId)}.seats`]: own.seats,
  [`${holderPath(holderId)}.categoryId`]: own.categoryId ?? command.exists(false),
  [`${holderPath(holderId)}.enteredAt`]: command.exists(false),
})

/** How often somebody may change their own party while it is being given back. */
const looksAtMost = 3

/** Gives all seats of a holder back, unless they have come in. */
export async function releaseSeats(eventId: string, holderId: string): Promise<boolean> {
  for (let look = 0; look < looksAtMost; look++) {
    const own = (await readSeatsFor(eventId, holderId))?.own
    if (!own || own.enteredAt) return false
    const isReleased = await changeSeats(hasNotEntered(eventId, holderId, own), {
      ...counted(own, 'given back'),
      [holderPath(holderId)]: command.remove(),
    })
    if (isReleased) return true
  }
  return false
}

/** On which terms a party may change: a person's own only until sign-up closes, and never past those who wait. */
const mayGrow = (to: PartySize, by: Claim['by'], now: Date): readonly unknown[] =>
  by === 'staff'
    ? [nobodyIsBefore(now)]
    : [{ isOpen: true, closesAt: command.gt(now), waiting: 0, companionsAtMost: command.gte(to.seats - 1) }]

/**
 * Makes a holder's party larger or smaller, or puts it into another category, in one step: what is added must be left,
 * and nobody may wait for it.
 */
export function changeParty(
  eventId: string,
  holderId: string,
  own: Holder,
  to: PartySize,
  by: Claim['by'],
  now: Date,
): Promise<boolean> {
  const added = to.seats - own.seats
  const staysIn = own.categoryId === to.categoryId
  const needed: PartySize = { seats: staysIn ? added : to.seats, ...pick(to) }
  const grows = added > 0 || !staysIn
  const conditions = [
    hasNotEntered(eventId, holderId, own),
    ...(grows ? [{ left: command.gte(added) }, categoryLeft(needed), ...mayGrow(to, by, now)] : []),
  ]
  const left = command.inc(-added)
  const byCategory = staysIn
    ? categoryInc(to.categoryId, -added)
    : { ...categoryInc(own.categoryId, own.seats), ...categoryInc(to.categoryId, -to.seats) }
  return changeSeats(all(...conditions), {
    left,
    ...byCategory,
    [`${holderPath(holderId)}.seats`]: to.seats,
    [`${holderPath(holderId)}.categoryId`]: to.categoryId ?? command.remove(),
  })
}

const pick = ({ categoryId }: PartySize) => (categoryId === undefined ? {} : { categoryId })
const categoryLeft = ({ seats: count, categoryId }: PartySize): Query =>
  categoryId === undefined ? {} : { [leftPath(categoryId)]: command.gte(count) }
const categoryInc = (categoryId: string | undefined, by: number) =>
  categoryId === undefined || by === 0 ? {} : { [leftPath(categoryId)]: command.inc(by) }

/**
 * Changes a party in the queue, which keeps its place. Whoever wants more, or another category, must be the last:
 * otherwise it would be at the cost of those behind.
 */
export function changeInQueue(eventId: string, waits: Waits, to: PartySize): Promise<boolean> {
  const isLess = to.seats <= waits.seats && to.categoryId === waits.categoryId
  return isLess ? shrinkInQueue(eventId, waits, to.seats) : changeLastInQueue(eventId, waits, to)
}

const shrinkInQueue = (eventId: string, { holderId, ...waits }: Waits, to: number): Promise<boolean> =>
  changeSeats(
    { _id: eventId, queue: command.elemMatch({ holderId, seats: waits.seats }) as unknown },
    { 'queue.$.seats': to, resized: command.inc(1) },
  )

function changeLastInQueue(eventId: string, waits: Waits, to: PartySize): Promise<boolean> {
  const place = `queue.${waits.position - 1}`
  return changeSeats(
    {
      _id: eventId,
      waiting: waits.position,
      [`${place}.holderId`]: waits.holderId,
      ...(to.categoryId === undefined ? {} : { [leftPath(to.categoryId)]: command.exists(true) }),
    },
    {
      [`${place}.seats`]: to.seats,
      [`${place}.categoryId`]: to.categoryId ?? command.remove(),
      resized: command.inc(1),
    },
  )
}

/** Leaves the queue. */
export const leaveQueue = (eventId: string, holderId: string): Promise<boolean> =>
  changeSeats(
    { _id: eventId, 'queue.holderId': holderId },
    { waiting: command.inc(-1), queue: command.pull({ holderId }) },
  )

/** Passes seats on, with all that is known of them, to somebody who has none. */
export const passSeat = (eventId: string, fromId: string, toId: string): Promise<boolean> =>
  changeSeats(
    { _id: eventId, [holderPath(fromId)]: command.exists(true), [holderPath(toId)]: command.exists(false) },
    { [holderPath(fromId)]: command.rename(holderPath(toId)) },
  )

/** Passes a place in the queue on, to somebody who has none. */
export const passPlaceInQueue = (eventId: string, fromId: string, toId: string): Promise<boolean> =>
  changeSeats(
    all(
      { _id: eventId, 'queue.holderId': fromId },
      { 'queue.holderId': command.neq(toId), [holderPath(toId)]: command.exists(false) },
    ),
    { 'queue.$.holderId': toId },
  )
