/** An event in the calendar of the phone itself, which reminds without us. */

const secondMs = 1000
/** An hour before it begins, in seconds. */
const alarmOffset = 3600

export interface CalendarEntry {
  readonly title: string
  readonly startsAt: number
  readonly endsAt: number
  readonly place: string
  /** Of the ticket. */
  readonly number: string
}

/**
 * Must be called first in a tap's handler. False when the person changed their mind, or keeps the calendar from us.
 * https://developers.weixin.qq.com/miniprogram/dev/api/device/calendar/wx.addPhoneCalendar.html
 */
export async function addToCalendar({
  title,
  startsAt,
  endsAt,
  place,
  number,
}: CalendarEntry): Promise<boolean> {
  try {
    await wx.addPhoneCalendar({
      title,
      startTime: Math.floor(startsAt / secondMs),
      endTime: String(Math.floor(endsAt / secondMs)),
      location: place,
      description: number === '' ? '' : `票号 ${number}`,
      alarm: true,
      alarmOffset,
    })
    return true
  } catch (error) {
    console.warn('calendar', (error as { errMsg?: string }).errMsg)
    return false
  }
}
