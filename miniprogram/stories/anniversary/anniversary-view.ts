/** An anniversary as its page shows it, at a moment. */
import type { Anniversary } from '../../contract/celebration'
import { paletteStyle } from '../../contract/colours'
import type { EventSummary } from '../../contract/events'
import { campusTime } from '../../utils/date'
import { type EventState, eventStateOf } from '../../utils/event-state'
import { whenOf } from '../../utils/home-view'
import { paragraphsOf } from '../../utils/paragraphs'

type Entry = Anniversary['history'][number]

export interface AnniversaryView {
  readonly anniversaryId: string
  readonly name: string
  readonly institution: string
  readonly number: number
  readonly foundedYear: number
  readonly theme: string
  readonly date: number
  readonly palette: string
  readonly intro: readonly string[]
  readonly activities: readonly {
    readonly bodyId: string
    readonly name: string
    readonly events: readonly (EventSummary & { readonly state: EventState })[]
  }[]
  readonly activitiesLeft: number
  readonly history: readonly (Entry & { readonly key: string; readonly paragraphs: readonly string[] })[]
  readonly hasGuide: boolean
  readonly others: readonly { readonly anniversaryId: string; readonly name: string; readonly when: string }[]
}

export function anniversaryViewOf(anniversary: Anniversary, nowMs: number): AnniversaryView {
  const { number, date, guide } = anniversary
  return {
    anniversaryId: anniversary.anniversaryId,
    name: anniversary.name,
    institution: anniversary.body.name,
    number,
    foundedYear: campusTime(date).year - number,
    theme: anniversary.theme,
    date,
    palette: paletteStyle(anniversary.colour),
    intro: paragraphsOf(anniversary.intro),
    activities: anniversary.activities.map(({ body, events }) => ({
      ...body,
      events: events.map((event) => ({ ...event, state: eventStateOf(event, undefined, nowMs) })),
    })),
    activitiesLeft: anniversary.activitiesLeft,
    history: anniversary.history.map((entry, place) => ({
      ...entry,
      key: `${entry.year}-${place}`,
      paragraphs: paragraphsOf(entry.words),
    })),
    hasGuide: [guide.places, guide.travel, guide.contacts, guide.questions].some((part) => part.length > 0),
    others: anniversary.others.map(({ anniversaryId, name, date: otherDate }) => ({
      anniversaryId,
      name,
      when: whenOf(otherDate, nowMs),
    })),
  }
}
