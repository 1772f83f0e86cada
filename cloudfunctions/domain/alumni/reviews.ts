/** What reviewers do: see who waits, side by side with the roster, and decide. */
import type { RegistrationSummary, RosterCandidate } from '../../../miniprogram/contract/alumni'
import { AppError } from '../../../miniprogram/contract/errors'
import { bodiesFor, type Caller, reaches } from '../../platform/caller'
import { page } from '../../platform/cursor'
import type { Handler, Handlers } from '../../platform/serve'
import { enqueue } from '../messages/actions'
import { nameOf, readBodies } from '../organisations/records'
import { claimRosterRow, findRosterRowsByName, type RosterRow } from '../roster/records'
import { decideVerification, listPeople, listUntold, markTold, type Person, readPerson } from './records'
import { decideReview } from './rules'
import { describeEducations } from './views'

const summarise = async (person: Person): Promise<RegistrationSummary> => ({
  personId: person._id,
  name: person.name,
  kind: person.kind,
  status: person.verification.status,
  educations: await describeEducations(person.educations),
  registeredAt: person.registeredAt.getTime(),
})

const listRegistrations: Handler<'alumni.listRegistrations'> = async ({ status, after }, { caller }) => {
  const found = await listPeople(bodiesFor('reviewer', caller), status, after)
  const { rows, next } = page(found, ({ registeredAt }) => registeredAt)
  return { registrations: await Promise.all(rows.map(summarise)), next }
}

/** A person within the reviewer's reach; one outside is answered like one that does not exist. */
async function reachablePerson(personId: string, caller: Caller): Promise<Person> {
  const person = await readPerson(personId)
  if (!person || !reaches('reviewer', caller, person.bodyPath)) throw new AppError('NOT_FOUND')
  return person
}

async function candidateRows(person: Person, caller: Caller): Promise<readonly RosterRow[]> {
  const rows = await findRosterRowsByName(person.name)
  const colleges = await readBodies(rows.map(({ collegeId }) => collegeId))
  return rows.filter((row) => reaches('reviewer', caller, colleges.get(row.collegeId)?.bodyPath ?? []))
}

async function describeRow(row: RosterRow, personId: string): Promise<RosterCandidate> {
  const bodies = await readBodies([row.collegeId])
  return {
    rowId: row._id,
    name: row.name,
    college: nameOf(bodies, row.collegeId),
    entryYear: row.entryYear,
    degree: row.degree,
    programme: row.programme,
    className: row.className,
    studentNumberLast4: row.studentNumberLast4,
    isTaken: row.claimedBy !== null && row.claimedBy !== personId,
  }
}

const readRegistration: Handler<'alumni.readRegistration'> = async ({ personId }, { caller }) => {
  const person = await reachablePerson(personId, caller)
  const rows = await candidateRows(person, caller)
  const { studentNumberLast4, city, employer, verification } = person
  return {
    registration: {
      ...(await summarise(person)),
      studentNumberLast4,
      city,
      employer,
      reason: verification.reason,
    },
    candidates: await Promise.all(rows.map((row) => describeRow(row, personId))),
  }
}

const review: Handler<'alumni.review'> = async (input, { caller, now }) => {
  const person = await reachablePerson(input.personId, caller)
  const outcome = decideReview(person, input, caller.personId, now)
  if ('refused' in outcome) throw new AppError(outcome.refused)
  if ('same' in outcome) return { status: outcome.same }
  if (input.decision === 'accept' && input.rosterRowId !== undefined) {
    await claimCandidate(person, input.rosterRowId, caller)
  }
  const decided = await decideVerification(person._id, 'pending', outcome.verification)
  if (!decided) throw new AppError('REGISTRATION_CLOSED')
  return { status: outcome.verification.status }
}

/** Ties the roster row that the reviewer recognised to the person. */
async function claimCandidate(person: Person, rowId: string, caller: Caller): Promise<void> {
  const isCandidate = (await candidateRows(person, caller)).some(({ _id }) => _id === rowId)
  if (!isCandidate) throw new AppError('NOT_FOUND')
  if (!(await claimRosterRow(rowId, person._id))) throw new AppError('ROSTER_ROW_TAKEN')
}

/** Puts a message into the outbox for everyone whose registration was decided and who was not told. */
export async function tellDecisions(now: Date): Promise<void> {
  for (const { _id, name, verification } of await listUntold()) {
    const { status, reason, at } = verification
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
  Handlers<'alumni'>,
  'alumni.listRegistrations' | 'alumni.readRegistration' | 'alumni.review'
> = {
  'alumni.listRegistrations': listRegistrations,
  'alumni.readRegistration': readRegistration,
  'alumni.review': review,
}
