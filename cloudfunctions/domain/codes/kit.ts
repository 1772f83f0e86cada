/** What is needed to tell people of something: words, codes and links, and what came of each channel. */
import {
  type ChannelKind,
  channelKinds,
  type KitChannel,
  type Shareable,
} from '../../../miniprogram/contract/codes'
import { AppError } from '../../../miniprogram/contract/errors'
import { bodiesFor, type Caller } from '../../platform/caller'
import { dayMs } from '../../platform/clock'
import { makeLink } from '../../platform/cloud'
import type { Handler, Handlers } from '../../platform/serve'
import { countBrought } from './arriving'
import { makesCodes, ownCode } from './own'
import { type Code, listCodesOf, writeLink } from './records'
import { addUp, usableCode } from './rules'
import { entryPage } from './scene'
import { type Item, readItem } from './targets'

const isTreasurer = (caller: Caller) => bodiesFor('treasurer', caller).length > 0

/** Treasurers read what gifts every channel brought, whoever proposed the project. */
async function ownItem(opens: Shareable, targetId: string, caller: Caller, now: Date): Promise<Item> {
  const item = await readItem(opens, targetId, now)
  const mayRead = item && (makesCodes(caller, item.bodyPath) || (opens === 'project' && isTreasurer(caller)))
  if (!mayRead) throw new AppError('NOT_FOUND')
  return item
}

const readKit: Handler<'codes.readKit'> = async ({ opens, targetId }, { caller, now }) => {
  const item = await ownItem(opens, targetId, caller, now)
  const codes = await listCodesOf(opens, targetId)
  const knowsSums = isTreasurer(caller)
  const scenes = codes.map(({ _id }) => _id)
  const brought = await countBrought(scenes, knowsSums)
  const channelOf = (kind: ChannelKind): KitChannel => {
    const own = codes.filter((code) => code.kind === kind)
    const sums = addUp(
      own.map(({ _id }) => brought(_id)),
      knowsSums,
    )
    return { kind, scene: own.find((code) => usableCode(code, now))?._id, ...sums }
  }
  return {
    title: item.title,
    startsAt: item.startsAt?.getTime(),
    words: item.words,
    channels: (Object.keys(channelKinds) as ChannelKind[]).map(channelOf),
    isMaker: makesCodes(caller, item.bodyPath),
    until: item.until.getTime(),
  }
}

/** The longest that WeChat lets a link live. */
const linkDays = 30
/** A link that ends sooner is made anew, so that what is pasted today works for three weeks at least. */
const linkLeftMs = 21 * dayMs

async function linkOf({ _id, link }: Code, now: Date): Promise<NonNullable<Code['link']>> {
  if (link && link.expiresAt.getTime() - now.getTime() > linkLeftMs) return link
  const url = await makeLink(entryPage, `scene=${_id}`, linkDays)
  const made = { url, expiresAt: new Date(now.getTime() + linkDays * dayMs) }
  await writeLink(_id, made)
  return made
}

const link: Handler<'codes.link'> = async ({ scene }, { caller, now }) => {
  const { code } = await ownCode(scene, caller)
  if (!usableCode(code, now)) throw new AppError('CODE_UNKNOWN')
  const { url, expiresAt } = await linkOf(code, now)
  return { url, expiresAt: expiresAt.getTime() }
}

export const sharing: Pick<Handlers<'codes'>, 'codes.readKit' | 'codes.link'> = {
  'codes.readKit': readKit,
  'codes.link': link,
}
