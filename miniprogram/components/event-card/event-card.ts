/**
 * One event in a list: its day as on a tear-off calendar, what and where, and how one stands with it.
 *
 * Properties: name; startsAt, endsAt – moments in milliseconds (endsAt 0 when open); place; state – upcoming · open ·
 * waitlist · full · closed · joined · waiting · withdrawn · attended · ended · cancelled; seatsLeft – -1 when seats are not
 * counted.
 * Event: open.
 */
import { campusTime, formatTime } from '../../utils/date'

interface Chip {
  readonly text: string
  readonly tone: string
  readonly icon: string
}

interface View {
  readonly year: string
  readonly month: string
  readonly day: string
  readonly weekday: string
  readonly time: string
  readonly past: boolean
  readonly chip: Chip
}

const chips: Readonly<Record<string, Chip>> = {
  upcoming: { text: '即将开放', tone: 'neutral', icon: 'clock' },
  open: { text: '报名中', tone: 'success', icon: '' },
  waitlist: { text: '已满，可候补', tone: 'warning', icon: '' },
  full: { text: '已满', tone: 'neutral', icon: '' },
  closed: { text: '报名已截止', tone: 'neutral', icon: '' },
  joined: { text: '已报名', tone: 'primary', icon: 'check' },
  waiting: { text: '候补中', tone: 'warning', icon: 'clock' },
  withdrawn: { text: '已取消报名', tone: 'neutral', icon: '' },
  attended: { text: '已签到', tone: 'success', icon: 'check' },
  ended: { text: '已结束', tone: 'neutral', icon: '' },
  cancelled: { text: '已取消', tone: 'danger', icon: 'close' },
}

const fewSeats = 20

function chipOf(state: string, seatsLeft: number): Chip {
  if (state === 'open' && seatsLeft > 0) {
    return seatsLeft <= fewSeats
      ? { text: `仅余 ${seatsLeft} 席`, tone: 'warning', icon: '' }
      : { text: `余 ${seatsLeft} 席`, tone: 'success', icon: '' }
  }
  return chips[state] ?? { text: '', tone: 'neutral', icon: '' }
}

function viewOf(startsAt: number, endsAt: number, state: string, seatsLeft: number, nowMs: number): View {
  const start = campusTime(startsAt)
  return {
    year: start.year === campusTime(nowMs).year ? '' : `${start.year}`,
    month: `${start.month}月`,
    day: String(start.day),
    weekday: start.weekday,
    time:
      endsAt > startsAt && endsAt - startsAt < 24 * 3_600_000
        ? `${formatTime(startsAt)}–${formatTime(endsAt)}`
        : formatTime(startsAt),
    past: state === 'ended' || state === 'cancelled',
    chip: chipOf(state, seatsLeft),
  }
}

Component({
  properties: {
    name: String,
    startsAt: Number,
    endsAt: Number,
    place: String,
    state: String,
    seatsLeft: { type: Number, value: -1 },
  },
  data: { view: null as View | null },
  observers: {
    'startsAt, endsAt, state, seatsLeft'(startsAt: number, endsAt: number, state: string, seatsLeft: number) {
      this.setData({ view: viewOf(startsAt, endsAt, state, seatsLeft, Date.now()) })
    },
  },
  methods: {
    onOpen() {
      this.triggerEvent('open')
    },
  },
})
