/**
 * The invariants of the whole, as named functions: run nightly by the timer, and by tests after every story.
 * Each says in its first line what must be true, and yields one sentence for each thing that is not.
 */
import { everyPerson } from './alumni/records'
import { findableBy } from './directory/circles'
import { everyCheckIn, everySignUp } from './events/records'
import { agrees, type Said, saidBy } from './events/rules'
import { everySeats } from './events/seats'
import { offlineChecks } from './giving/offline/checks'
import { everyGift } from './giving/records'
import { everyEntry, type LedgerEntry, projectAccount } from './ledger/records'
import { moneyChecks } from './money-checks'
import { newsChecks } from './news/checks'
import { readTree } from './organisations/belonging'
import { everyMembership } from './organisations/memberships/records'
import { belongingIn, misplacedIn } from './organisations/tree'
import { everyOrder } from './payments/records'
import { personChecks } from './person-checks'
import { preparationChecks } from './preparation/checks'
import { everyClaimedRow } from './roster/records'
import { seatProblems } from './seat-checks'
import { trailStands } from './trail/sealing'
import { wishChecks } from './wishes/checks'

type Check = () => AsyncGenerator<string>

/** Every entry of the ledger sums to zero, in whole fen. */
async function* ledgerBalances(): AsyncGenerator<string> {
  for await (const { _id, lines } of everyEntry()) {
    const sum = lines.reduce((total, { amountFen }) => total + amountFen, 0)
    if (sum !== 0) yield `ledger entry ${_id} sums to ${sum} fen`
    if (lines.some(({ amountFen }) => !Number.isSafeInteger(amountFen)))
      yield `ledger entry ${_id} has a broken sum`
  }
}

const amountOf = (entry: LedgerEntry) => entry.lines.find(({ account }) => account === 'wechat')?.amountFen

/** Every paid order is in the ledger exactly once, with its amount; and nothing else is there as a payment. */
async function* paidOrdersAreEnteredOnce(): AsyncGenerator<string> {
  const entries = new Map<string, LedgerEntry[]>()
  for await (const entry of everyEntry()) {
    if (entry._id.startsWith('pay:'))
      entries.set(entry.orderNo, [...(entries.get(entry.orderNo) ?? []), entry])
  }
  for await (const order of everyOrder()) {
    const [entry, ...more] = entries.get(order._id) ?? []
    entries.delete(order._id)
    if (more.length > 0) yield `order ${order._id} is in the ledger ${more.length + 1} times`
    if (order.state === 'paid' && !entry) yield `paid order ${order._id} is not in the ledger`
    if (order.state !== 'paid' && entry) yield `order ${order._id} is in the ledger, but ${order.state}`
    if (entry && amountOf(entry) !== order.amountFen)
      yield `order ${order._id} is in the ledger with another amount`
  }
  for (const orderNo of entries.keys()) yield `the ledger has a payment for ${orderNo}, which is no order`
}

/** What each project received, by its gifts, is what the ledger says it has a claim to. */
async function* giftsAgreeWithLedger(): AsyncGenerator<string> {
  const sums = new Map<string, number>()
  const add = (account: string, amountFen: number) => sums.set(account, (sums.get(account) ?? 0) + amountFen)
  for await (const { _id, lines } of everyEntry()) {
    // What a bill showed to differ is no gift: it has its own reason.
    if (_id.startsWith('difference:')) continue
    for (const { account, amountFen } of lines) if (account.startsWith('project:')) add(account, amountFen)
  }
  for await (const gift of everyGift()) {
    if (gift.status === 'received') add(projectAccount(gift.projectId), gift.keptFen)
    // Decided a moment ago, and about to be entered.
    for (const line of gift.unentered?.lines ?? [])
      if (line.account.startsWith('project:')) add(line.account, line.amountFen)
  }
  for (const [account, difference] of sums) {
    if (difference !== 0) yield `${account}: gifts and ledger differ by ${difference} fen`
  }
}

/** Seats left and seats given are the capacity, none twice; who waits is counted right and has no seat. */
async function* seatsAddUp(): AsyncGenerator<string> {
  for await (const seats of everySeats()) {
    for (const problem of seatProblems(seats)) yield `event ${seats._id}: ${problem}`
  }
}

/** Every seat given has its sign-up and every confirmed sign-up its seats, as many and as what; as have those who wait. */
async function* signUpsSayWhatSeatsSay(): AsyncGenerator<string> {
  const expected = new Map<string, Said>()
  for await (const seats of everySeats())
    for (const [holderId, said] of saidBy(seats)) expected.set(`${seats._id}:${holderId}`, said)
  for await (const signUp of everySignUp()) {
    const said = expected.get(signUp._id)
    expected.delete(signUp._id)
    if (!agrees(signUp, said)) yield `sign-up ${signUp._id} says ${told(signUp)}, the seats say ${told(said)}`
  }
  for (const [id, said] of expected) yield `sign-up ${id} is missing, the seats say ${told(said)}`
}

