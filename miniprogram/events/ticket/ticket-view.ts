/** What a ticket's page shows, made from the ticket and the time. */
import { selfCheckInBeforeMs, type Ticket } from '../../contract/door'
import { formatMoment } from '../../utils/date'
import { eventStateOf } from '../../utils/event-state'
import { partyText } from '../../utils/party'

export interface TicketView {
  readonly title: string
  readonly startsAt: number
  readonly endsAt: number
  readonly place: string
  readonly holder: string
  /** Who comes along: 校友代表 · 3 人，含 2 位同行. */
  readonly party: string
  readonly companions: string
  /** To be said where the code cannot be scanned; empty without a seat. */
  readonly number: string
  /** As ticket-card names its states. */
  readonly state: 'confirmed' | 'waiting' | 'attended' | 'withdrawn' | 'cancelled'
  readonly code: string
  readonly note: string
  /** One’s place in the queue, counted from 1; 0 for who has a seat, or while it is not known. */
  readonly position: number
  readonly isWithdrawable: boolean
  /** What the button to companions and answers says; empty where there is nothing to change any more. */
  readonly change: string
  /** Some name or answer is still to be given. */
  readonly isIncomplete: boolean
  /** Whether somebody at the door is still to scan it. */
  readonly isForScanner: boolean
  /** Whether one may let oneself in now, by the screen at the door. */
  readonly isSelfCheckInOpen: boolean
}

export function ticketViewOf(
  { event, holderName, signUp, party, details, code, number }: Ticket,
  nowMs: number,
): TicketView {
  const eventState = eventStateOf(event, signUp, nowMs)
  const state = stateOf(signUp.status, eventState)
  const isOver = event.endsAt <= nowMs
  const isChangeable = (state === 'confirmed' || state === 'waiting') && !isOver && details !== 'none'
  return {
    title: event.title,
    startsAt: event.startsAt,
    endsAt: event.endsAt,
    place: event.place,
    holder: holderName,
    party: partyText(party),
    companions: party.companions.length > 0 ? `同行：${party.companions.join('、')}` : '',
    number,
    state,
    code,
    note: noteOf(state, isOver, signUp.checkedInAt, nowMs),
    position: state === 'waiting' ? (signUp.position ?? 0) : 0,
    isWithdrawable: (state === 'confirmed' || state === 'waiting') && !isOver,
    change: isChangeable ? (details === 'missing' ? '去补填' : '同行人与报名信息') : '',
    isIncomplete: isChangeable && details === 'missing',
    isForScanner: state === 'confirmed' && !isOver,
    isSelfCheckInOpen: state === 'confirmed' && !isOver && nowMs >= event.startsAt - selfCheckInBeforeMs,
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
      return isOver ? '活动已结束' : '入场时请出示此码；扫不出时报票号即可'
  }
}
