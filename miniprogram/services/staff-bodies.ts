/** The bodies that I may act for: those on which I hold a role, and all below them, for a sheet of the page to choose from. */
import type { BodyKind, BodyName } from '../contract/organisations'
import { type Role, roleIncludes } from '../contract/roles'
import { session } from '../stores/session'
import { bodyLineOf } from '../utils/body-line'
import { call } from './cloud'
import { type Choice, type OfferingPage, offer } from './offering'

/** Those on which I may act in this role, the first one first that was granted. */
export async function readHeldBodies(wanted: Role): Promise<readonly BodyName[]> {
  const { roles } = session.me ?? (await session.refresh())
  const held = roles.filter(({ role }) => roleIncludes(role, wanted))
  return [...new Map(held.map(({ body }) => [body.bodyId, body])).values()]
}

interface Wanted {
  readonly actingAs: readonly Role[]
  readonly kinds?: readonly BodyKind[]
  /** What stands before a body's id in its value. */
  readonly prefix?: string
  /** What the bodies stand under. */
  readonly group?: string
  /** Choices of the page's own, which stand above. */
  readonly others?: readonly Choice[]
}

/**
 * Fills the page's `offered` with bodies: the highest of them, or those whose name begins with the words.
 * @param typed into the sheet; left out when it opens
 */
export function offerBodies(page: OfferingPage, wanted: Wanted, typed?: string): Promise<void> {
  const { actingAs, kinds, prefix = '', group = '', others = [] } = wanted
  return offer(page, typed, async (words) => {
    const limits = kinds === undefined ? {} : { kinds: [...kinds] }
    const { bodies, hasMore } = await call('organisations.listReached', {
      actingAs: [...actingAs],
      words,
      ...limits,
    })
    const found = bodies
      .map(bodyLineOf)
      .map(({ bodyId, name, note }) => ({ value: prefix + bodyId, label: name, note, group }))
    const beside = others.filter(({ label }) => label.includes(words))
    const nothing = words === '' ? '还没有可选的组织' : `没有找到“${words}”，请输入名称开头的几个字`
    return { options: [...beside, ...found], hasMore, nothing }
  })
}
