/** What a ticket's page shows, made from the ticket and the time. */
import type { Ticket } from '../../contract/door'
import { formatMoment } from '../../utils/date'
import { eventStateOf } from '../../utils/event-state'

export interface TicketView {
  readonly title: string
  readonly startsAt: number
  readonly endsAt: number
  readonly place: string
  readonly holder: string
  /** As ticket-card names its states. */
  readonly state: 'confirmed' | 'waiting' | 'attended' | 'withdrawn' | 'cancelled'
  readonly code: string
  readonly note: string
  /** One’s place in the queue, counted from 1; 0 for who has a seat, or while it is not known. */
  readonly position: number
  readonly isWithdrawable: boolean
  /** Whether somebody at the door is still to scan it. */
  readonly isForScanner: boolean
}

export function ticketViewOf({ event, holderName, signUp, code }: Ticket, nowMs: number): TicketView {
  const eventState = eventStateOf(event, signUp, nowMs)
  const state = stateOf(signUp.status, eventState)
  const isOver = event.endsAt <= nowMs
  return {
    title: event.title,
    startsAt: event.startsAt,
    endsAt: event.endsAt,
    place: event.place,
    holder: holderName,
    state,
    code,
    note: noteOf(state, isOver, signUp.checkedInAt, nowMs),
    position: state === 'waiting' ? (signUp.position ?? 0) : 0,
    isWithdrawable: (state === 'confirmed' || state === 'waiting') && !isOver,
    isForScanner: state === 'confirmed' && !isOver,
  }
}

function stateOf(
  status: Ticket['signUp']['status'],
  eventState: ReturnType<typeof eventStateOf>,
): TicketView['state'] {
  if (status === 'withdrawn') return 'withdrawn'
  if (eventState === 'cancelled' || eventState === 'attended') return eventState
  return status
}

function noteOf(
  state: TicketView['state'],
  isOver: boolean,
  checkedInAt: number | undefined,
  nowMs: number,
): string {
  switch (state) {
    case 'attended':
      return checkedInAt === undefined ? '' : `${formatMoment(checkedInAt, nowMs)} 签到入场`
    case 'cancelled':
      return '活动已由主办单位取消，此票不再有效'
    case 'withdrawn':
      return '您已取消报名，席位已退还'
    case 'waiting':
      return isOver ? '活动已结束，未能递补' : '有人取消时按先后依次递补；递补成功后，这里会显示入场二维码'
    case 'confirmed':
      return isOver ? '活动已结束' : '入场时请向工作人员出示此码'
  }
}
