/** Decisions about registrations, and what class leads say about them. */
import { type UnfinishedStatus, unfinishedStatuses } from '../../../miniprogram/contract/registrations'
import { Collection, command, type Query } from '../../platform/cloud'
import { Pile } from '../../platform/piles'
import type { Decision, Person, Verification, Vouch } from '../alumni/records'

const people = new Collection<Person>('people')

/** The people of these ids, as far as they exist. */
export const readPeople = (personIds: readonly string[]): Promise<Person[]> =>
  people.find({ _id: command.in([...personIds]) })

/** How many of these people are in each status that is not over. */
export async function countUnfinished(query: Query): Promise<Record<UnfinishedStatus, number>> {
  const unfinished = { ...query, 'verification.status': command.in([...unfinishedStatuses]) }
  const rows = await people.aggregate<{ _id: UnfinishedStatus; people: number }>((stages) =>
    stages.match(unfinished).group({ _id: '$verification.status', people: { $sum: 1 } }),
  )
  return {
    pending: 0,
    returned: 0,
    refused: 0,
    ...Object.fromEntries(rows.map((row) => [row._id, row.people])),
  }
}

export const countWaiting = (bodyIds: readonly string[]): Promise<number> =>
  people.count({ bodyPath: command.in([...bodyIds]), 'verification.status': 'pending' })

const asDecision = ({ status, at, by, reason }: Verification): Decision => ({ status, at, by, reason })

/** Writes a decision, and that it was taken, if the registration still stands as it did. */
export const decideVerification = (
  { _id, revision, verification: current }: Pick<Person, '_id' | 'revision' | 'verification'>,
  decided: Verification,
): Promise<boolean> => {
  // The roster's own decision was none of a reviewer; it joins the others once one of theirs takes its place.
  const past = current.by === 'roster' ? [current, decided] : [decided]
  return people.change(
    { _id, revision, 'verification.status': current.status },
    { verification: command.set(decided), decisions: command.push(past.map(asDecision)) },
  )
}

/** Writes what a lead says, while the registration waits. */
export const writeVouch = (personId: string, leadId: string, vouch: Vouch): Promise<boolean> =>
  people.change(
    { _id: personId, 'verification.status': 'pending' },
    { [`vouches.${leadId}`]: command.set(vouch) },
  )

export const untoldDecisions = new Pile(people, () => ({ 'verification.untold': true }))
export const markTold = (personId: string, decidedAt: Date): Promise<boolean> =>
  people.change({ _id: personId, 'verification.at': decidedAt }, { 'verification.untold': false })
