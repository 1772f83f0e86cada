/** What a person opens, to whom, and what others see of them because of it. */
import {
  type Privacy,
  type PrivacySettings,
  type PrivateField,
  privateFields,
} from '../../../miniprogram/contract/directory'
import { AppError } from '../../../miniprogram/contract/errors'
import { rowsAtMost } from '../../platform/cursor'
import type { Handler, Handlers } from '../../platform/serve'
import { derivedFrom } from '../alumni/profile'
import { type Person, readNames, readPerson } from '../alumni/records'
import { circlesOfViewers } from './circles'
import { writePrivacy } from './records'
import { seenFrom } from './views'

async function requirePerson(personId: string): Promise<Person> {
  const person = await readPerson(personId)
  if (!person) throw new AppError('NOT_REGISTERED')
  return person
}

/** So many of those who are blocked are told: the latest, and whoever is let go makes room for an earlier one. */
const blockedTold = rowsAtMost

/** Whoever looks at these settings sees through the eyes of others, by the very rule that a search goes by. */
async function settingsOf(person: Person): Promise<PrivacySettings> {
  const { classmates, college, verified } = circlesOfViewers(person.educations)
  const [[byClassmates], [byCollege], [byVerified], names] = await Promise.all([
    seenFrom(classmates, [person]),
    seenFrom(college, [person]),
    seenFrom(verified, [person]),
    readNames((person.blockedIds ?? []).slice(-blockedTold)),
  ])
  return {
    privacy: person.privacy,
    seenBy: { classmates: byClassmates, college: byCollege, verified: byVerified },
    blocked: [...names].map(([personId, name]) => ({ personId, name })),
  }
}

const isSame = (one: Privacy, other: Privacy): boolean =>
  (Object.keys(privateFields) as PrivateField[]).every((field) => one[field] === other[field])

const triesAtMost = 5

const readPrivacy: Handler<'directory.readPrivacy'> = async (_input, { caller }) =>
  settingsOf(await requirePerson(caller.personId))

const changePrivacy: Handler<'directory.changePrivacy'> = async ({ privacy }, { caller, now }) => {
  // What finds a person is made of their profile and privacy together: when either changes meanwhile, it is made anew.
  for (let tries = 0; tries < triesAtMost; tries++) {
    const person = await requirePerson(caller.personId)
    if (person.leaving) throw new AppError('LEAVING')
    if (isSame(person.privacy, privacy)) return settingsOf(person)
    const derived = await derivedFrom(person, privacy, person.memberOf, now)
    if (await writePrivacy(person, { privacy, ...derived })) return settingsOf({ ...person, privacy })
  }
  throw new AppError('BUSY')
}

export const privacySettings: Pick<
  Handlers<'directory'>,
  'directory.readPrivacy' | 'directory.changePrivacy'
> = {
  'directory.readPrivacy': readPrivacy,
  'directory.changePrivacy': changePrivacy,
}
