/** The events I manage, as a list shows them: what can be done with each. */
import { type EventPhase, eventPhases, type ManagedEvent } from '../../contract/event-editing'
import type { EventSummary } from '../../contract/events'

interface Act {
  readonly icon: string
  readonly label: string
  /** The same in full, for who listens. */
  readonly spoken: string
  readonly url: string
}

export interface Row {
  readonly eventId: string
  readonly event: EventSummary
  /** What can be done with it, what is done most first. */
  readonly acts: readonly Act[]
}

export interface Tab {
  readonly phase: EventPhase
  readonly label: string
}

const nothing: Readonly<Record<EventPhase, string>> = {
  coming: '没有即将举行的活动',
  draft: '没有还未发布的草稿',
  over: '还没有结束的活动',
}

export const nothingOf = (phase: EventPhase): string => nothing[phase]

/** Drafts are their editors’ own: a volunteer has no such tab. */
export const tabsOf = (counts: Readonly<Record<EventPhase, number>>, isEditor: boolean): Tab[] =>
  (Object.keys(eventPhases) as EventPhase[])
    .filter((phase) => phase !== 'draft' || isEditor)
    .map((phase) => ({ phase, label: `${eventPhases[phase]} ${counts[phase]}` }))

const pages = {
  door: { icon: 'scan', label: '签到', spoken: '现场签到', url: '/staff-events/door/door' },
  people: {
    icon: 'people',
    label: '名单',
    spoken: '报名名单',
    url: '/staff-events/event-people/event-people',
  },
  event: { icon: 'document', label: '活动页', spoken: '活动页面', url: '/events/event/event' },
  edit: { icon: 'edit', label: '编辑', spoken: '编辑', url: '/staff-events/event-edit/event-edit' },
  recap: { icon: 'edit', label: '回顾', spoken: '活动回顾', url: '/staff-events/event-recap/event-recap' },
  delivery: {
    icon: 'bell',
    label: '通知',
    spoken: '通知送达',
    url: '/staff-events/event-delivery/event-delivery',
  },
  copy: { icon: 'plus', label: '复制', spoken: '复制为新活动', url: '/staff-events/event-edit/event-edit' },
} as const
type PageName = keyof typeof pages

function pagesFor(phase: EventPhase, { status }: EventSummary, isEditor: boolean): readonly PageName[] {
  if (phase === 'draft') return isEditor ? ['edit'] : []
  if (phase === 'coming') return isEditor ? ['door', 'people', 'event', 'edit'] : ['door', 'people', 'event']
  if (!isEditor) return ['people', 'event']
  return ['people', 'event', status === 'cancelled' ? 'delivery' : 'recap', 'copy']
}

const actsOf = (phase: EventPhase, event: EventSummary, isEditor: boolean): Act[] =>
  pagesFor(phase, event, isEditor).map((name) => {
    const { icon, label, spoken, url } = pages[name]
    const key = name === 'copy' ? 'copyOf' : 'eventId'
    return {
      icon,
      spoken,
      label: phase === 'draft' ? '继续编辑' : label,
      url: `${url}?${key}=${event.eventId}`,
    }
  })

export const rowOf = (phase: EventPhase, { isEditable, ...event }: ManagedEvent): Row => ({
  eventId: event.eventId,
  event,
  acts: actsOf(phase, event, isEditable),
})
