/** What is stored about oneself: seeing it, taking it along, narrowing it, and leaving. */
import { AppError } from '../../../miniprogram/contract/errors'
import type { Consent, DataSection, Farewell } from '../../../miniprogram/contract/my-data'
import { campusTime } from '../../platform/campus-time'
import { randomId } from '../../platform/ids'
import type { Handler, Handlers } from '../../platform/serve'
import { derivedFrom, profileOf } from '../alumni/profile'
import { type Person, readPerson } from '../alumni/records'
import { type Belongings, belongings } from '../belongings'
import { markLeaving, narrowPerson, unmarkLeaving } from './records'
import { asJson, decideErasure, onlyNecessary } from './rules'
import { workbookOf } from './workbook'

async function readOneself(personId: string): Promise<Person> {
  const person = await readPerson(personId)
  if (!person) throw new AppError('NOT_REGISTERED')
  return person
}

const describe = async (personId: string): Promise<readonly DataSection[]> =>
  (await Promise.all(Object.values(belongings).map((domain) => domain.describe(personId)))).flat()

const consentOf = ({ consent: { version, at, narrowedAt } }: Pick<Person, 'consent'>): Consent => ({
  version,
  at: at.getTime(),
  narrowedAt: narrowedAt?.getTime(),
})

const farewellOf = ({ askedAt, erasesAt }: { askedAt: Date; erasesAt: Date }): Farewell => ({
  askedAt: askedAt.getTime(),
  erasesAt: erasesAt.getTime(),
})

const read: Handler<'myData.read'> = async (_input, { caller }) => {
  const [person, sections] = await Promise.all([readOneself(caller.personId), describe(caller.personId)])
  return {
    sections,
    consent: consentOf(person),
    farewell: person.leaving && farewellOf(person.leaving),
    holdsRoles: person.grants.length > 0,
  }
}

const exportFile: Handler<'myData.export'> = async ({ format }, { caller, now }) => {
  const sections = await describe(caller.personId)
  const fileName = `我的校友数据-${campusTime(now).slice(0, 10)}.${format}`
  if (format === 'json') return { fileName, encoding: 'utf8', content: asJson(sections, now) }
  return { fileName, encoding: 'base64', content: (await workbookOf(sections)).toString('base64') }
}

/** How often the person may be changed by others while they are narrowed. */
const triesAtMost = 5

const withdrawConsent: Handler<'myData.withdrawConsent'> = async (_input, { caller, now }) => {
  const domains: readonly Belongings[] = Object.values(belongings)
  await Promise.all(domains.map((domain) => domain.narrow?.(caller.personId)))
  for (let tries = 0; tries < triesAtMost; tries++) {
    const person = await readOneself(caller.personId)
    const necessary = onlyNecessary(profileOf(person))
    const consent = { ...person.consent, narrowedAt: person.consent.narrowedAt ?? now }
    const derived = await derivedFrom(necessary, necessary.privacy, person.memberOf, now)
    if (await narrowPerson(person, { ...necessary, ...derived, consent })) {
      return { consent: consentOf({ consent }) }
    }
  }
  throw new AppError('BUSY')
}

const askErasure: Handler<'myData.askErasure'> = async (_input, { caller, now }) => {
  const decision = decideErasure(await readOneself(caller.personId), `erased_${randomId()}`, now)
  if ('refused' in decision) throw new AppError(decision.refused)
  if ('same' in decision) return { farewell: farewellOf(decision.same) }
  if (await markLeaving(caller.personId, decision.leaving)) return { farewell: farewellOf(decision.leaving) }
  // Asked twice at once, and the other was first; or a role was granted a moment ago.
  const { leaving } = await readOneself(caller.personId)
  if (!leaving) throw new AppError('ROLES_HELD')
  return { farewell: farewellOf(leaving) }
}

const keep: Handler<'myData.keep'> = async (_input, { caller }) => {
  await unmarkLeaving(caller.personId)
  const { leaving } = await readOneself(caller.personId)
  if (leaving) throw new AppError('BEING_ERASED')
  return { farewell: undefined }
}

export const myData: Handlers<'myData'> = {
  'myData.read': read,
  'myData.export': exportFile,
  'myData.withdrawConsent': withdrawConsent,
  'myData.askErasure': askErasure,
  'myData.keep': keep,
}
