/** What happened to a person: registered, recognised, decided about, spoken for, and dealt with by staff. */
import type { PastEvent } from '../../../miniprogram/contract/people'
import { rowsAtMost } from '../../platform/cursor'
import { type Decision, type Person, readNames, type Vouch } from '../alumni/records'
import { listAudits } from '../trail/records'
import { actionWords } from '../trail/words'

type Event = Omit<PastEvent, 'by'> & {
  readonly by: { readonly id: string } | { readonly name: string } | undefined
}

/** Acts whose outcome the decisions tell; the trail only knows that they were tried. */
const toldByDecisions: readonly string[] = [
  'registrations.review',
  'registrations.reviewMany',
  'registrations.reopen',
]

const nothing = { status: undefined, reason: '', deed: '', by: undefined }

const decided = ({ status, at, by, reason }: Decision): Event =>
  by === 'roster'
    ? { ...nothing, at: at.getTime(), what: 'recognised' }
    : { ...nothing, at: at.getTime(), what: 'decided', status, reason, by: { id: by } }

const said = ({ knows, at, office, leadName }: Vouch): Event => ({
  ...nothing,
  at: at.getTime(),
  what: knows ? 'vouched' : 'disowned',
  by: { name: `${office}${office === '' ? '' : ' '}${leadName}` },
})

/** The fifty newest, newest first; what was done before stands in the trail. */
export async function readHistory(person: Person): Promise<PastEvent[]> {
  const { verification, decisions = [], vouches = {} } = person
  const audits = (await listAudits(person._id)).filter(({ action }) => !toldByDecisions.includes(action))
  // Of two at the same moment the one that followed from the other comes first, as it does among all of them.
  const events: Event[] = [
    ...audits.map(
      ({ at, action, actorId }): Event => ({
        ...nothing,
        at: at.getTime(),
        what: 'audited',
        deed: actionWords(action),
        by: { id: actorId },
      }),
    ),
    ...Object.values(vouches).map(said),
    ...decisions.map(decided),
    ...(verification.by === 'roster' ? [decided(verification)] : []),
    { ...nothing, at: person.registeredAt.getTime(), what: 'registered' },
  ]
  const names = await readNames(events.flatMap(({ by }) => (by && 'id' in by ? [by.id] : [])))
  return events
    .map(({ by, ...event }) => ({ ...event, by: by && ('id' in by ? names.get(by.id) : by.name) }))
    .sort((one, other) => other.at - one.at)
    .slice(0, rowsAtMost)
}
