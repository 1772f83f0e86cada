/** What staff have under way: tasks before the anniversary, some of them late, and an invitation that waits. */

import type { Task } from '../../cloudfunctions/domain/preparation/records'
import { overAt, remindAt } from '../../cloudfunctions/domain/preparation/rules'
import { digestOf, sceneOf } from '../../cloudfunctions/domain/roles/codes'
import type { RoleInvitation } from '../../cloudfunctions/domain/roles/records'
import { personIdOf } from '../../cloudfunctions/platform/ids'
import type { TaskStatus } from '../../miniprogram/contract/preparation'
import { bodies, bodyIds } from './bodies'
import { personas } from './personas'

const dayMs = 86_400_000

const personIdFor = (key: string) => personIdOf(personas.find((persona) => persona.key === key)?.openid ?? '')

interface Draft {
  readonly title: string
  readonly note?: string
  readonly bodyId: string
  readonly owner: string
  readonly inDays: number
  readonly status: TaskStatus
}

const drafts: readonly Draft[] = [
  {
    title: '校庆公告（第一号）定稿',
    bodyId: bodyIds.university,
    owner: 'editor',
    inDays: -4,
    status: 'doing',
  },
  {
    title: '校园导览路线踩点',
    note: '含轮椅可通行的路线，图书馆闭馆日另定。',
    bodyId: bodyIds.university,
    owner: 'volunteer',
    inDays: 2,
    status: 'todo',
  },
  {
    title: '计算机学院返校日场地预约',
    bodyId: bodyIds.computing,
    owner: 'reviewer',
    inDays: 20,
    status: 'todo',
  },
  { title: '捐赠证书样张送印', bodyId: bodyIds.foundation, owner: 'treasurer', inDays: 45, status: 'todo' },
  { title: '校史馆展陈大纲', bodyId: bodyIds.university, owner: 'editor', inDays: -20, status: 'done' },
]

function taskFrom(
  { title, note = '', bodyId, owner, inDays, status }: Draft,
  place: number,
  nowMs: number,
): Task {
  const day = new Date(nowMs + inDays * dayMs + 8 * 3_600_000).toISOString().slice(0, 10)
  return {
    _id: `task-${place + 1}`,
    title,
    note,
    bodyId,
    bodyPath: bodies.find(({ _id }) => _id === bodyId)?.bodyPath ?? [],
    ownerId: personIdFor(owner),
    day,
    dueAt: overAt(day),
    status,
    finishedAt: status === 'done' ? new Date(nowMs + (inDays - 1) * dayMs) : null,
    remindAt: remindAt(day, status, new Date(nowMs)),
    createdBy: personIdFor('administrator'),
    revision: 1,
  }
}

const draftKey = 'sample-invitation'

/** The code of the invitation that waits; only the installation's key makes it. */
export const sampleScene = (secretKey: string) => sceneOf(personIdFor('administrator'), draftKey, secretKey)

export function sampleOffice(
  nowMs: number,
  secretKey: string,
): { readonly preparationTasks: readonly Task[]; readonly roleInvitations: readonly RoleInvitation[] } {
  return {
    preparationTasks: drafts.map((draft, place) => taskFrom(draft, place, nowMs)),
    roleInvitations: [
      {
        _id: digestOf(sampleScene(secretKey)),
        role: 'reviewer',
        bodyId: bodyIds.civil,
        note: '周书恒',
        draftKey,
        byPersonId: personIdFor('administrator'),
        state: 'open',
        acceptedBy: '',
        at: new Date(nowMs - dayMs),
        expiresAt: new Date(nowMs + 6 * dayMs),
      },
    ],
  }
}
