/**
 * An admission ticket: what and when above the perforation, the code for the door below it.
 *
 * Properties: name – of the event; startsAt, endsAt – moments in milliseconds; place; holder; seats – such as 3 人，含 2 位同行; companions;
 * number – of the ticket; code – what the QR code says; state – confirmed · waiting · attended · withdrawn · cancelled;
 * note – what a person should know of that state.
 */
import { formatMoment, formatSpan } from '../../../utils/date'

interface Stamp {
  readonly text: string
  readonly tone: string
}

const stamps: Readonly<Record<string, Stamp>> = {
  waiting: { text: '候补中', tone: 'primary' },
  attended: { text: '已签到', tone: 'primary' },
  withdrawn: { text: '已取消报名', tone: 'muted' },
  cancelled: { text: '已取消', tone: 'muted' },
}

Component({
  properties: {
    name: String,
    startsAt: Number,
    endsAt: Number,
    place: String,
    holder: String,
    seats: String,
    companions: String,
    number: String,
    code: String,
    state: { type: String, value: 'confirmed' },
    note: String,
  },
  data: { time: '', stamp: null as Stamp | null, admits: true, past: false },
  observers: {
    'startsAt, endsAt, state'(startsAt: number, endsAt: number, state: string) {
      this.setData({
        time: endsAt > startsAt ? formatSpan(startsAt, endsAt) : formatMoment(startsAt),
        stamp: stamps[state] ?? null,
        admits: state === 'confirmed' || state === 'attended',
        past: state === 'withdrawn' || state === 'cancelled',
      })
    },
  },
})
