/** What a volunteer sees at the door: how many are in, who came last, and what the last scan came to. */

import type { CheckInResult } from '../../contract/door'
import type { AppError, ErrorCode } from '../../contract/errors'
import type { Output } from '../../contract/index'
import { formatMoment, formatSpan, formatTime } from '../../utils/date'

interface Entry {
  readonly key: string
  readonly name: string
  readonly note: string
}

export interface DoorView {
  readonly state: 'ready'
  readonly title: string
  readonly when: string
  readonly place: string
  readonly confirmed: number
  readonly checkedIn: number
  readonly percent: number
  readonly latest: readonly Entry[]
}

export function doorView(
  { event, confirmed, checkedIn, latest }: Output<'events.readDoor'>,
  nowMs: number,
): DoorView {
  return {
    state: 'ready',
    title: event.title,
    when: formatSpan(event.startsAt, event.endsAt, nowMs),
    place: event.place,
    confirmed,
    checkedIn,
    percent: confirmed > 0 ? Math.min(100, Math.round((checkedIn / confirmed) * 100)) : 0,
    latest: latest.map(({ name, at, byName }) => ({
      key: `${at} ${name}`,
      name,
      note: `${formatTime(at)} · ${byName} 签到`,
    })),
  }
}

/** in: let in now · again: was in before · refused: not to be let in · unknown: nobody knows, scan again. */
export interface Outcome {
  readonly kind: 'in' | 'again' | 'refused' | 'unknown'
  readonly icon: string
  readonly heading: string
  readonly name: string
  readonly note: string
}

/**
 * @param wasLost whether the answer to an earlier try with this code never came: then `again` may be that very try.
 */
export function outcomeOf(result: CheckInResult, wasLost: boolean, nowMs: number): Outcome {
  const { name, at, byName } = result
  if (result.status === 'checkedIn') {
    return { kind: 'in', icon: 'check', heading: '签到成功', name, note: '请入场' }
  }
  const first = `${formatMoment(at, nowMs)} 由 ${byName} 签到`
  const note = wasLost ? `${first}。刚才网络中断，可能就是您方才那一次` : `${first}，请核对是否本人`
  return { kind: 'again', icon: 'warning', heading: '此票已签到过', name, note }
}

/** What the volunteer can do about a refusal. */
const advice: Readonly<Partial<Record<ErrorCode, string>>> = {
  TICKET_INVALID: '可能是别的活动的票、已取消的票，或票码不完整。请对方打开“我的票”再试一次',
  TICKET_WAITING: '请对方稍候，有空位后会自动转为已报名',
  INVALID_INPUT: '这不是票码，请对方打开“我的票”再试一次',
}

export function refusalOf({ code, message }: AppError): Outcome {
  if (code === 'OFFLINE' || code === 'BUSY' || code === 'INTERNAL') {
    return {
      kind: 'unknown',
      icon: 'offline',
      heading: '没能确认',
      name: '',
      note: `${message}。再试一次不会重复签到`,
    }
  }
  const heading = code === 'INVALID_INPUT' ? '无效的票码' : message
  return { kind: 'refused', icon: 'close', heading, name: '', note: advice[code] ?? '' }
}

/** A code of ours that opens a page, or something else entirely. */
export const notATicket: Outcome = {
  kind: 'refused',
  icon: 'close',
  heading: '这不是票码',
  name: '',
  note: '请对方打开“我的票”，出示票面上的二维码',
}
