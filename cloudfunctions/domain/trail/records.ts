/** The trail of what staff did, and the seals under which it stands. */
import { minuteMs } from '../../platform/clock'
import { Collection, collect, command, type Query } from '../../platform/cloud'
import { afterCursor, pageSize } from '../../platform/cursor'
import { Pile } from '../../platform/piles'
import type { AuditEntry } from '../../platform/serve'

/** What can be said of a thing without naming anybody: by the name of the fact. */
export type Facts = Readonly<Record<string, string>>

export interface TrailEntry extends AuditEntry {
  /** `done`, the code of a refusal, or empty while it is not known. */
  readonly outcome: string
  /** What it was about, where that is no person. */
  readonly about: string
  /** The facts that changed, as they were and as they became. */
  readonly before: Facts
  readonly after: Facts
  /** Binds the ids and the reason to the entry; gone when a person's are taken out, so that nobody can guess them. */
  readonly salt?: string
  /** The digest of salt, actor, target and reason, which stays. */
  readonly who: string
  /** The seal under which it stands; empty until it is sealed, and then nothing in it changes any more. */
  readonly sealedIn: string
}

/** Some entries of a day in their order, each bound to the one before it. */
export interface Seal {
  /** `day:number`, so that nobody can put one between two others, nor two in one place. */
  readonly _id: string
  readonly day: string
  readonly number: number
  /** The last hash of the seal before it, of whichever day; empty for the very first. */
  readonly previous: string
  readonly links: readonly { readonly entryId: string; readonly hash: string }[]
  readonly sealedAt: Date
}

const entries = new Collection<TrailEntry>('audit')
const seals = new Collection<Seal>('auditSeals')

export const insertEntry = (entry: TrailEntry): Promise<'inserted' | 'exists'> => entries.insert(entry)

/** Writes down what came of an act, while its entry is not sealed. */
export const writeOutcome = (
  entryId: string,
  { outcome, about, before, after }: Pick<TrailEntry, 'outcome' | 'about' | 'before' | 'after'>,
): Promise<boolean> =>
  entries.change(
    { _id: entryId, sealedIn: '' },
    { outcome, about, before: command.set(before), after: command.set(after) },
  )

/** What staff did about one thing, latest first. */
export const listAudits = (target: string): Promise<TrailEntry[]> =>
  entries.find({ target }, { order: [['at', 'desc']], limit: 50 })

export interface TrailFilter {
  readonly from?: Date | undefined
  readonly until?: Date | undefined
  readonly actorId?: string | undefined
  readonly targetId?: string | undefined
  readonly actions?: readonly string[] | undefined
}

function queryOf({ from, until, actorId, targetId, actions }: TrailFilter): Query {
  const since = command.gte(from ?? new Date(0))
  return {
    at: until ? since.and(command.lt(until)) : since,
    ...(actorId === undefined ? {} : { actorId }),
    ...(targetId === undefined ? {} : { target: targetId }),
    ...(actions === undefined ? {} : { action: command.in([...actions]) }),
  }
}

/** The latest first, one more than a page. */
export const listTrail = (filter: TrailFilter, after: string | undefined): Promise<TrailEntry[]> =>
  entries.find(afterCursor(queryOf(filter), 'at', 'desc', after), {
    order: [
      ['at', 'desc'],
      ['_id', 'desc'],
    ],
    limit: pageSize + 1,
  })

export const everyEntryBetween = (from: Date, until: Date): AsyncGenerator<TrailEntry> =>
  entries.every({ at: command.gte(from).and(command.lt(until)) })

export const everyEntry = (): AsyncGenerator<TrailEntry> => entries.every()

/** No call takes so long: after that nothing of an entry is still to be written. */
const settlesMs = minuteMs

/** What waits to be sealed, in the order in which it was done. */
export const unsealedEntries = new Pile(
  entries,
  (now) => ({ sealedIn: '', at: command.lt(new Date(now.getTime() - settlesMs)) }),
  {
    order: [
      ['at', 'asc'],
      ['_id', 'asc'],
    ],
    limit: 100,
  },
)

export const readEntries = (ids: readonly string[]): Promise<TrailEntry[]> =>
  entries.find({ _id: command.in([...ids]) }, { limit: 1000 })

export const markSealed = ({ _id, links }: Seal): Promise<number> =>
  entries.changeEvery(
    { _id: command.in(links.map(({ entryId }) => entryId)), sealedIn: '' },
    { sealedIn: _id },
  )

export const insertSeal = (seal: Seal): Promise<'inserted' | 'exists'> => seals.insert(seal)

export const readLastSeal = async (before?: string): Promise<Seal | undefined> =>
  (
    await seals.find(before === undefined ? {} : { _id: command.lt(before) }, {
      order: [['_id', 'desc']],
      limit: 1,
    })
  )[0]

export const everySeal = (): AsyncGenerator<Seal> => seals.every()
export const everySealOf = (day: string): AsyncGenerator<Seal> => seals.every({ day })

/** Every entry about a person or by them, oldest first. */
export async function listEntriesOf(personId: string): Promise<TrailEntry[]> {
  const [about, by] = await Promise.all([
    collect(entries.every({ target: personId })),
    collect(entries.every({ actorId: personId })),
  ])
  const found = new Map([...about, ...by].map((entry) => [entry._id, entry]))
  return [...found.values()].sort((one, other) => one.at.getTime() - other.at.getTime())
}

/**
 * Puts a pseudonym where a person stood, alone or among others; what was said about them as a reason goes. What was
 * done, when, and the seal stay: the digest was made for that.
 */
export async function renameInTrail(personId: string, pseudonymId: string): Promise<void> {
  const renamed = (id: string) => (id === personId ? pseudonymId : id)
  for (const { _id, actorId, target, reason } of await listEntriesOf(personId)) {
    const isAbout = target.includes(personId)
    await entries.change(
      { _id },
      {
        actorId: renamed(actorId),
        target: typeof target === 'string' ? renamed(target) : target.map(renamed),
        reason: isAbout ? '' : reason,
        salt: command.remove(),
      },
    )
  }
}
