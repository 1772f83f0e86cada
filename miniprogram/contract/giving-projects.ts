/** Projects as staff make them: a body proposes, the foundation approves, donors are told what came of it. */
import { type InferOutput, strictObject } from 'valibot'
import { action } from './action'
import { fileId } from './event-content'
import type { PictureLink } from './event-editing'
import { choice, flag, id, integer, list, type Moment, moment, optional, text } from './fields'
import { largestAmountFen } from './money'
import { type BodyName, contact } from './organisations'

export const projectKinds = {
  scholarship: '奖助学金',
  laboratory: '实验室与设备',
  class: '班级捐赠',
  oneYuan: '一元捐',
  other: '其他',
} as const
export type ProjectKind = keyof typeof projectKinds

/** draft: being written, or sent back · proposed: waits for the treasurer · open: takes gifts · closed: takes no more. */
export const projectStatuses = {
  draft: '草稿',
  proposed: '待审核',
  open: '募集中',
  closed: '已结束',
} as const
export type ProjectStatus = keyof typeof projectStatuses

/** The largest goal, in fen: ¥1,000,000,000. */
const largestGoalFen = 100_000_000_000

const amount = (label: string) => integer(label, { min: 1, max: largestAmountFen })

/** What an editor writes of a project. */
export const projectContent = strictObject(
  {
    bodyId: id('发起单位'),
    kind: choice('项目类型', projectKinds),
    title: text('项目名称', { min: 2, max: 30 }),
    summary: text('一句话介绍', { min: 0, max: 60 }),
    purpose: text('用途', { min: 10, max: 2000 }),
    /** 0: without a goal. */
    goalFen: integer('目标金额', { min: 0, max: largestGoalFen }),
    presetsFen: list('建议金额', amount('建议金额'), { min: 1, max: 6 }),
    minimumFen: amount('起捐金额'),
    opensAt: optional(moment('开始日期')),
    closesAt: optional(moment('截止日期')),
    closesWhenFull: flag('达到目标后是否结束'),
    contact,
    pictureIds: list('图片', fileId('图片'), { max: 6 }),
  },
  '项目信息有误',
)
export type ProjectContent = InferOutput<typeof projectContent>

export const noteKinds = { progress: '项目进展', spending: '善款使用' } as const
export type NoteKind = keyof typeof noteKinds

/** What was told of a project after it opened. */
export interface ProjectNote {
  readonly noteId: string
  readonly kind: NoteKind
  readonly text: string
  /** Of 善款使用: how much was spent; undefined where no sum is told. */
  readonly spentFen: number | undefined
  readonly at: Moment
}

/** A project in the list of staff. */
export interface ManagedProject {
  readonly projectId: string
  readonly title: string
  readonly body: BodyName
  readonly kind: ProjectKind
  readonly status: ProjectStatus
  readonly goalFen: number
  readonly raisedFen: number
  readonly gifts: number
  /** Why it was sent back; empty otherwise. */
  readonly returnedFor: string
}

const revision = integer('版本', { min: 1, max: 1_000_000 })

/** Where a project stands after an act. */
interface Changed {
  readonly projectId: string
  readonly revision: number
  readonly status: ProjectStatus
}

export const givingProjects = {
  /** What the caller edits, and for treasurers everything that was ever proposed; and whether giving online is open. */
  'giving.listManaged': action('staff', {
    status: choice('状态', projectStatuses),
    after: optional(text('页码', { max: 100 })),
  }).returns<{
    readonly projects: readonly ManagedProject[]
    readonly next: string | undefined
    readonly counts: Readonly<Record<ProjectStatus, number>>
    readonly isEditor: boolean
    readonly isTreasurer: boolean
    /** What is still missing before anybody can give online, in words; empty when nothing is. */
    readonly missing: readonly string[]
  }>(),
  'giving.readManaged': action('staff', { projectId: id() }).returns<{
    readonly project: ManagedProject
    readonly revision: number
    readonly content: ProjectContent
    readonly pictures: readonly PictureLink[]
    readonly notes: readonly ProjectNote[]
    /** Whether the caller edits it, and whether they decide about it. */
    readonly isEditable: boolean
    readonly decides: boolean
  }>(),
  'giving.createProject': action(
    'editor',
    {
      /** Made once by the phone for one intent: the same key is the same project. */
      draftKey: id(),
      content: projectContent,
    },
    { audits: 'draftKey' },
  ).returns<Changed>(),
  'giving.changeProject': action(
    'editor',
    { projectId: id(), revision, content: projectContent },
    { audits: 'projectId' },
  ).returns<Changed>(),
  'giving.proposeProject': action(
    'editor',
    { projectId: id(), revision },
    { audits: 'projectId' },
  ).returns<Changed>(),
  'giving.decideProject': action(
    'treasurer',
    {
      projectId: id(),
      revision,
      decision: choice('审核结果', { approve: '通过', return: '退回' }),
      reason: text('原因', { min: 0, max: 200 }),
    },
    { audits: 'projectId' },
  ).returns<Changed>(),
  'giving.closeProject': action(
    'staff',
    { projectId: id(), revision, reason: text('原因', { min: 2, max: 200 }) },
    { audits: 'projectId' },
  ).returns<Changed>(),
  /** The gifts of a project as a spreadsheet, for whoever edits it or decides about it. */
  'giving.exportGifts': action('staff', { projectId: id() }, { atMost: { times: 30, per: 'hour' } }).returns<{
    readonly url: string
    readonly expiresAt: Moment
    readonly rows: number
  }>(),
  'giving.addNote': action(
    'editor',
    {
      projectId: id(),
      noteKey: id(),
      kind: choice('类型', noteKinds),
      text: text('内容', { min: 2, max: 500 }),
      spentFen: optional(amount('使用金额')),
    },
    { audits: 'projectId', atMost: { times: 20, per: 'day' } },
  ).returns<{ readonly noteId: string }>(),
}
