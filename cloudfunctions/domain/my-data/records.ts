/** Who is leaving, and who has left: of these, pseudonyms and moments, nothing else. */
import { closedPrivacy } from '../../../miniprogram/contract/directory'
import { Collection, command } from '../../platform/cloud'
import { Pile } from '../../platform/piles'
import type { Leaving, Person, Profile } from '../alumni/records'

export interface Erasure {
  /** The pseudonym under which stands what had to stay. */
  readonly _id: string
  readonly askedAt: Date
  readonly erasedAt: Date
}

const people = new Collection<Person>('people')
const erasures = new Collection<Erasure>('erasures')

export const insertErasure = (erasure: Erasure): Promise<'inserted' | 'exists'> => erasures.insert(erasure)
export const everyErasure = (): AsyncGenerator<Erasure> => erasures.every()

/** Asks for the person to be erased, once: nobody sees them from this moment on. False for whoever holds a role. */
export const markLeaving = (personId: string, leaving: Leaving): Promise<boolean> =>
  people.change(
    { _id: personId, leaving: command.exists(false), grants: command.size(0) },
    // A profile that is being saved at this moment was read before, and would open what is closed here.
    {
      leaving: command.set(leaving),
      privacy: command.set(closedPrivacy),
      findableBy: [],
      revision: command.inc(1),
    },
  )

/** Takes the request back, while there is time. */
export const unmarkLeaving = (personId: string): Promise<boolean> =>
  people.change(
    { _id: personId, 'leaving.askedAt': command.exists(true), 'leaving.closedAt': null },
    { leaving: command.remove() },
  )

/** The time to take it back is over: from now on the gate lets this person do nothing. */
export const closeLeaving = (personId: string, closedAt: Date): Promise<boolean> =>
  people.change(
    { _id: personId, 'leaving.closedAt': null, 'leaving.erasesAt': command.lte(closedAt) },
    { 'leaving.closedAt': closedAt },
  )

/** Whose time to take the request back is over, the longest first. */
export const leavers = new Pile(people, (now) => ({ 'leaving.erasesAt': command.lte(now) }), {
  order: [['leaving.erasesAt', 'asc']],
  limit: 50,
})

/**
 * Keeps what is necessary of a person: shown to nobody, and without what was told, or shown, of one's own accord. False
 * when the person was changed since they were read.
 */
export const narrowPerson = (
  { _id, revision }: Person,
  necessary: Profile & Pick<Person, 'consent' | 'privacy' | 'bodyPath' | 'findableBy'>,
): Promise<boolean> =>
  people.change(
    { _id, revision },
    {
      ...necessary,
      avatar: '',
      consent: command.set(necessary.consent),
      privacy: command.set(necessary.privacy),
      revision: command.inc(1),
    },
  )
