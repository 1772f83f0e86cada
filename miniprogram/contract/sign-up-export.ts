/** The table of who signed up for an event, for its editors. */
import { action } from './action'
import { id, type Moment, optional, text } from './fields'

/** So many sign-ups are in one spreadsheet; more are exported in several. */
export const signUpsExportedAtOnce = 5_000

export const signUpExport = {
  /** A row for each sign-up; the link is good for an hour, the file is gone after a day, and it is logged. */
  'events.exportSignUps': action(
    'editor',
    { eventId: id(), after: optional(text('游标', { max: 200 })) },
    { atMost: { times: 50, per: 'day' } },
  ).returns<{
    readonly url: string
    readonly expiresAt: Moment
    readonly title: string
    readonly people: number
    /** Where the next spreadsheet begins; undefined in the last. */
    readonly next: string | undefined
  }>(),
}
