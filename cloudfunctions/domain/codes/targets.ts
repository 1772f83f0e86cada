/** What codes open: whose it is, what it is called, and how it is told to others. */
import type { CodeOpening, Shareable } from '../../../miniprogram/contract/codes'
import { dayMs } from '../../platform/clock'
import { readAnniversaries, readAnniversary } from '../celebration/records'
import { readEvent, readEvents } from '../events/records'
import { readProject, readProjects } from '../giving/records'
import { readArticle, readArticleTitles } from '../news/records'
import { readBodies } from '../organisations/records'

export interface Target {
  readonly opens: CodeOpening
  readonly targetId: string
}

/** The body that a new code is of: its target, or who hosts, proposes, writes or celebrates that. */
export async function bodyIdOf({ opens, targetId }: Target): Promise<string | undefined> {
  switch (opens) {
    case 'event':
      return (await readEvent(targetId))?.hostId
    case 'project':
      return (await readProject(targetId))?.bodyId
    case 'article':
      return (await readArticle(targetId))?.bodyId
    case 'anniversary':
      return (await readAnniversary(targetId))?.bodyId
    default:
      return targetId
  }
}

/** The names of what codes open. */
export async function titlesOf(targets: readonly Target[]): Promise<ReadonlyMap<string, string>> {
  const idsOf = (...kinds: readonly CodeOpening[]) =>
    targets.filter(({ opens }) => kinds.includes(opens)).map(({ targetId }) => targetId)
  const [bodies, events, projects, articles, anniversaries] = await Promise.all([
    readBodies(idsOf('register', 'body')),
    readEvents(idsOf('event')),
    readProjects(idsOf('project')),
    readArticleTitles(idsOf('article')),
    readAnniversaries(idsOf('anniversary')),
  ])
  return new Map([
    ...[...bodies, ...anniversaries].map(([id, { name }]) => [id, name] as const),
    ...[...events, ...projects].map(({ _id, title }) => [_id, title] as const),
    ...articles,
  ])
}

/** What everybody may read, as it is told to others. */
export interface Item {
  readonly title: string
  readonly startsAt: Date | undefined
  readonly words: string
  readonly bodyPath: readonly string[]
  readonly until: Date
}

/** A code goes on leading to what became of it. */
const keptMs = 30 * dayMs
const yearMs = 365 * dayMs
const inAYear = (now: Date) => new Date(now.getTime() + yearMs)

const readers: Readonly<Record<Shareable, (targetId: string, now: Date) => Promise<Item | undefined>>> = {
  async event(targetId) {
    const event = await readEvent(targetId)
    if (event?.status !== 'published') return undefined
    const { title, bodyPath, startsAt, endsAt, place } = event
    return { title, bodyPath, startsAt, words: place, until: new Date(endsAt.getTime() + keptMs) }
  },
  async project(targetId, now) {
    const project = await readProject(targetId)
    if (project?.status !== 'open') return undefined
    const { title, bodyPath, summary } = project
    return { title, bodyPath, startsAt: undefined, words: summary, until: inAYear(now) }
  },
  async article(targetId, now) {
    const article = await readArticle(targetId)
    if (!article?.isPublic || !article.shown) return undefined
    const { title, summary } = article.shown.content
    return { title, bodyPath: article.bodyPath, startsAt: undefined, words: summary, until: inAYear(now) }
  },
  async anniversary(targetId, now) {
    const anniversary = await readAnniversary(targetId)
    if (!anniversary?.isShown) return undefined
    const { name, bodyPath, date, theme } = anniversary
    const over = new Date(date.getTime() + keptMs)
    return { title: name, bodyPath, startsAt: date, words: theme, until: over > now ? over : inAYear(now) }
  },
}

export const readItem = (opens: Shareable, targetId: string, now: Date): Promise<Item | undefined> =>
  readers[opens](targetId, now)
