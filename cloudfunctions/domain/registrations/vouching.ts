/** What the leads of a class may do: see by name who waits in it, and say whether they know them. */
import { AppError } from '../../../miniprogram/contract/errors'
import { page } from '../../platform/cursor'
import type { Handler, Handlers } from '../../platform/serve'
import { type Person, readPerson } from '../alumni/records'
import { type Body, listLedBy } from '../organisations/records'
import { listPeople, peopleOf } from '../people/records'
import { writeVouch } from './records'
import { standingVouches } from './rules'

const rowsAtMost = 50

/** The classes that a person leads; leading a branch or a college is something else. */
const classesLedBy = async (personId: string): Promise<readonly Body[]> =>
  (await listLedBy(personId)).filter(({ kind }) => kind === 'class')

/** Of these classes the one that somebody registered as of. */
const classOf = ({ bodyPath }: Person, classes: readonly Body[]): Body | undefined =>
  classes.find(({ _id }) => bodyPath.includes(_id))

const listForLead: Handler<'registrations.listForLead'> = async ({ after }, { caller }) => {
  const classes = await classesLedBy(caller.personId)
  if (classes.length === 0) return { classes: [], classmates: [], next: undefined }
  const waiting = peopleOf(
    classes.map(({ _id }) => _id),
    { status: 'pending' },
  )
  const found = await listPeople(waiting, {
    field: 'registeredAt',
    after,
    limit: rowsAtMost + 1,
    fields: ['name', 'bodyPath', 'registeredAt', 'vouches'],
  })
  const { rows, next } = page(found, ({ registeredAt }) => registeredAt, rowsAtMost)
  return {
    classes: classes.map(({ _id, name }) => ({ bodyId: _id, name })),
    classmates: rows.map((person) => ({
      personId: person._id,
      name: person.name,
      className: classOf(person, classes)?.name ?? '',
      registeredAt: person.registeredAt.getTime(),
      knows: standingVouches(person).get(caller.personId)?.knows,
    })),
    next,
  }
}

const vouch: Handler<'registrations.vouch'> = async ({ personId, knows }, { caller, now }) => {
  const [person, classes] = await Promise.all([readPerson(personId), classesLedBy(caller.personId)])
  const led = person && classOf(person, classes)
  if (!led) throw new AppError('NOT_FOUND')
  const written = await writeVouch(personId, caller.personId, {
    knows,
    at: now,
    forName: person.name,
    classId: led._id,
    leadName: caller.person?.name ?? '',
    office: led.leads?.find((lead) => lead.personId === caller.personId)?.office ?? '',
  })
  if (!written) throw new AppError('REGISTRATION_CLOSED')
  return { knows }
}

export const vouching: Pick<
  Handlers<'registrations'>,
  'registrations.listForLead' | 'registrations.vouch'
> = { 'registrations.listForLead': listForLead, 'registrations.vouch': vouch }
