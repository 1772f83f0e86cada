/** The events I manage, in three heaps: coming, drafts, over. */
import type { EventSummary } from '../../contract/events'

/** coming: published and not over · draft: not yet published · over: past or cancelled. */
export type Phase = 'coming' | 'draft' | 'over'

interface Act {
  readonly icon: string
  readonly label: string
  readonly url: string
}

interface ManagedEvent {
  readonly eventId: string
  readonly event: EventSummary
  /** What can be done with it, what is done most first. */
  readonly acts: readonly Act[]
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

const pages = {
  door: { icon: 'scan', label: '签到', url: '/staff-events/door/door' },
  people: { icon: 'people', label: '名单', url: '/staff-events/event-people/event-people' },
  event: { icon: 'document', label: '活动页', url: '/events/event/event' },
  edit: { icon: 'edit', label: '编辑', url: '/staff-events/event-edit/event-edit' },
  recap: { icon: 'edit', label: '回顾', url: '/staff-events/event-recap/event-recap' },
  delivery: { icon: 'bell', label: '通知', url: '/staff-events/event-delivery/event-delivery' },
  copy: { icon: 'plus', label: '复制', url: '/staff-events/event-edit/event-edit' },
} as const
type PageName = keyof typeof pages

function pagesFor(phase: Phase, { status }: EventSummary, isEditor: boolean): readonly PageName[] {
  if (phase === 'draft') return isEditor ? ['edit'] : []
  if (phase === 'coming') return isEditor ? ['door', 'people', 'event', 'edit'] : ['door', 'people', 'event']
  if (!isEditor) return ['people', 'event']
  return ['people', 'event', status === 'cancelled' ? 'delivery' : 'recap', 'copy']
}

const actsOf = (phase: Phase, event: EventSummary, isEditor: boolean): Act[] =>
  pagesFor(phase, event, isEditor).map((name) => {
    const { icon, label, url } = pages[name]
    const key = name === 'copy' ? 'copyOf' : 'eventId'
    return { icon, label: phase === 'draft' ? '继续编辑' : label, url: `${url}?${key}=${event.eventId}` }
  })

/** @param editableHosts ids of the bodies whose events one may edit; without any there are no drafts to show */
export function heapsOf(
  events: readonly EventSummary[],
  editableHosts: ReadonlySet<string>,
  nowMs: number,
): Heap[] {
  const isEditor = ({ host }: EventSummary) => editableHosts.has(host.bodyId)
  return heaps
    .filter(({ phase }) => phase !== 'draft' || editableHosts.size > 0)
    .map((heap) => ({
      ...heap,
      events: events
        .filter((event) => phaseOf(event, nowMs) === heap.phase)
        .sort(inOrder(heap.phase))
        .map((event) => ({
          eventId: event.eventId,
          event,
          acts: actsOf(heap.phase, event, isEditor(event)),
        })),
    }))
}
