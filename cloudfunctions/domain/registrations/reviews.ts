/** What reviewers decide: about one registration, about many at once, and that a decision was wrong. */
import { AppError } from '../../../miniprogram/contract/errors'
import type { BatchOutcome, ReviewDecision } from '../../../miniprogram/contract/registrations'
import { type Caller, reaches } from '../../platform/caller'
import type { Handler, Handlers } from '../../platform/serve'
import { type Person, readPerson, type Verification } from '../alumni/records'
import { enqueue } from '../messages/actions'
import { readBodies } from '../organisations/records'
import { reachablePerson } from '../people/reach'
import { claimRosterRow, freeRosterRows, listRowsFor, type RosterRow } from '../roster/records'
import { candidateRows } from './queue'
import { decideVerification, markTold, readPeople, untoldDecisions } from './records'
import { decideReopening, decideReview, soleRows } from './rules'

/**
 * Writes a decision, unless somebody else decided first or the person told something else; then a roster row that was tied to the person a moment ago is
 * let go of again, because it recognised nobody.
 */
async function writeDecision(
  person: Person,
  verification: Verification,
): Promise<'written' | 'closed' | 'changed'> {
  if (await decideVerification(person, verification)) return 'written'
  const current = await readPerson(person._id)
  if (current?.verification.status !== 'verified') await freeRosterRows(person._id)
  return current?.verification.status === 'pending' ? 'changed' : 'closed'
}

const review: Handler<'registrations.review'> = async (input, { caller, now }) => {
  const person = await reachablePerson(input.personId, caller)
  const outcome = decideReview(person, input, caller.personId, now)
  if ('refused' in outcome) throw new AppError(outcome.refused)
  if ('same' in outcome) return { status: outcome.same }
  if (input.decision === 'accept' && input.rosterRowId !== undefined) {
    await claimCandidate(person, input.rosterRowId, caller)
  }
  const written = await writeDecision(person, outcome.verification)
  if (written !== 'written')
    throw new AppError(written === 'changed' ? 'REGISTRATION_CHANGED' : 'REGISTRATION_CLOSED')
  return { status: outcome.verification.status }
}

/** Ties the roster row that the reviewer recognised to the person. */
async function claimCandidate(person: Person, rowId: string, caller: Caller): Promise<void> {
  const isCandidate = (await candidateRows(person, caller)).some(({ _id }) => _id === rowId)
  if (!isCandidate) throw new AppError('NOT_FOUND')
  if (!(await claimRosterRow(rowId, person._id))) throw new AppError('ROSTER_ROW_TAKEN')
}

interface Batch {
  readonly decision: ReviewDecision
  readonly reason?: string | undefined
  readonly reviewerId: string
  readonly now: Date
}

/** Decides about one of many, as the single act does; who is accepted gets the roster row that only they can be. */
async function decideOne(
  person: Person,
  revision: number,
  row: RosterRow | undefined,
  batch: Batch,
): Promise<BatchOutcome> {
  const outcome = decideReview(person, { ...batch, revision }, batch.reviewerId, batch.now)
  if ('same' in outcome) return 'done'
  if ('refused' in outcome) return outcome.refused === 'REGISTRATION_CHANGED' ? 'changed' : 'closed'
  const isClear = batch.decision !== 'accept' || (row && (await claimRosterRow(row._id, person._id)))
  if (!isClear) return 'unclear'
  const written = await writeDecision(person, outcome.verification)
  return written === 'written' ? 'done' : written
}

/** The one row that each of these people can be, among those that the reviewer may see. */
async function rowsFor(people: readonly Person[], caller: Caller): Promise<ReadonlyMap<string, RosterRow>> {
  const rows = await listRowsFor(
    people.map(({ name }) => name),
    people.map(({ _id }) => _id),
  )
  const colleges = await readBodies(rows.map(({ collegeId }) => collegeId))
  return soleRows(
    people,
    rows.filter((row) => reaches('reviewer', caller, colleges.get(row.collegeId)?.bodyPath ?? [])),
  )
}

const reviewMany: Handler<'registrations.reviewMany'> = async (input, { caller, now }) => {
  const { decision, reason } = input
  if (decision !== 'accept' && !reason) throw new AppError('REASON_REQUIRED')
  if (input.revisions.length !== input.personIds.length)
    throw new AppError('INVALID_INPUT', { fields: { revisions: '请刷新后再处理' } })
  const revisions = new Map(input.personIds.map((personId, place) => [personId, input.revisions[place] ?? 0]))
  const personIds = [...revisions.keys()]
  const found = await readPeople(personIds)
  const people = found.filter(({ bodyPath }) => reaches('reviewer', caller, bodyPath))
  const rows = decision === 'accept' ? await rowsFor(people, caller) : new Map<string, RosterRow>()
  const batch: Batch = { decision, reason, reviewerId: caller.personId, now }
  return {
    people: await Promise.all(
      personIds.map(async (personId) => {
        const person = people.find(({ _id }) => _id === personId)
        if (!person) return { personId, name: '', outcome: 'missing' as const }
        const seen = revisions.get(personId) ?? 0
        const outcome = await decideOne(person, seen, rows.get(personId), batch)
        return { personId, name: person.name, outcome }
      }),
    ),
  }
}

const reopen: Handler<'registrations.reopen'> = async ({ personId, reason }, { caller, now }) => {
  const person = await reachablePerson(personId, caller)
  const outcome = decideReopening(person, reason, caller.personId, now)
  if ('refused' in outcome) throw new AppError(outcome.refused)
  if ('same' in outcome) return { status: outcome.same }
  if (!(await decideVerification(person, outcome.verification))) {
    throw new AppError('REGISTRATION_NOT_DECIDED')
  }
  return { status: outcome.verification.status }
}

/**
 * Finishes what follows from decisions: whoever is not recognised after all holds no roster row, and everyone is told.
 */
export async function settleDecisions(now: Date): Promise<void> {
  for (const { _id, name, verification } of await untoldDecisions.read(now)) {
    const { status, reason, at } = verification
    if (status === 'refused' || status === 'returned') await freeRosterRows(_id)
    await enqueue({
      cause: `review:${_id}:${at.getTime()}`,
      personId: _id,
      message: { template: 'reviewResult', name, status, reason, at },
      now,
    })
    await markTold(_id, at)
  }
}

export const reviews: Pick<
  Handlers<'registrations'>,
  'registrations.review' | 'registrations.reviewMany' | 'registrations.reopen'
> = {
  'registrations.review': review,
  'registrations.reviewMany': reviewMany,
  'registrations.reopen': reopen,
}
