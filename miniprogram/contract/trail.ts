/** The trail of what staff did: read, searched, taken along and verified by those who administer the university. */
import { action } from './action'
import { day, id, type Moment, optional, text } from './fields'

/** One fact of what was changed, before and after; empty where there was none. */
export interface TrailChange {
  readonly what: string
  readonly before: string
  readonly after: string
}

export interface TrailRow {
  readonly entryId: string
  readonly at: Moment
  /** What was done, in words. */
  readonly what: string
  readonly action: string
  readonly actorId: string
  /** Empty once the person has left. */
  readonly actorName: string
  /** What it was about, in words; empty where nothing is known any more. */
  readonly about: string
  /** By which all that was done about it is found; empty where it was about many. */
  readonly targetId: string
  /** `done`, an error code, or empty: cut off, or under way. */
  readonly outcome: string
  readonly reason: string
  readonly changes: readonly TrailChange[]
  readonly isSealed: boolean
}

const filter = {
  from: optional(day('开始日期')),
  until: optional(day('结束日期')),
  actorId: optional(id('办理人')),
  targetId: optional(id('对象')),
  /** What stands before the dot of an action. */
  domain: optional(id('事项')),
}

export const trail = {
  'trail.list': action('administrator', {
    ...filter,
    after: optional(text('游标', { max: 100 })),
  }).returns<{ readonly rows: readonly TrailRow[]; readonly next: string | undefined }>(),
  /** A table of at most a month. */
  'trail.export': action(
    'administrator',
    { from: day('开始日期'), until: day('结束日期') },
    { atMost: { times: 20, per: 'day' } },
  ).returns<{ readonly url: string; readonly expiresAt: Moment; readonly rows: number }>(),
  /** Whether what was sealed on a day still stands as it was, and follows from the day before. */
  'trail.verify': action(
    'administrator',
    { day: day('日期') },
    { atMost: { times: 60, per: 'hour' } },
  ).returns<{
    readonly entries: number
    /** The seal of the day’s last entry: whoever noted it down can tell later whether anything was changed. */
    readonly seal: string
    readonly problems: readonly string[]
  }>(),
}
