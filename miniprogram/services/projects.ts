/** Every project that everybody sees, for somebody to choose one: those that take gifts first. */
import type { ProjectSummary } from '../contract/giving'
import { call } from './cloud'

export async function readProjects(): Promise<readonly ProjectSummary[]> {
  const found: ProjectSummary[] = []
  let after: string | undefined
  do {
    const { projects, next } = await call('giving.listProjects', { after })
    found.push(...projects)
    after = next
  } while (after !== undefined)
  return found
}
