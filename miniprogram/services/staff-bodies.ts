/** The bodies that I may act for: those on which I hold a role, and all below them, for a sheet of the page to choose from. */
import type { BodyKind, BodyName } from '../contract/organisations'
import { type Role, roleIncludes } from '../contract/roles'
import { session } from '../stores/session'
import { bodyLineOf } from '../utils/body-line'
import { failureOf } from '../utils/failure'
import { call } from './cloud'

/** Those on which I may act in this role, the first one first that was granted. */
export async function readHeldBodies(wanted: Role): Promise<readonly BodyName[]> {
  const { roles } = session.me ?? (await session.refresh())
  const held = roles.filter(({ role }) => roleIncludes(role, wanted))
  return [...new Map(held.map(({ body }) => [body.bodyId, body])).values()]
}

interface Choice {
  readonly value: string
  readonly label: string
  readonly note?: string
  readonly group?: string
}

/** What a choice-sheet shows of bodies; more may be sought in it by their names. */
export interface OfferedBodies {
  readonly options: readonly Choice[]
  readonly seeks: boolean
  readonly message: string
}

export const nothingOffered: OfferedBodies = { options: [], seeks: false, message: '' }

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

export interface OfferingPage {
  readonly data: { readonly offered: OfferedBodies }
  setData(data: { offered: OfferedBodies }): void
}

interface Found {
  readonly options: readonly Choice[]
  /** Whether there are others, whom only their name finds. */
  readonly hasMore: boolean
  /** What stands there instead when there are no options. */
  readonly nothing: string
}

const latest = new WeakMap<object, object>()

/**
 * Fills the page's `offered` with what is read for the words.
 * @param typed into the sheet; left out when it opens
 */
export async function offer(
  page: OfferingPage,
  typed: string | undefined,
  read: (words: string) => Promise<Found>,
): Promise<void> {
  const before = typed === undefined ? nothingOffered : page.data.offered
  const asked = {}
  latest.set(page, asked)
  page.setData({ offered: { ...before, message: '正在读取…' } })
  const show = (shown: OfferedBodies) => {
    // Something else may have been typed before the answer comes.
    if (latest.get(page) === asked) page.setData({ offered: shown })
  }
  try {
    const { options, hasMore, nothing } = await read((typed ?? '').trim())
    show({ options, seeks: hasMore || before.seeks, message: nothing })
  } catch (error) {
    show({ options: [], seeks: before.seeks, message: failureOf(error).message })
  }
}

/** The same of bodies: the highest of them, or those whose name begins with the words. */
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
