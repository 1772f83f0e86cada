/** Writing the trail: an entry before anything is changed, and what came of it afterwards. */
import { type ActionName, contract } from '../../../miniprogram/contract/index'
import { randomId } from '../../platform/ids'
import { log } from '../../platform/log'
import type { AuditEntry, Witness } from '../../platform/serve'
import { whoOf } from './chain'
import { looks, looksAtMany, type Sight } from './facts'
import { type Facts, insertEntry, writeOutcome } from './records'

/** The input field that names what an action changes. */
const auditsOf = (action: ActionName): string => (contract[action] as { audits?: string }).audits ?? ''

/** The thing as it stands; that it cannot be read must not keep anybody from acting, nor from being written down. */
async function look(
  { action, target }: AuditEntry,
  input: Readonly<Record<string, unknown>>,
): Promise<Sight | undefined> {
  const field = auditsOf(action)
  try {
    return typeof target === 'string'
      ? await looks[field]?.(target, input)
      : await looksAtMany[field]?.(target)
  } catch (error) {
    log.warn('trail: not seen', { action, cause: String(error) })
    return undefined
  }
}

/** Those of the facts that the other has not, or has otherwise. */
const differing = (facts: Facts, from: Facts): Facts =>
  Object.fromEntries(Object.entries(facts).filter(([what, words]) => from[what] !== words))

/** Writes down that somebody is about to act; whoever holds the witness tells it what came of it. */
export async function beginEntry(
  entry: AuditEntry,
  input: Readonly<Record<string, unknown>>,
): Promise<Witness> {
  const salt = randomId()
  const nothing = { outcome: '', about: '', before: {}, after: {}, sealedIn: '' }
  const [earlier] = await Promise.all([
    look(entry, input),
    insertEntry({ ...entry, ...nothing, salt, who: whoOf(salt, entry) }),
  ])
  return async (outcome) => {
    try {
      const later = outcome === 'done' ? await look(entry, input) : undefined
      const [was, is] = [earlier?.facts ?? {}, later?.facts ?? {}]
      await writeOutcome(entry._id, {
        outcome,
        about: later?.about ?? earlier?.about ?? '',
        before: later ? differing(was, is) : {},
        after: differing(is, was),
      })
    } catch (error) {
      // What was done is done, and that it was tried is written down.
      log.warn('trail: no outcome', { action: entry.action, cause: String(error) })
    }
  }
}
