/** Events as those see them who run them: by phase, what is next first, and of the past what was last. */
import { type EventPhase, eventPhases } from '../../../../miniprogram/contract/event-editing'
import { bodiesFor, type Caller, reaches } from '../../../platform/caller'
import { Collection, command, type Query } from '../../../platform/cloud'
import { afterCursor, page, pageSize } from '../../../platform/cursor'
import type { Handler } from '../../../platform/serve'
import { type EventRecord, readEvent } from '../records'
import { phaseOf } from '../rules'
import { describeEvents } from '../views'

const events = new Collection<EventRecord>('events')

/** Drafts are their editors' own. */
const bodiesSeen = (caller: Caller, phase: EventPhase) =>
  bodiesFor(phase === 'draft' ? 'editor' : 'volunteer', caller)

/** Says of stored events what `phaseOf` says of one. */
function inPhase(phase: EventPhase, bodyIds: readonly string[], now: Date): Query {
  const bodyPath = command.in([...bodyIds])
  if (phase === 'draft') return { bodyPath, status: 'draft' }
  if (phase === 'coming') return { bodyPath, status: 'published', endsAt: command.gt(now) }
  return command.or([
    { bodyPath, status: 'cancelled' },
    { bodyPath, status: 'published', endsAt: command.lte(now) },
  ]) as unknown as Query
}

async function listHosted(
  caller: Caller,
  phase: EventPhase,
  now: Date,
  after: string | undefined,
): Promise<EventRecord[]> {
  const bodyIds = bodiesSeen(caller, phase)
  if (bodyIds.length === 0) return []
  const direction = phase === 'over' ? 'desc' : 'asc'
  return events.find(afterCursor(inPhase(phase, bodyIds, now), 'startsAt', direction, after), {
    order: [
      ['startsAt', direction],
      ['_id', direction],
    ],
    limit: pageSize + 1,
  })
}

/** Published and cancelled events that somebody helps at without having a role on a body that hosts them. */
async function listHelpedAt(caller: Caller): Promise<EventRecord[]> {
  const eventIds = [...new Set(caller.grants.flatMap(({ eventId }) => eventId ?? []))]
  const found = await Promise.all(eventIds.map(readEvent))
  return found.flatMap((event) =>
    event && event.status !== 'draft' && !reaches('volunteer', caller, event.bodyPath) ? [event] : [],
  )
}

async function countAll(
  caller: Caller,
  helpedAt: readonly EventRecord[],
  now: Date,
): Promise<Record<EventPhase, number>> {
  const phases = Object.keys(eventPhases) as EventPhase[]
  const counts = await Promise.all(
    phases.map(async (phase) => {
      const bodyIds = bodiesSeen(caller, phase)
      const hosted = bodyIds.length === 0 ? 0 : await events.count(inPhase(phase, bodyIds, now))
      return [phase, hosted + helpedAt.filter((event) => phaseOf(event, now) === phase).length]
    }),
  )
  return Object.fromEntries(counts) as Record<EventPhase, number>
}

export const listManaged: Handler<'events.listManaged'> = async ({ phase, after }, { caller, now }) => {
  const [hosted, helpedAt] = await Promise.all([listHosted(caller, phase, now, after), listHelpedAt(caller)])
  const { rows, next } = page(hosted, ({ startsAt }) => startsAt)
  // They are few, and stand before all others.
  const first = after === undefined ? helpedAt.filter((event) => phaseOf(event, now) === phase) : []
  const shown = [...first, ...rows]
  const [described, counts] = await Promise.all([describeEvents(shown), countAll(caller, helpedAt, now)])
  const editable = new Set(
    shown.filter(({ bodyPath }) => reaches('editor', caller, bodyPath)).map(({ _id }) => _id),
  )
  return {
    events: described.map((event) => ({ ...event, isEditable: editable.has(event.eventId) })),
    next,
    counts,
    isEditor: bodiesFor('editor', caller).length > 0,
  }
}
