/** How often a page breaks a rule of the audit. */
import { auditPages } from '../audit/audit'
import type { Figure } from './figure'

export async function* run(): AsyncGenerator<Figure> {
  const { problems, pages } = await auditPages([], console.error)
  yield { name: 'audit.failures', value: problems.length, unit: 'count', n: pages }
}
