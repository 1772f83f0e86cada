/** Events as those see them who run them: by phase, what is next first, and of the past what was last. */
import { type EventPhase, eventPhases } from '../../../../miniprogram/contract/event-editing'
import { bodiesFor, type Caller, reaches } from '../../../platform/caller'
import { Collection, command, type Query } from '../../../platform/cloud'
import { afterCursor, page, pageSize } from '../../../platform/cursor'
import type { Handler } from '../../../platform/serve'
import type { EventRecord } from '../records'
import { describeEvents } from '../views'

const events = new Collection<EventRecord>('events')

/** What a caller sees of a phase: what these bodies host, and these events, at which they help. Drafts are their editors' own. */
interface Reach {
  readonly bodyIds: readonly string[]
  readonly eventIds: readonly string[]
}

const reachOf = (caller: Caller, phase: EventPhase): Reach =>
  phase === 'draft'
    ? { bodyIds: bodiesFor('editor', caller), eventIds: [] }
    : {
        bodyIds: bodiesFor('volunteer', caller),
        eventIds: caller.grants.flatMap(({ eventId }) => eventId ?? []),
      }

/** A draft stays one when its day is past; what was cancelled is over before its day. */
function statesIn(phase: EventPhase, now: Date): readonly Query[] {
  if (phase === 'draft') return [{ status: 'draft' }]
  if (phase === 'coming') return [{ status: 'published', endsAt: command.gt(now) }]
  return [{ status: 'cancelled' }, { status: 'published', endsAt: command.lte(now) }]
}

/** Undefined where the caller sees nothing. */
function inPhase(phase: EventPhase, { bodyIds, eventIds }: Reach, now: Date): Query | undefined {
  const places: Query[] = [
    ...(bodyIds.length > 0 ? [{ bodyPath: command.in([...bodyIds]) }] : []),
    ...(eventIds.length > 0 ? [{ _id: command.in([...eventIds]) }] : []),
  ]
  const parts = places.flatMap((place) => statesIn(phase, now).map((state) => ({ ...place, ...state })))
  return parts.length > 1 ? (command.or(parts) as unknown as Query) : parts[0]
}

async function list(
  caller: Caller,
  phase: EventPhase,
  now: Date,
  after: string | undefined,
): Promise<EventRecord[]> {
  const query = inPhase(phase, reachOf(caller, phase), now)
  if (!query) return []
  const direction = phase === 'over' ? 'desc' : 'asc'
  return events.find(afterCursor(query, 'startsAt', direction, after), {
    order: [
      ['startsAt', direction],
      ['_id', direction],
    ],
    limit: pageSize + 1,
  })
}

async function countAll(caller: Caller, now: Date): Promise<Record<EventPhase, number>> {
  const phases = Object.keys(eventPhases) as EventPhase[]
  const counts = await Promise.all(
    phases.map(async (phase) => {
      const query = inPhase(phase, reachOf(caller, phase), now)
      return [phase, query ? await events.count(query) : 0]
    }),
  )
  return Object.fromEntries(counts) as Record<EventPhase, number>
}

export const listManaged: Handler<'events.listManaged'> = async ({ phase, after }, { caller, now }) => {
  const [found, counts] = await Promise.all([list(caller, phase, now, after), countAll(caller, now)])
  const { rows, next } = page(found, ({ startsAt }) => startsAt)
  const described = await describeEvents(rows)
  const editable = new Set(
    rows.filter(({ bodyPath }) => reaches('editor', caller, bodyPath)).map(({ _id }) => _id),
  )
  return {
    events: described.map((event) => ({ ...event, isEditable: editable.has(event.eventId) })),
    next,
    counts,
    isEditor: bodiesFor('editor', caller).length > 0,
  }
}
