/** Finding one another: searching and looking at a person. What each opens is in privacy.ts, asking for contact in contacts/. */
import { AppError } from '../../../miniprogram/contract/errors'
import type { ParsedInput } from '../../../miniprogram/contract/index'
import { page } from '../../platform/cursor'
import type { Handler, Handlers } from '../../platform/serve'
import { classIdOf } from '../organisations/classes'
import { entryOf, listingEntry, type Searchable } from './circles'
import { countCities } from './cities'
import { contacts } from './contacts/actions'
import { readRequest, requestIdOf } from './contacts/records'
import { describeSent } from './contacts/rules'
import { circlesOfCaller, findPerson } from './finding'
import { privacySettings } from './privacy'
import { findListed } from './records'
import { seenFrom } from './views'

/** What is asked for, what fits the fewest people first. */
function wantedBy(input: ParsedInput<'directory.search'>): readonly (readonly [Searchable, string])[] {
  const { name, classOf, city, industry, collegeId } = input
  const wanted = { name, class: classOf && classIdOf(classOf), city, industry, college: collegeId }
  return Object.entries(wanted).flatMap(([asked, value]) =>
    value === undefined ? [] : [[asked as Searchable, value] as const],
  )
}

const search: Handler<'directory.search'> = async (input, { caller }) => {
  const circles = circlesOfCaller(caller)
  const wanted = wantedBy(input)
  const lists =
    wanted.length === 0
      ? [circles.map(listingEntry)]
      : wanted.map(([asked, value]) => circles.map((circle) => entryOf(circle, asked, value)))
  const found = await findListed(lists, caller.personId, input.after)
  const { rows, next } = page(found, ({ registeredAt }) => registeredAt)
  return { people: await seenFrom(circles, rows), next }
}

const readPerson: Handler<'directory.readPerson'> = async ({ personId }, { caller }) => {
  const [person, request] = await Promise.all([
    findPerson(personId, caller),
    readRequest(requestIdOf(caller.personId, personId)),
  ])
  if (!person) throw new AppError('NOT_FOUND')
  return { person, contact: request && describeSent(request) }
}

export const directory: Handlers<'directory'> = {
  'directory.search': search,
  'directory.readPerson': readPerson,
  'directory.countCities': countCities,
  ...privacySettings,
  ...contacts,
}
