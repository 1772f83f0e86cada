/** Choosing people among those of some bodies: the queue, the search and the export all ask in this way. */
import type { PersonKind, VerificationStatus } from '../../../miniprogram/contract/alumni'
import { Collection, command, type FindOptions, type Query } from '../../platform/cloud'
import { afterCursor } from '../../platform/cursor'
import type { Person } from '../alumni/records'

/** What is asked of people; whatever is left out does not matter. */
export interface Selection {
  readonly status?: VerificationStatus | undefined
  readonly kind?: PersonKind | undefined
  /** With a college, it is there that they entered in one of these years. */
  readonly collegeId?: string | undefined
  readonly entryYears?: { readonly from: number; readonly to: number } | undefined
  /** How the name begins. */
  readonly name?: string | undefined
  readonly registeredBefore?: Date | undefined
}

const earliestYear = 1900
const latestYear = 2100

/** Years of entry of which either end may be left open; undefined where both are. */
export const yearsBetween = (from: number | undefined, to: number | undefined): Selection['entryYears'] =>
  from === undefined && to === undefined ? undefined : { from: from ?? earliestYear, to: to ?? latestYear }

const people = new Collection<Person>('people')

/** Sorts behind every text that begins with what it follows. */
const highest = '\u{10ffff}'

/** The people below these bodies who fit. */
export function peopleOf(bodyIds: readonly string[], selection: Selection): Query {
  const { status, kind, collegeId, entryYears, name, registeredBefore } = selection
  const entered = entryYears && {
    ...(collegeId === undefined ? {} : { collegeId }),
    // As MongoDB has it: inside elemMatch the SDK does not translate its own `and`.
    entryYear: { $gte: entryYears.from, $lte: entryYears.to },
  }
  return {
    bodyPath: command.in([...bodyIds]),
    ...(status === undefined ? {} : { 'verification.status': status }),
    ...(kind === undefined ? {} : { kind }),
    ...(entered === undefined ? {} : { educations: command.elemMatch(entered) }),
    ...(name === undefined ? {} : { name: command.gte(name).and(command.lt(name + highest)) }),
    ...(registeredBefore === undefined ? {} : { registeredAt: command.lte(registeredBefore) }),
  }
}

/** People in the order of `field`, beginning after the cursor. */
export const listPeople = (
  query: Query,
  { field, after, ...options }: FindOptions & { field: 'registeredAt' | 'name'; after: string | undefined },
): Promise<Person[]> =>
  people.find(afterCursor(query, field, 'asc', after), {
    ...options,
    order: [
      [field, 'asc'],
      ['_id', 'asc'],
    ],
  })

/** Whoever has this card or this number: one person, but for a number that several gave. */
export const findPeople = (
  sought: { readonly cardNumber: string } | { readonly 'phone.hash': string },
): Promise<Person[]> => people.find(sought)
