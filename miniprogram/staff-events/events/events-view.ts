/** The events I manage, in three heaps: coming, drafts, over. */
import type { EventSummary } from '../../contract/events'

/** coming: published and not over · draft: not yet published · over: past or cancelled. */
export type Phase = 'coming' | 'draft' | 'over'

interface ManagedEvent {
  readonly eventId: string
  readonly event: EventSummary
  readonly isEditable: boolean
}

export interface Heap {
  readonly phase: Phase
  readonly label: string
  readonly nothing: string
  readonly events: readonly ManagedEvent[]
}

const heaps: readonly Omit<Heap, 'events'>[] = [
  { phase: 'coming', label: '即将举行', nothing: '没有即将举行的活动' },
  { phase: 'draft', label: '草稿', nothing: '没有还未发布的草稿' },
  { phase: 'over', label: '已结束', nothing: '还没有结束的活动' },
]

function phaseOf({ status, endsAt }: EventSummary, nowMs: number): Phase {
  if (status === 'draft') return 'draft'
  return status === 'cancelled' || endsAt <= nowMs ? 'over' : 'coming'
}

/** Coming and drafts begin with what is next, the past with what was last. */
const inOrder = (phase: Phase) => (one: EventSummary, other: EventSummary) =>
  phase === 'over' ? other.startsAt - one.startsAt : one.startsAt - other.startsAt

/** @param editableHosts ids of the bodies whose events one may edit; without any there are no drafts to show */
export function heapsOf(
  events: readonly EventSummary[],
  editableHosts: ReadonlySet<string>,
  nowMs: number,
): Heap[] {
  const isEditable = ({ phase }: { phase: Phase }, { host }: EventSummary) =>
    phase !== 'over' && editableHosts.has(host.bodyId)
  return heaps
    .filter(({ phase }) => phase !== 'draft' || editableHosts.size > 0)
    .map((heap) => ({
      ...heap,
      events: events
        .filter((event) => phaseOf(event, nowMs) === heap.phase)
        .sort(inOrder(heap.phase))
        .map((event) => ({ eventId: event.eventId, event, isEditable: isEditable(heap, event) })),
    }))
}
