/** Circles of people who may see one another, and the entries by which a person can be found from within them. */
import {
  type Privacy,
  type PrivateField,
  type Visibility,
  visibilities,
} from '../../../miniprogram/contract/directory'
import { normalisedName } from '../../platform/spelling'
import { classIdsOf, type Studies } from '../organisations/classes'

/** What can be asked for in a search. */
export type Searchable = 'name' | 'college' | 'class' | 'city' | 'industry'

/** A person as far as finding them goes. */
export interface Findable {
  readonly name: string
  readonly educations: readonly Studies[]
  readonly city: string
  readonly industry: string
  readonly privacy: Privacy
}

const widths = Object.keys(visibilities) as Visibility[]
const narrower = (one: Visibility, other: Visibility): Visibility =>
  widths.indexOf(one) < widths.indexOf(other) ? one : other

/** The circles that a visibility opens to: those of this person's own classes or colleges, or everyone verified. */
function circlesAt(visibility: Visibility, educations: readonly Studies[]): string[] {
  if (visibility === 'nobody') return []
  if (visibility === 'verified') return ['verified']
  if (visibility === 'college') return educations.map(({ collegeId }) => `college:${collegeId}`)
  return classIdsOf(educations).map((classId) => `class:${classId}`)
}

/** The circles that a verified person is in, the widest first. */
export const circlesOf = (educations: readonly Studies[]): string[] => [
  ...new Set(
    (['verified', 'college', 'classmates'] as const).flatMap((width) => circlesAt(width, educations)),
  ),
]

/** What circles each kind of viewer shares with somebody of these studies at most; who is near is also among the wider. */
export function circlesOfViewers(
  educations: readonly Studies[],
): Readonly<Record<Exclude<Visibility, 'nobody'>, readonly string[]>> {
  const at = (width: Visibility) => circlesAt(width, educations)
  return {
    verified: at('verified'),
    college: [...at('verified'), ...at('college')],
    classmates: circlesOf(educations),
  }
}

/** Whether somebody in these circles may see a field of a person; whoever may not find them sees nothing. */
export function maySee(
  field: PrivateField,
  { educations, privacy }: Pick<Findable, 'educations' | 'privacy'>,
  circles: readonly string[],
): boolean {
  const visibility = narrower(privacy.listing, privacy[field])
  return circlesAt(visibility, educations).some((circle) => circles.includes(circle))
}

/** What of a name counts in a search: of a long one only its beginning. */
const lettersOf = (name: string): string[] => Array.from(normalisedName(name)).slice(0, longestBeginning)

const longestBeginning = 8

/** The entry of whoever lets this circle find them by this value. */
export const entryOf = (circle: string, asked: Searchable, value: string): string =>
  `${circle}|${asked}=${asked === 'name' ? lettersOf(value).join('') : value}`

/** The entry of whoever lets this circle find them at all. */
export const listingEntry = (circle: string): string => `${circle}|`

/** The beginnings of a name by which it is found: from two characters on. */
function beginnings(name: string): string[] {
  const letters = lettersOf(name)
  return letters.flatMap((_, index) => (index === 0 ? [] : [letters.slice(0, index + 1).join('')]))
}

/**
 * Every entry under which a person is found. A search asks for the entries of the searcher's own circles, so it can
 * find nobody who did not open that field to one of them; no filter afterwards could be forgotten.
 */
export function findableBy({ name, educations, city, industry, privacy }: Findable): string[] {
  const open = (field: PrivateField, asked: Searchable, values: readonly string[]): string[] =>
    circlesAt(narrower(privacy.listing, privacy[field]), educations).flatMap((circle) =>
      values.filter((value) => value !== '').map((value) => entryOf(circle, asked, value)),
    )
  return [
    ...new Set([
      ...circlesAt(privacy.listing, educations).map(listingEntry),
      ...open('listing', 'name', beginnings(name)),
      ...open(
        'listing',
        'college',
        educations.map(({ collegeId }) => collegeId),
      ),
      ...open('listing', 'class', classIdsOf(educations)),
      ...open('city', 'city', [city]),
      ...open('industry', 'industry', [industry]),
    ]),
  ]
}
