/** Invariants about who owns what, and about those who leave; run with the others of checks.ts. */
import { everyPerson, type Person } from './alumni/records'
import { everyRequest } from './directory/contacts/records'
import { everyCheckIn, everySignUp } from './events/records'
import { everySeats, isGuest } from './events/seats'
import { everyGift } from './giving/records'
import { everyMerge } from './merges/records'
import { everyErasure } from './my-data/records'
import { everyMembership } from './organisations/memberships/records'
import { everyOrder } from './payments/records'
import { everyWish } from './wishes/records'

/** Everything that has an owner, in words, with the owner's id. */
async function* everyOwned(): AsyncGenerator<readonly [what: string, ownerId: string]> {
  for await (const { _id, personId } of everySignUp()) yield [`sign-up ${_id}`, personId]
  for await (const { _id, personId } of everyCheckIn()) yield [`check-in ${_id}`, personId]
  for await (const { _id, personId } of everyGift()) yield [`gift ${_id}`, personId]
  for await (const { _id, personId } of everyOrder()) yield [`order ${_id}`, personId]
  for await (const { _id, personId } of everyMembership()) yield [`membership ${_id}`, personId]
  for await (const { _id, personId } of everyWish()) yield [`wish ${_id}`, personId]
  for await (const { _id, fromId, toId } of everyRequest()) {
    yield [`contact request ${_id}`, fromId]
    yield [`contact request ${_id}`, toId]
  }
  for await (const { _id, holders, queue } of everySeats()) {
    for (const personId of Object.keys(holders)) yield [`a seat of event ${_id}`, personId]
    for (const { holderId } of queue) yield [`a place in the queue of event ${_id}`, holderId]
  }
}

async function idsOf(documents: AsyncGenerator<{ readonly _id: string }>): Promise<Set<string>> {
  const ids = new Set<string>()
  for await (const { _id } of documents) ids.add(_id)
  return ids
}

/** Whatever has an owner belongs to a person who is there, to the pseudonym of one who left, or to a guest of staff. */
async function* everythingHasAnOwner(): AsyncGenerator<string> {
  const people = await idsOf(everyPerson())
  const pseudonyms = await idsOf(everyErasure())
  for await (const [what, ownerId] of everyOwned()) {
    // What staff entered for somebody who is not in the app has no owner here.
    if (ownerId !== '' && !people.has(ownerId) && !pseudonyms.has(ownerId) && !isGuest(ownerId))
      yield `${what} belongs to nobody`
  }
}

const isHidden = ({ findableBy, privacy }: Person) => findableBy.length === 0 && privacy.listing === 'nobody'

/** What a merge handed over belongs to the kept person; the other record is in no list and no search. */
async function* mergedRecordsAreEmpty(): AsyncGenerator<string> {
  const moving = new Set<string>()
  for await (const { state, mergedId } of everyMerge()) if (state !== 'merged') moving.add(mergedId)
  const merged = new Set<string>()
  for await (const person of everyPerson()) {
    if (!person.mergedInto || moving.has(person._id)) continue
    merged.add(person._id)
    if (!isHidden(person) || person.bodyPath.length > 0)
      yield `merged record ${person._id} can still be found`
  }
  for await (const { _id, personId, status } of everySignUp()) {
    if (merged.has(personId) && status !== 'withdrawn') yield `sign-up ${_id} was not handed over`
  }
  for await (const { _id, personId } of everyGift()) {
    if (merged.has(personId)) yield `gift ${_id} was not handed over`
  }
}

/** Whoever asked to be erased is found by nobody. */
async function* leaversAreHidden(): AsyncGenerator<string> {
  for await (const person of everyPerson()) {
    if (person.leaving && !isHidden(person)) yield `person ${person._id} is leaving and can still be found`
  }
}

/** No order of a pseudonym keeps the openid that paid. */
async function* pseudonymsHaveNoOpenid(): AsyncGenerator<string> {
  const pseudonyms = await idsOf(everyErasure())
  for await (const { _id, personId, openid } of everyOrder()) {
    if (pseudonyms.has(personId) && openid !== '') yield `order ${_id} of a pseudonym keeps an openid`
  }
}

export const personChecks = {
  everythingHasAnOwner,
  mergedRecordsAreEmpty,
  leaversAreHidden,
  pseudonymsHaveNoOpenid,
}
