/** The list of events that everybody sees, and the days of a month for the calendar. */
import type { ListedEvent } from '../../../../miniprogram/contract/events'
import { page } from '../../../platform/cursor'
import type { Handler } from '../../../platform/serve'
import { describeEvent } from '../views'
import { type ListedRecord, listEvents, type Selection } from './records'

const inList = 20
/** A month is read in as few pages as may be. */
const inCalendar = 50

function placeOf({ own, waitsAt }: ListedRecord): ListedEvent['mine'] {
  if (own) return { status: 'confirmed', position: undefined, checkedInAt: own.enteredAt?.getTime() }
  return waitsAt >= 0 ? { status: 'waiting', position: waitsAt + 1, checkedInAt: undefined } : undefined
}

export const list: Handler<'events.list'> = async (input, { caller, now }) => {
  const { period, after, hostId, admission, way, words } = input
  const isMonth = typeof period === 'object'
  const time: Selection['time'] = isMonth
    ? { startsFrom: new Date(period.from), startsBefore: new Date(period.until) }
    : period === 'upcoming'
      ? { endsFrom: now }
      : { endedBefore: now }
  const size = isMonth ? inCalendar : inList
  const found = await listEvents(
    { time, hostId, admission, way, words },
    { personId: caller.personId, direction: period === 'past' ? 'desc' : 'asc', after, limit: size + 1 },
  )
  const { rows, next } = page(found, ({ startsAt }) => startsAt, size)
  const described = await Promise.all(
    rows.map(async (row) => ({ ...(await describeEvent(row, row.seats)), mine: placeOf(row) })),
  )
  return { events: described, next }
}
