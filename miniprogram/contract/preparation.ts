/** What must be done before the great day: who does it for which body, until when, and what is late. */
import { action } from './action'
import { choice, day, flag, id, integer, type Moment, optional, text } from './fields'
import type { BodyName } from './organisations'

export const taskStatuses = { todo: '未开始', doing: '进行中', done: '已完成' } as const
export type TaskStatus = keyof typeof taskStatuses

export interface PreparationTask {
  readonly taskId: string
  readonly title: string
  readonly note: string
  readonly body: BodyName
  readonly owner: { readonly personId: string; readonly name: string }
  /** `2027-10-01`, the last day on which it is in time. */
  readonly day: string
  readonly status: TaskStatus
  /** late: overdue · soon: due within three days · neither once it is done. */
  readonly heat: 'late' | 'soon' | 'none'
  readonly finishedAt: Moment | undefined
  readonly revision: number
  /** Whether the caller may change all of it, or its status alone. */
  readonly may: 'write' | 'report' | 'look'
}

/** How the board stands, by all that the caller sees of it. */
export interface TaskCounts {
  readonly open: number
  readonly done: number
  /** Of the open ones: overdue, and due within three days. */
  readonly late: number
  readonly soon: number
}

/** What came of an act: the task as the caller sees it now, if they still do, and how the board stands with it. */
export interface Acted {
  readonly task: PreparationTask | undefined
  readonly counts: TaskCounts
}

const content = {
  title: text('事项', { max: 40 }),
  note: text('说明', { min: 0, max: 300 }),
  bodyId: id('负责单位'),
  ownerId: id('负责人'),
  day: day('期限'),
}
const revision = integer('版本', { min: 1, max: 1_000_000 })

export const preparation = {
  /** Of the bodies within one's roles, and one's own; the most pressing first, or the latest done; page by page. */
  'preparation.list': action('staff', {
    isDone: flag('是否完成'),
    after: optional(text('页码', { max: 100 })),
  }).returns<{
    readonly tasks: readonly PreparationTask[]
    readonly next: string | undefined
    readonly counts: TaskCounts
  }>(),
  /** Who can be asked to do something for a body: whoever holds a role on it, above it or below it; the first by name. */
  'preparation.listOwners': action('editor', {
    bodyId: id('负责单位'),
    /** Part of a name; left out: of any. */
    words: optional(text('姓名', { min: 0, max: 20 })),
  }).returns<{
    readonly owners: readonly { readonly personId: string; readonly name: string }[]
    /** Whether there are others, whom only their name finds. */
    readonly hasMore: boolean
  }>(),
  'preparation.create': action(
    'editor',
    {
      /** Made once by the phone for one intent: the same key is the same task. */
      draftKey: id(),
      ...content,
    },
    { audits: 'draftKey', atMost: { times: 300, per: 'day' } },
  ).returns<Acted>(),
  'preparation.change': action(
    'editor',
    { taskId: id(), revision, ...content },
    { audits: 'taskId' },
  ).returns<Acted>(),
  'preparation.report': action(
    'staff',
    { taskId: id(), revision, status: choice('状态', taskStatuses) },
    { audits: 'taskId' },
  ).returns<Acted>(),
  'preparation.remove': action(
    'editor',
    { taskId: id(), revision, reason: text('原因', { max: 100 }) },
    { audits: 'taskId' },
  ).returns<Acted>(),
}