const told = (said: Said | undefined) =>
  said ? `${said.status}, ${said.seats} of ${said.categoryId ?? 'no category'}` : 'withdrawn'

/** Whoever was checked in has a confirmed sign-up, and came in with as many. */
async function* checkInsHaveSeats(): AsyncGenerator<string> {
  const confirmed = new Map<string, number>()
  for await (const { _id, status, seats } of everySignUp())
    if (status === 'confirmed') confirmed.set(_id, seats)
  for await (const { _id, seats } of everyCheckIn()) {
    const given = confirmed.get(_id)
    if (given === undefined) yield `${_id} was checked in without a confirmed sign-up`
    else if (given !== seats) yield `${_id} came in with ${seats}, and has ${given} seats`
  }
}

/** Whoever was recognised by the roster holds a row of it. */
async function* recognisedPeopleHoldRows(): AsyncGenerator<string> {
  const holders = new Set<string | null>()
  for await (const { claimedBy } of everyClaimedRow()) holders.add(claimedBy)
  for await (const { _id, verification, mergedInto } of everyPerson()) {
    if (verification.by === 'roster' && !mergedInto && !holders.has(_id))
      yield `person ${_id} was recognised without a roster row`
  }
}

/** Everybody is found by what they opened as it now is, and by nothing else. */
async function* peopleAreFoundAsTheyWish(): AsyncGenerator<string> {
  for await (const person of everyPerson()) {
    const wished = new Set(findableBy(person))
    const isKept = wished.size === new Set(person.findableBy).size
    if (!isKept || person.findableBy.some((entry) => !wished.has(entry)))
      yield `person ${person._id} is found by what they did not open`
  }
}

/** Every body lies where its parents and merges say, in no circle, except while it is being put there. */
async function* bodiesLieWhereTheyShould(): AsyncGenerator<string> {
  const { bodies } = await readTree()
  if ([...bodies.values()].some(({ untidy }) => untidy)) return
  for (const { body, place } of misplacedIn(bodies))
    yield `body ${body._id} lies at ${body.bodyPath.join('/')}, not at ${place.bodyPath.join('/')}`
  for (const { _id, kind, bodyPath, mergedInto, leads = [] } of bodies.values()) {
    const isRooted = bodies.get(bodyPath[0] ?? '')?.kind === 'university'
    if (!isRooted) yield `body ${_id} lies below no university`
    if (mergedInto !== undefined && leads.length > 0) yield `merged body ${_id} still has leads`
    if (mergedInto !== undefined && bodies.get(mergedInto)?.kind !== kind)
      yield `body ${_id} went up in nothing of its kind`
  }
}

/** Everybody belongs where their studies, their city and their memberships say, except while bodies are moved. */
async function* peopleBelongWhereTheyShould(): AsyncGenerator<string> {
  const tree = await readTree()
  if ([...tree.bodies.values()].some(({ untidy }) => untidy)) return
  const joined = new Map<string, Set<string>>()
  const unsettled = new Set<string>()
  for await (const { personId, bodyId, status, unsettled: mark } of everyMembership()) {
    if (mark) unsettled.add(personId)
    if (status === 'member') joined.set(personId, (joined.get(personId) ?? new Set()).add(bodyId))
  }
  for await (const person of everyPerson()) {
    // A record that has become part of another one belongs nowhere itself.
    if (unsettled.has(person._id) || person.mergedInto) continue
    const isMember = [...(joined.get(person._id) ?? [])].sort().join()
    if (isMember !== [...person.memberOf].sort().join())
      yield `person ${person._id} says to have joined ${person.memberOf}, and was accepted by ${isMember}`
    const belongs = belongingIn(tree, person).sort().join()
    if (belongs !== [...person.bodyPath].sort().join())
      yield `person ${person._id} is said to be of ${person.bodyPath}, and is of ${belongs}`
  }
}

export const checks: Readonly<Record<string, Check>> = {
  ledgerBalances,
  paidOrdersAreEnteredOnce,
  giftsAgreeWithLedger,
  ...offlineChecks,
  ...moneyChecks,
  seatsAddUp,
  signUpsSayWhatSeatsSay,
  checkInsHaveSeats,
  recognisedPeopleHoldRows,
  ...personChecks,
  ...newsChecks,
  ...preparationChecks,
  ...wishChecks,
  peopleAreFoundAsTheyWish,
  bodiesLieWhereTheyShould,
  peopleBelongWhereTheyShould,
  trailStands,
}

/** Runs every check; returns what is wrong, which should be nothing. */
export async function runChecks(): Promise<readonly { readonly check: string; readonly found: string }[]> {
  const problems: { check: string; found: string }[] = []
  for (const [check, run] of Object.entries(checks)) {
    for await (const found of run()) problems.push({ check, found })
  }
  return problems
}
