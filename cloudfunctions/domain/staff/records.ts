/** The trail of what staff did. */
import { Collection } from '../../platform/cloud'
import type { AuditEntry } from '../../platform/serve'

const audit = new Collection<AuditEntry>('audit')

/** Appends to the trail; nothing in it is ever changed. */
export async function insertAudit(entry: AuditEntry): Promise<void> {
  await audit.insert(entry)
}

/** What staff did about one thing, latest first. */
export const listAudits = (target: string): Promise<AuditEntry[]> =>
  audit.find({ target }, { order: [['at', 'desc']], limit: 50 })
