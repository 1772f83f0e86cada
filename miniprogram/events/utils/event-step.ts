/** What a person can do next about an event, or why nothing. */
import type { Me } from '../../contract/alumni'
import type { EventSummary } from '../../contract/events'
import type { OwnSignUp } from '../../contract/sign-ups'
import { formatMoment } from '../../utils/date'
import { eventStateOf } from '../../utils/event-state'
import { stepToRecognition } from '../../utils/recognition'

/** `none` cannot be taken: its label says what is the matter. */
export interface EventStep {
  readonly act: 'signUp' | 'ticket' | 'register' | 'card' | 'none'
  readonly label: string
  readonly note: string
}

/** The one next step. Whoever lacks something is told how to get it; whoever cannot come is told why. */
export function nextEventStep(
  event: EventSummary,
  mine: OwnSignUp | undefined,
  me: Me,
  nowMs: number,
): EventStep {
  const state = eventStateOf(event, mine, nowMs)
  switch (state) {
    case 'cancelled':
      return { act: 'none', label: '活动已取消', note: '' }
    case 'ended':
      return { act: 'none', label: '活动已结束', note: '' }
    case 'attended':
    case 'joined':
      return { act: 'ticket', label: '查看电子票', note: '' }
    case 'waiting':
      return { act: 'ticket', label: '查看候补情况', note: '' }
    case 'closed':
      return {
        act: 'none',
        label: '报名已截止',
        note: `报名已于 ${formatMoment(event.signUpClosesAt, nowMs)} 截止`,
      }
    case 'upcoming':
      return beforeOpening(event, me, nowMs)
    default:
      return (
        stepToAdmission(event, me) ?? {
          act: 'signUp',
          label: state === 'waitlist' ? '加入候补' : '报名',
          note: `${formatMoment(event.signUpClosesAt, nowMs)} 截止报名`,
        }
      )
  }
}

/** Before sign-up opens there is time to register; nothing else can be done yet. */
function beforeOpening(event: EventSummary, me: Me, nowMs: number): EventStep {
  const opens = `${formatMoment(event.signUpOpensAt, nowMs)} 开始报名`
  return me.person
    ? { act: 'none', label: '报名尚未开始', note: opens }
    : { act: 'register', label: '先登记', note: `${opens}，可先完成登记` }
}

/** What is missing before this person may sign up; undefined when nothing is. */
function stepToAdmission(event: EventSummary, me: Me): EventStep | undefined {
  if (event.admission === 'verified') {
    const step = stepToRecognition(me)
    return step && { ...step, note: `本活动仅限已认证校友。${step.note}` }
  }
  return me.person ? undefined : { act: 'register', label: '先登记', note: '登记后即可报名，约需一分钟' }
}
