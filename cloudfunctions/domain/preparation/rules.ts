/** What is late, who may do what with a task, and when its owner is reminded. Pure. */
import type { PreparationTask, TaskStatus } from '../../../miniprogram/contract/preparation'
import { roleIncludes } from '../../../miniprogram/contract/roles'
import type { Person } from '../alumni/records'

const dayMs = 86_400_000
const soonMs = 3 * dayMs
/** A task is in time until its day is over; from nine in the morning nobody is woken. */
const midnightOf = (day: string) => Date.parse(`${day}T00:00:00+08:00`)
const morningMs = 9 * 3_600_000

export const overAt = (day: string): Date => new Date(midnightOf(day) + dayMs)

/** Three days ahead; null where that is past already, or there is nothing left to do. */
export function remindAt(day: string, status: TaskStatus, now: Date): Date | null {
  if (status === 'done') return null
  const at = new Date(midnightOf(day) - soonMs + morningMs)
  return at > now ? at : null
}

/** Until when what is due then is due soon. */
export const soonUntil = (now: Date): Date => new Date(now.getTime() + soonMs + dayMs)

export function heatOf(
  { status, dueAt }: { readonly status: TaskStatus; readonly dueAt: Date },
  now: Date,
): PreparationTask['heat'] {
  if (status === 'done') return 'none'
  if (dueAt <= now) return 'late'
  return dueAt <= soonUntil(now) ? 'soon' : 'none'
}

interface Viewer {
  readonly personId: string
  readonly grants: Person['grants']
}

const holdsOn = (
  grants: Person['grants'],
  bodyPath: readonly string[],
  isEnough: (role: Person['grants'][number]['role']) => boolean,
) =>
  grants.some(
    ({ role, bodyId, eventId }) => eventId === undefined && bodyPath.includes(bodyId) && isEnough(role),
  )

/** Editors of a body write; the owner says how far it is; other staff of the body look; for anybody else there is nothing. */
export function mayDo(
  { personId, grants }: Viewer,
  task: { readonly ownerId: string; readonly bodyPath: readonly string[] },
): PreparationTask['may'] | undefined {
  if (holdsOn(grants, task.bodyPath, (role) => roleIncludes(role, 'editor'))) return 'write'
  if (task.ownerId === personId) return 'report'
  return holdsOn(grants, task.bodyPath, () => true) ? 'look' : undefined
}
