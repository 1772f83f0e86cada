/**
 * The chain that binds the trail: each entry's hash is made with the installation's key from the entry and the hash
 * before it, so that nobody who has only the records can change, drop or add one unseen.
 */
import { derivedId, keyedHash } from '../../platform/ids'
import type { AuditEntry } from '../../platform/serve'
import type { Seal, TrailEntry } from './records'

/** Binds ids and words to an entry without telling them. */
export const whoOf = (
  salt: string,
  { actorId, target, reason }: Pick<AuditEntry, 'actorId' | 'target' | 'reason'>,
): string => derivedId(salt, actorId, reason, ...(typeof target === 'string' ? [target] : target))

/** The same text for the same content, in whatever order the database gives its fields. */
function canonical(value: unknown): string {
  if (value instanceof Date) return String(value.getTime())
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? ''
  const fields = Object.entries(value).filter(([, inner]) => inner !== undefined)
  return `{${fields
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`)
    .join()}}`
}

const hashOf = (previous: string, entry: TrailEntry): string => {
  const { _id, at, action, who, outcome, about, before, after, notes = {} } = entry
  return keyedHash(
    'trail',
    `${previous}\n${canonical([_id, at, action, who, outcome, about, before, after, notes])}`,
  )
}

/** The links of these entries, the first of them bound to `previous`. */
export function linksFor(previous: string, entries: readonly TrailEntry[]): Seal['links'] {
  const links: { entryId: string; hash: string }[] = []
  for (const entry of entries)
    links.push({ entryId: entry._id, hash: hashOf(links.at(-1)?.hash ?? previous, entry) })
  return links
}

export const lastHash = (seal: Seal | undefined): string => seal?.links.at(-1)?.hash ?? ''

/** Whether the ids and the reason are still those of the act, or a pseudonym stands where a person was. */
function namesAreTrue(entry: TrailEntry): boolean {
  if (entry.salt !== undefined) return entry.who === whoOf(entry.salt, entry)
  const ids = [entry.actorId, ...(typeof entry.target === 'string' ? [entry.target] : entry.target)]
  return ids.some((id) => id.startsWith('erased_'))
}

/** What is wrong with a seal, given the one before it and the entries that are there. */
export function sealProblems(
  seal: Seal,
  before: Seal | undefined,
  entries: ReadonlyMap<string, TrailEntry>,
): string[] {
  const problems: string[] = []
  const number = before?.day === seal.day ? before.number + 1 : 1
  if (seal.number !== number) problems.push(`seal ${seal._id} does not follow ${before?._id ?? 'nothing'}`)
  if (seal.previous !== lastHash(before)) problems.push(`seal ${seal._id} is not bound to the one before it`)
  let previous = seal.previous
  for (const { entryId, hash } of seal.links) {
    const entry = entries.get(entryId)
    if (!entry) problems.push(`entry ${entryId} of seal ${seal._id} is gone`)
    else if (hash !== hashOf(previous, entry) || !namesAreTrue(entry))
      problems.push(`entry ${entryId} of seal ${seal._id} was changed`)
    previous = hash
  }
  return problems
}
