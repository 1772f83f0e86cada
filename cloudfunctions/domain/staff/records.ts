/** The trail of what staff did. */
import { Collection, collect } from '../../platform/cloud'
import type { AuditEntry } from '../../platform/serve'

const audit = new Collection<AuditEntry>('audit')

/** Appends to the trail; nothing in it is ever changed but the id of somebody who has left. */
export async function insertAudit(entry: AuditEntry): Promise<void> {
  await audit.insert(entry)
}

/** What staff did about one thing, latest first. */
export const listAudits = (target: string): Promise<AuditEntry[]> =>
  audit.find({ target }, { order: [['at', 'desc']], limit: 50 })

/** Every entry about a person or by them, oldest first. */
export async function listEntriesOf(personId: string): Promise<AuditEntry[]> {
  const [about, by] = await Promise.all([
    collect(audit.every({ target: personId })),
    collect(audit.every({ actorId: personId })),
  ])
  const entries = new Map([...about, ...by].map((entry) => [entry._id, entry]))
  return [...entries.values()].sort((one, other) => one.at.getTime() - other.at.getTime())
}

/** Puts a pseudonym where a person stood, alone or among others. What was done, and when, stays. */
export async function renameInTrail(personId: string, pseudonymId: string): Promise<void> {
  const renamed = (id: string) => (id === personId ? pseudonymId : id)
  for (const { _id, actorId, target } of await listEntriesOf(personId)) {
    const targets = typeof target === 'string' ? renamed(target) : target.map(renamed)
    await audit.change({ _id }, { actorId: renamed(actorId), target: targets })
  }
}
