/** An event's poster in words: what is drawn, and what became of one's code. */
import type { Output } from '../../contract/index'
import { formatSpan } from '../../utils/date'
import type { Invitation } from '../utils/invitation'

type Event = Output<'events.read'>['event']

export const invitationOf = (event: Event, institution: string, nowMs: number): Invitation => ({
  institution,
  host: event.host.name,
  title: event.title,
  when: formatSpan(event.startsAt, event.endsAt, nowMs),
  place: event.place,
})

/** How many came by one's code, in one sentence. */
export function countsOf({ openedTimes, signUps }: { openedTimes: number; signUps: number }): string {
  if (openedTimes === 0) return '这是您的专属码，有人扫码或报名后会在这里计数'
  return `您的专属码已打开 ${openedTimes} 次${signUps > 0 ? `，带来 ${signUps} 人报名` : ''}`
}
