/** When a person may leave, what is kept of whoever narrows their consent, and how a record of all of it is written. */
import { closedPrivacy } from '../../../miniprogram/contract/directory'
import type { ErrorCode } from '../../../miniprogram/contract/errors'
import type { DataSection } from '../../../miniprogram/contract/my-data'
import type { Leaving, Person, Profile } from '../alumni/records'

/** So long the request may be taken back. */
const waitMs = 7 * 24 * 3_600_000

/** A function runs for 20 seconds at most; what was under way when the gate closed has ended by then. */
const quietMs = 60_000

/** Whether somebody may ask to be erased; asking again changes nothing. */
export function decideErasure(
  { leaving, grants }: Pick<Person, 'leaving' | 'grants'>,
  pseudonymId: string,
  now: Date,
): { readonly same: Leaving } | { readonly leaving: Leaving } | { readonly refused: ErrorCode } {
  if (leaving) return { same: leaving }
  // Whoever holds a role answers for something; the last administrator could otherwise leave nobody behind.
  if (grants.length > 0) return { refused: 'ROLES_HELD' }
  const erasesAt = new Date(now.getTime() + waitMs)
  return { leaving: { askedAt: now, erasesAt, pseudonymId, closedAt: null } }
}

/** What comes next for somebody whose time to take the request back is over. */
export function nextStep(
  { leaving, grants }: Pick<Person, 'leaving' | 'grants'>,
  unsettledOrders: number,
  now: Date,
): 'wait' | 'close' | 'erase' {
  if (!leaving || leaving.erasesAt > now) return 'wait'
  if (leaving.closedAt) return now.getTime() - leaving.closedAt.getTime() >= quietMs ? 'erase' : 'wait'
  // Money on its way must find its giver; a role must be handed back.
  return unsettledOrders > 0 || grants.length > 0 ? 'wait' : 'close'
}

/** A profile without what nobody needs for recognising an alumnus, seen by nobody. */
export const onlyNecessary = <Told extends Profile>(profile: Told): Told & Pick<Person, 'privacy'> => ({
  ...profile,
  phone: null,
  city: '',
  industry: '',
  employer: '',
  privacy: closedPrivacy,
})

/** The same content as a text that programs read too: each section as a list of rows by column. */
export function asJson(sections: readonly DataSection[], at: Date): string {
  const rowsOf = ({ columns, rows }: DataSection) =>
    rows.map((row) => Object.fromEntries(columns.map((column, place) => [column, row[place] ?? ''])))
  const content = Object.fromEntries(sections.map((section) => [section.title, rowsOf(section)]))
  return `${JSON.stringify({ 导出时间: at.toISOString(), ...content }, null, 2)}\n`
}
