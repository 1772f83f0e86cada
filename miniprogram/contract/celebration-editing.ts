/** What editors do with anniversaries and with Home. */
import { boolean, type InferOutput, strictObject } from 'valibot'
import { action } from './action'
import {
  type AnniversaryContent,
  type AnniversarySummary,
  anniversaryContent,
  type Home,
  homeBlockKinds,
} from './celebration'
import type { PictureLink } from './event-editing'
import type { EventSummary } from './events'
import { choice, flag, id, integer, list, text } from './fields'
import type { BodyName } from './organisations'

const revision = integer('版本', { min: 0, max: 1_000_000 })

/** What Home consists of, in its order; what is switched off keeps its place. */
export const homeLayout = strictObject(
  {
    blocks: list(
      '内容块',
      strictObject({ kind: choice('内容块', homeBlockKinds), isOn: boolean('请选择是否显示') }),
      { max: 20 },
    ),
    notice: text('公告', { min: 0, max: 200 }),
  },
  '首页设置有误',
)
export type HomeLayout = InferOutput<typeof homeLayout>

export interface ManagedAnniversary extends AnniversarySummary {
  readonly isShown: boolean
  /** Whether the caller may change it; others only add their own activities. */
  readonly isEditable: boolean
}

interface Saved {
  readonly anniversaryId: string
  readonly revision: number
}

export const celebrationEditing = {
  'celebration.listAnniversaries': action('editor', {}).returns<{
    readonly anniversaries: readonly ManagedAnniversary[]
    readonly editsHome: boolean
  }>(),
  'celebration.readDraft': action('editor', { anniversaryId: id() }).returns<{
    readonly revision: number
    readonly body: BodyName
    readonly content: AnniversaryContent
    readonly pictures: readonly PictureLink[]
  }>(),
  'celebration.create': action(
    'editor',
    { draftKey: id(), content: anniversaryContent },
    { audits: 'draftKey' },
  ).returns<Saved>(),
  'celebration.change': action(
    'editor',
    { anniversaryId: id(), revision, content: anniversaryContent },
    { audits: 'anniversaryId' },
  ).returns<Saved>(),
  /** The caller's own events that may stand under this anniversary, and which of them do. */
  'celebration.listActivities': action('editor', { anniversaryId: id() }).returns<{
    readonly name: string
    readonly events: readonly (EventSummary & { readonly isIn: boolean })[]
  }>(),
  'celebration.setActivity': action(
    'editor',
    { anniversaryId: id(), eventId: id(), isIn: flag('列入') },
    { audits: 'eventId' },
  ).returns<{ readonly isIn: boolean }>(),
  'celebration.readLayout': action('editor', {}).returns<{
    readonly bodyId: string
    readonly revision: number
    readonly layout: HomeLayout
  }>(),
  /** Home as it would be, put together for this caller alone. */
  'celebration.previewHome': action('editor', { layout: homeLayout }).returns<Home>(),
  'celebration.saveLayout': action(
    'editor',
    { bodyId: id(), revision, layout: homeLayout },
    { audits: 'bodyId' },
  ).returns<{ readonly revision: number; readonly home: Home }>(),
}
