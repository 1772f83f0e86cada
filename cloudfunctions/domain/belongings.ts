/**
 * What is kept of a person, answered by each domain for itself: told to the person, handed over when two records
 * become one, and without a name once the person has left. A domain that begins to keep something adds one line here.
 */
import type { DataSection } from '../../miniprogram/contract/my-data'
import { alumniBelongings } from './alumni/belongings'
import { celebrationBelongings } from './celebration/belongings'
import { codeBelongings } from './codes/belongings'
import { contactBelongings } from './directory/contacts/belongings'
import { eventBelongings } from './events/belongings'
import { feedbackBelongings } from './events/feedback/belongings'
import { exportBelongings } from './exports/belongings'
import { giftBelongings } from './giving/belongings'
import { mergeBelongings } from './merges/belongings'
import { messageBelongings } from './messages/belongings'
import { newsBelongings } from './news/belongings'
import { noticeBelongings } from './notices/belongings'
import { organisationBelongings } from './organisations/belongings'
import { preparationBelongings } from './preparation/belongings'
import { roleBelongings } from './roles/belongings'
import { rosterBelongings } from './roster/belongings'
import { trailBelongings } from './trail/belongings'
import { treasuryBelongings } from './treasury/belongings'
import { wishBelongings } from './wishes/belongings'

export interface Belongings {
  /** What is kept of a person, in words for them: the name or id of nobody else. */
  describe(personId: string): Promise<readonly DataSection[]>
  /**
   * Takes the person's id and name out of everything; what must stay stands under the pseudonym. Cut off anywhere, it
   * is run again from the start.
   */
  erase(personId: string, pseudonymId: string, now: Date): Promise<void>
  /** Forgets what is not necessary, where it lies elsewhere than in the person's own record. */
  readonly narrow?: (personId: string) => Promise<void>
  /** Where there are things that become another's when two records turn out to be of one person. */
  readonly handOver?: HandOver
}

export interface HandOver {
  /** How the things are called, for whoever decides. */
  readonly title: string
  /** The ids of all that would be handed over. */
  list(personId: string): Promise<readonly string[]>
  /** Hands one over; again changes nothing. `stayed`: it could not, and why is in the domain's own comments. */
  move(id: string, fromId: string, toId: string, now: Date): Promise<'moved' | 'stayed'>
}

/** By the name under which a merge remembers what it moved. */
export const belongings = {
  alumni: alumniBelongings,
  roster: rosterBelongings,
  signUps: eventBelongings,
  feedback: feedbackBelongings,
  gifts: giftBelongings,
  contacts: contactBelongings,
  organisations: organisationBelongings,
  codes: codeBelongings,
  exports: exportBelongings,
  merges: mergeBelongings,
  messages: messageBelongings,
  notices: noticeBelongings,
  preparation: preparationBelongings,
  roles: roleBelongings,
  news: newsBelongings,
  trail: trailBelongings,
  treasury: treasuryBelongings,
  celebration: celebrationBelongings,
  wishes: wishBelongings,
} as const satisfies Readonly<Record<string, Belongings>>
