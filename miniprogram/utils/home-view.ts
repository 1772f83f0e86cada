/** What Home shows, made from what the server said, who one is, and the time. */
import type { Me } from '../contract/alumni'
import type { AnniversarySummary, Home, HomeBlock } from '../contract/celebration'
import { houseColour, paletteStyle } from '../contract/colours'
import type { EventSummary } from '../contract/events'
import type { ProjectSummary } from '../contract/giving'
import { type ArticleSummary, articleCategories } from '../contract/news'
import type { Institution } from '../contract/organisations'
import { countdown } from './date'
import { type EventState, eventStateOf } from './event-state'

interface Door {
  readonly note: string
  readonly done: boolean
}

type ArticleLine = Pick<ArticleSummary, 'articleId' | 'title' | 'summary' | 'publishedAt'> & {
  readonly category: string
  /** Its photograph; empty where it has none. */
  readonly cover: string
}

interface WishLine {
  readonly wishId: string
  readonly words: string
  readonly name: string
}

export type BlockView =
  | { readonly kind: 'notice'; readonly words: string }
  | {
      readonly kind: 'doors'
      readonly register: Door
      readonly eventsNote: string
      readonly givingNote: string
    }
  | { readonly kind: 'circles' }
  | {
      readonly kind: 'anniversaries'
      readonly anniversaryId: string
      readonly others: readonly {
        readonly anniversaryId: string
        readonly name: string
        readonly when: string
      }[]
    }
  | { readonly kind: 'guide'; readonly anniversaryId: string; readonly note: string }
  | { readonly kind: 'events'; readonly events: readonly (EventSummary & { readonly state: EventState })[] }
  | { readonly kind: 'giving'; readonly projects: readonly ProjectSummary[] }
  | { readonly kind: 'stories'; readonly articles: readonly ArticleLine[] }
  | { readonly kind: 'wishes'; readonly anniversaryId: string; readonly wishes: readonly WishLine[] }

export interface HomeView {
  readonly institution: Institution
  /** Its id is empty while there is none. */
  readonly anniversary: Pick<AnniversarySummary, 'anniversaryId' | 'number' | 'theme' | 'date'>
  /** The colours of the anniversary, as a style. */
  readonly palette: string
  readonly blocks: readonly BlockView[]
}

const noAnniversary = { anniversaryId: '', number: 0, theme: '', date: 0 } as const

/** How far one has come with registering. */
function registerDoorOf(me: Me | undefined): Door {
  switch (me?.person?.status) {
    case 'verified':
      return { note: '已认证', done: true }
    case 'pending':
      return { note: '审核中', done: false }
    case 'returned':
      return { note: '待补充', done: false }
    case 'refused':
      return { note: '未通过', done: false }
    default:
      return { note: '一分钟完成', done: false }
  }
}

/** `还有 45 天`, `就在今天`, `已过 3 天`. */
export function whenOf(dateMs: number, nowMs: number): string {
  const { phase, days } = countdown(dateMs, nowMs)
  if (phase === 'today') return '就在今天'
  if (phase === 'after') return `已过 ${days} 天`
  return days > 0 ? `还有 ${days} 天` : '就在明天'
}

interface Seen {
  readonly home: Home
  readonly me: Me | undefined
  readonly nowMs: number
}

/** The doors tell of what stands below them, so far as it is shown. */
function doorsOf(shown: readonly BlockView[], me: Me | undefined): BlockView {
  const states = shown.flatMap((block) =>
    block.kind === 'events' ? block.events.map(({ state }) => state) : [],
  )
  const open = states.filter((state) => state === 'open' || state === 'waitlist').length
  const takesGifts = shown.some(
    (block) => block.kind === 'giving' && block.projects.some(({ isOpen }) => isOpen),
  )
  return {
    kind: 'doors',
    register: registerDoorOf(me),
    eventsNote: open > 0 ? `${open} 场可报名` : '近期活动',
    givingNote: takesGifts ? '饮水思源' : '捐赠芳名',
  }
}

/** Reads what the card reads, so that what is not there fails here and not on the page. */
const projectOf = ({ body: { bodyId, name }, ...project }: ProjectSummary): ProjectSummary => ({
  ...project,
  body: { bodyId, name },
})

/** A block as it is shown; one that shows nothing to this person, or is of a kind this version does not know, is left out. */
function blockViewOf(block: HomeBlock, { home, me, nowMs }: Seen): BlockView | undefined {
  switch (block.kind) {
    case 'notice':
      return block
    case 'circles':
      return registerDoorOf(me).done ? block : undefined
    case 'anniversaries':
      return {
        kind: 'anniversaries',
        anniversaryId: home.anniversary?.anniversaryId ?? '',
        others: home.others.map(({ anniversaryId, name, date }) => ({
          anniversaryId,
          name,
          when: whenOf(date, nowMs),
        })),
      }
    case 'guide':
      return { kind: 'guide', anniversaryId: block.anniversaryId, note: block.headings.join('、') }
    case 'events':
      return {
        kind: 'events',
        events: block.events.map((event) => ({ ...event, state: eventStateOf(event, undefined, nowMs) })),
      }
    case 'giving':
      return { kind: 'giving', projects: block.projects.map(projectOf) }
    case 'stories':
      return {
        kind: 'stories',
        articles: block.articles.map(({ articleId, title, summary, publishedAt, category, cover }) => ({
          articleId,
          title,
          summary,
          publishedAt,
          category: articleCategories[category],
          cover: cover.kind === 'picture' ? cover.url : '',
        })),
      }
    case 'wishes':
      return {
        kind: 'wishes',
        anniversaryId: block.anniversaryId,
        wishes: block.wishes.map(({ wishId, words, name }) => ({ wishId, words, name })),
      }
    default:
      return undefined
  }
}

/** Nothing that is wrong with one block may take the others with it: what is kept may be of another version. */
function safely(block: HomeBlock, seen: Seen): BlockView[] {
  try {
    return [blockViewOf(block, seen)].flatMap((view) => view ?? [])
  } catch (error) {
    console.error('block not shown', block.kind, error)
    return []
  }
}

export function homeViewOf(home: Home, me: Me | undefined, nowMs: number): HomeView {
  const seen = { home, me, nowMs }
  const shown = home.blocks.map((block) => safely(block, seen))
  return {
    institution: home.institution,
    anniversary: home.anniversary ?? noAnniversary,
    palette: paletteStyle(home.anniversary?.colour ?? houseColour),
    blocks: home.blocks.flatMap(({ kind }, at) =>
      kind === 'doors' ? doorsOf(shown.flat(), me) : (shown[at] ?? []),
    ),
  }
}
