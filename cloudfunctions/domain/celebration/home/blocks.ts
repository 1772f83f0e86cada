/** Home, put together from its blocks: one that fails is left as it was last, and never takes the others with it. */
import type { Home, HomeBlock, HomeBlockKind } from '../../../../miniprogram/contract/celebration'
import type { HomeLayout } from '../../../../miniprogram/contract/celebration-editing'
import { log } from '../../../platform/log'
import { listUpcoming } from '../../events/records'
import { describeEvents } from '../../events/views'
import { listProjects } from '../../giving/records'
import { describeProjects } from '../../giving/views'
import { latestArticles } from '../../news/views'
import { readInstitution } from '../../organisations/actions'
import { latestWishes } from '../../wishes/showing'
import { type Celebrated, readAnniversary } from '../records'
import { listCelebrated, summarise } from '../showing'
import { kindsShown } from './rules'

const eventsShown = 3
const projectsShown = 2
const wishesShown = 3
const articlesShown = 3

interface Materials {
  readonly layout: HomeLayout
  readonly leading: Celebrated | undefined
  readonly now: Date
}

/** How each block is made; nothing where it has nothing to show. */
const makers: { readonly [Kind in HomeBlockKind]: (of: Materials) => Promise<HomeBlock | undefined> } = {
  doors: async () => ({ kind: 'doors' }),
  circles: async () => ({ kind: 'circles' }),
  anniversaries: async ({ leading }) => leading && { kind: 'anniversaries' },
  notice: async ({ layout }) => (layout.notice === '' ? undefined : { kind: 'notice', words: layout.notice }),
  guide: async ({ leading }) => {
    const anniversary = leading && (await readAnniversary(leading._id))
    if (!anniversary) return undefined
    const { places, travel, contacts, questions } = anniversary.guide
    const headings = [
      ...(travel.length > 0 ? ['交通'] : []),
      ...(places.length > 0 ? ['地图'] : []),
      ...(contacts.length > 0 ? ['联系人'] : []),
      ...(questions.length > 0 ? ['常见问题'] : []),
    ]
    return headings.length > 0 ? { kind: 'guide', anniversaryId: anniversary._id, headings } : undefined
  },
  events: async ({ now }) => {
    const events = await describeEvents(await listUpcoming(now, eventsShown))
    return events.length > 0 ? { kind: 'events', events } : undefined
  },
  giving: async ({ now }) => {
    const projects = await describeProjects(await listProjects(projectsShown), now)
    return projects.length > 0 ? { kind: 'giving', projects } : undefined
  },
  stories: async ({ now }) => {
    const articles = await latestArticles({ category: undefined, bodyId: undefined }, now, articlesShown)
    return articles.length > 0 ? { kind: 'stories', articles } : undefined
  },
  wishes: async ({ leading }) =>
    leading && {
      kind: 'wishes',
      anniversaryId: leading._id,
      wishes: await latestWishes(leading._id, wishesShown),
    },
}

/** @param before Home as it was last, out of which a block that cannot be made now is taken */
export async function putTogether(layout: HomeLayout, now: Date, before: Home | undefined): Promise<Home> {
  const [institution, celebrated] = await Promise.all([
    readInstitution(now),
    listCelebrated(now).catch((error) => {
      log.error('anniversaries not read', error)
      return undefined
    }),
  ])
  const leading = celebrated?.[0]
  const blocks = await Promise.all(
    kindsShown(layout).map(async (kind) => {
      try {
        return await makers[kind]({ layout, leading, now })
      } catch (error) {
        log.error('block not made', error, { block: kind })
        return before?.blocks.find((block) => block.kind === kind)
      }
    }),
  )
  const [anniversary, ...others] = celebrated
    ? await summarise(celebrated)
    : [before?.anniversary, ...(before?.others ?? [])]
  return {
    takenAt: now.getTime(),
    institution,
    anniversary,
    others: others.flatMap((other) => other ?? []),
    blocks: blocks.flatMap((block) => block ?? []),
  }
}
