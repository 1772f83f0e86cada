/** What Home shows, made from what the server said, who one is, and the time. */
import type { Me } from '../../contract/alumni'
import type { Home } from '../../contract/celebration'
import type { EventSummary } from '../../contract/events'
import type { ProjectSummary } from '../../contract/giving'
import type { Institution } from '../../contract/organisations'
import { type EventState, eventStateOf } from '../../utils/event-state'

interface Door {
  readonly note: string
  readonly done: boolean
}

export interface HomeView {
  readonly institution: Institution
  readonly anniversary: { readonly number: number; readonly theme: string; readonly date: number }
  readonly registerDoor: Door
  readonly eventsNote: string
  readonly givingNote: string
  readonly events: readonly (EventSummary & { readonly state: EventState })[]
  readonly projects: readonly ProjectSummary[]
}

/** How far one has come with registering. */
export function registerDoorOf(me: Me | undefined): Door {
  switch (me?.person?.status) {
    case 'verified':
      return { note: '已认证', done: true }
    case 'pending':
      return { note: '审核中', done: false }
    case 'returned':
      return { note: '待补充', done: false }
    case 'refused':
      return { note: '未通过', done: false }
    default:
      return { note: '一分钟完成', done: false }
  }
}

export function homeViewOf(home: Home, me: Me | undefined, nowMs: number): HomeView {
  const events = home.events.map((event) => ({ ...event, state: eventStateOf(event, undefined, nowMs) }))
  const open = events.filter(({ state }) => state === 'open' || state === 'waitlist').length
  return {
    institution: home.institution,
    anniversary: home.anniversary ?? { number: 0, theme: '', date: 0 },
    registerDoor: registerDoorOf(me),
    eventsNote: open > 0 ? `${open} 场可报名` : '近期活动',
    givingNote: home.projects.some(({ isOpen }) => isOpen) ? '饮水思源' : '捐赠芳名',
    events,
    projects: home.projects,
  }
}
