/** What each kind of picker turns: dates, times, regions. */
import { cities, provinces } from './regions'

export interface Wheels<Value> {
  /** The rows of each column; a later column may depend on the places of earlier ones. */
  columns(places: number[]): string[][]
  /** Where each column stands at first. */
  places: number[]
  value(places: number[]): Value
}

const two = (number: number) => String(number).padStart(2, '0')
const range = (from: number, to: number) =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index)

interface DateOptions {
  value: string
  start: string
  end: string
  fields: string
}

/** https://developers.weixin.qq.com/miniprogram/dev/component/picker.html: mode = date */
export function dateColumns({ value, start, end, fields }: DateOptions): Wheels<string> {
  const today = new Date()
  const parts = (text: string, missing: [number, number, number]) => {
    const [year, month, day] = text.split('-').map(Number)
    return [year || missing[0], month || missing[1], day || missing[2]] as const
  }
  const first = parts(start, [1970, 1, 1])
  const last = parts(end, [2100, 12, 31])
  const [year, month, day] = parts(value, [today.getFullYear(), today.getMonth() + 1, today.getDate()])
  const depth = { year: 1, month: 2 }[fields] ?? 3
  const years = range(first[0], last[0])
  const monthsOf = (of: number) => range(of === first[0] ? first[1] : 1, of === last[0] ? last[1] : 12)
  const daysOf = (of: number, ofMonth: number) => {
    const isFirst = of === first[0] && ofMonth === first[1]
    const isLast = of === last[0] && ofMonth === last[1]
    return range(isFirst ? first[2] : 1, isLast ? last[2] : new Date(of, ofMonth, 0).getDate())
  }
  const numbers = (places: number[]) => {
    const atYear = years[places[0] ?? 0] ?? first[0]
    const months = monthsOf(atYear)
    const atMonth = months[places[1] ?? 0] ?? months.at(-1) ?? 1
    return [years, months, daysOf(atYear, atMonth)].slice(0, depth)
  }
  const place = (rows: number[], wanted: number) =>
    Math.max(0, rows.includes(wanted) ? rows.indexOf(wanted) : 0)
  const atYear = place(years, year)
  const months = monthsOf(years[atYear] ?? year)
  const atMonth = place(months, month)
  const places = [atYear, atMonth, place(daysOf(years[atYear] ?? year, months[atMonth] ?? month), day)]
  const units = ['年', '月', '日']
  return {
    columns: (at) => numbers(at).map((rows, index) => rows.map((row) => `${row}${units[index]}`)),
    places: places.slice(0, depth),
    value: (at) =>
      numbers(at)
        .map((rows, index) => two(rows[at[index] ?? 0] ?? 0))
        .join('-'),
  }
}

export function timeColumns({
  value,
  start,
  end,
}: {
  value: string
  start: string
  end: string
}): Wheels<string> {
  const [firstHour = 0, firstMinute = 0] = (start || '00:00').split(':').map(Number)
  const [lastHour = 23, lastMinute = 59] = (end || '23:59').split(':').map(Number)
  const hours = range(firstHour, lastHour)
  const minutesOf = (hour: number) =>
    range(hour === firstHour ? firstMinute : 0, hour === lastHour ? lastMinute : 59)
  const numbers = (places: number[]) => [hours, minutesOf(hours[places[0] ?? 0] ?? firstHour)]
  const [hour = firstHour, minute = 0] = (value || '00:00').split(':').map(Number)
  const atHour = Math.max(0, hours.indexOf(hour))
  return {
    columns: (places) => numbers(places).map((rows) => rows.map(two)),
    places: [atHour, Math.max(0, minutesOf(hours[atHour] ?? firstHour).indexOf(minute))],
    value: (places) =>
      numbers(places)
        .map((rows, index) => two(rows[places[index] ?? 0] ?? 0))
        .join(':'),
  }
}

/** Provinces and cities are real; of districts the preview has none, so the third column says so. */
const noDistrict = ['（预览不含区县）']

export function regionColumns({ value, level }: { value: string[]; level: string }): Wheels<string[]> {
  const depth = { province: 1, city: 2 }[level] ?? 3
  const citiesAt = (place: number) => cities(provinces[place] ?? '')
  const atProvince = Math.max(0, provinces.indexOf(value[0] ?? ''))
  const columns = (places: number[]) => [provinces, citiesAt(places[0] ?? 0), noDistrict].slice(0, depth)
  return {
    columns,
    places: [atProvince, Math.max(0, citiesAt(atProvince).indexOf(value[1] ?? '')), 0].slice(0, depth),
    value: (places) => columns(places).map((rows, index) => rows[places[index] ?? 0] ?? ''),
  }
}
