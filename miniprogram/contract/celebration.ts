/** Home and the anniversaries as everybody sees them. What staff do with them is in celebration-editing.ts. */
import { type InferOutput, pipe, regex, strictObject } from 'valibot'
import { action } from './action'
import { colour } from './colours'
import { fileId, venue } from './event-content'
import type { EventSummary } from './events'
import { day, flag, id, integer, list, type Moment, optional, text } from './fields'
import type { ProjectSummary } from './giving'
import type { ArticleSummary } from './news'
import type { BodyName, Institution } from './organisations'
import type { ShownWish } from './wishes'

/** What happened once, with a picture from the archive. */
export const historyEntry = strictObject(
  {
    year: integer('年份', { min: 1000, max: 2100 }),
    title: text('标题', { max: 40 }),
    words: text('叙述', { min: 0, max: 500 }),
    pictureId: optional(fileId('图片')),
  },
  '校史有误',
)
export type HistoryEntry = InferOutput<typeof historyEntry>

const phone = pipe(
  text('电话', { min: 0, max: 20 }),
  regex(/^[0-9+\-() ]{0,20}$/, '电话只能包含数字、空格和横线'),
)

/** What whoever comes back needs to know. */
export const guide = strictObject(
  {
    places: list('地点', venue, { max: 10 }),
    travel: list(
      '交通',
      strictObject({
        title: text('方式', { max: 20 }),
        words: text('说明', { max: 300 }),
      }),
      { max: 10 },
    ),
    contacts: list(
      '联系人',
      strictObject({ name: text('联系人', { max: 30 }), phone, note: text('负责事项', { min: 0, max: 40 }) }),
      { max: 10 },
    ),
    questions: list(
      '问答',
      strictObject({ question: text('问题', { max: 60 }), answer: text('回答', { max: 300 }) }),
      { max: 20 },
    ),
  },
  '返校指南有误',
)
export type Guide = InferOutput<typeof guide>

/** What staff fill in. */
export const anniversaryContent = strictObject(
  {
    bodyId: id('所属单位'),
    number: integer('周年', { min: 1, max: 1000 }),
    name: text('名称', { min: 2, max: 30 }),
    theme: text('主题', { min: 0, max: 30 }),
    day: day('日期'),
    colour,
    intro: text('致辞', { min: 0, max: 500 }),
    /** Whether people see it. */
    isShown: flag('公开'),
    history: list('校史', historyEntry, { max: 40 }),
    guide,
  },
  '校庆信息有误',
)
export type AnniversaryContent = InferOutput<typeof anniversaryContent>

export interface AnniversarySummary {
  readonly anniversaryId: string
  readonly body: BodyName
  readonly number: number
  readonly name: string
  readonly theme: string
  /** Midnight of the day, campus time. */
  readonly date: Moment
  readonly colour: string
}

/** What one body holds of its own under the roof of an anniversary. */
export interface BodyActivities {
  readonly body: BodyName
  readonly events: readonly EventSummary[]
}

export interface Anniversary extends AnniversarySummary {
  readonly intro: string
  /** The fifty nearest. */
  readonly activities: readonly BodyActivities[]
  /** How many more there are. */
  readonly activitiesLeft: number
  readonly history: readonly (Omit<HistoryEntry, 'pictureId'> & { readonly picture: string | undefined })[]
  readonly guide: Guide
  /** Celebrated beside it, the nearest first. */
  readonly others: readonly AnniversarySummary[]
}

/** What Home is put together from, below its head; staff order these and switch them on and off. */
export const homeBlockKinds = {
  doors: '登记、报名、捐赠',
  notice: '公告',
  anniversaries: '走进校庆',
  circles: '校友名录与校友组织',
  guide: '返校指南',
  events: '近期活动',
  giving: '捐赠项目',
  stories: '校友故事',
  wishes: '校庆祝福',
} as const
export type HomeBlockKind = keyof typeof homeBlockKinds

export type HomeBlock =
  | { readonly kind: 'doors' }
  | { readonly kind: 'circles' }
  /** Those that Home itself tells of. */
  | { readonly kind: 'anniversaries' }
  | { readonly kind: 'notice'; readonly words: string }
  | { readonly kind: 'guide'; readonly anniversaryId: string; readonly headings: readonly string[] }
  | { readonly kind: 'events'; readonly events: readonly EventSummary[] }
  | { readonly kind: 'giving'; readonly projects: readonly ProjectSummary[] }
  | { readonly kind: 'stories'; readonly articles: readonly ArticleSummary[] }
  | { readonly kind: 'wishes'; readonly anniversaryId: string; readonly wishes: readonly ShownWish[] }

export interface Home {
  /** When it was put together: a phone keeps the latest it has seen. */
  readonly takenAt: Moment
  readonly institution: Institution
  readonly anniversary: AnniversarySummary | undefined
  /** Celebrated beside it, the nearest first. */
  readonly others: readonly AnniversarySummary[]
  readonly blocks: readonly HomeBlock[]
}

export const celebration = {
  'celebration.readHome': action('anybody', {}).returns<Home>(),
  /** Without an id, the one that Home shows. */
  'celebration.readAnniversary': action('anybody', {
    anniversaryId: optional(id()),
  }).returns<Anniversary>(),
}
