/** The trail of what staff did. */
import { Collection, collect } from '../../platform/cloud'
import type { AuditEntry } from '../../platform/serve'

const audit = new Collection<AuditEntry>('audit')

/** Appends to the trail; nothing in it is ever changed but the id of somebody who has left. */
export async function insertAudit(entry: AuditEntry): Promise<void> {
  await audit.insert(entry)
}

/** Every entry about a person or by them, oldest first. */
export async function listEntriesOf(personId: string): Promise<AuditEntry[]> {
  const [about, by] = await Promise.all([
    collect(audit.every({ target: personId })),
    collect(audit.every({ actorId: personId })),
  ])
  const entries = new Map([...about, ...by].map((entry) => [entry._id, entry]))
  return [...entries.values()].sort((one, other) => one.at.getTime() - other.at.getTime())
}

/** Puts a pseudonym where a person stood. What was done, and when, stays. */
export async function renameInTrail(personId: string, pseudonymId: string): Promise<void> {
  await audit.changeEvery({ target: personId }, { target: pseudonymId })
  await audit.changeEvery({ actorId: personId }, { actorId: pseudonymId })
}
