/** Feedback after an event: stars and words of those who came; to its editors, without a name unless it is signed. */
import { action } from './action'
import type { DoorCount } from './door'
import { flag, id, integer, type Moment, optional, text } from './fields'

/** After an event ended it is asked for so many days, and may be changed as long. */
export const feedbackDays = 14

/**
 * shown: WeChat found the words fit, or there are none · held: they could not be checked, and are shown to an editor
 * only who asks for them.
 */
export const wordsStates = { shown: '已检查', held: '未经检查' } as const
export type WordsState = keyof typeof wordsStates

export interface Feedback {
  readonly stars: number
  readonly words: string
  readonly isSigned: boolean
}

/** What an editor reads: of whom only where it is signed, and the day, not the minute, so that nobody is found out. */
export interface FeedbackWords {
  readonly stars: number
  readonly words: string
  readonly name: string
  readonly day: string
  readonly state: WordsState
}

export const feedback = {
  /** For who came alone. */
  'events.readFeedback': action('person', { eventId: id() }).returns<{
    readonly title: string
    readonly mine: Feedback | undefined
    readonly opensUntil: Moment
  }>(),
  /** One of each attendee; the same again changes it. */
  'events.giveFeedback': action(
    'person',
    {
      eventId: id(),
      stars: integer('星级', { min: 1, max: 5 }),
      words: text('感受', { min: 0, max: 500 }),
      isSigned: flag('是否署名'),
    },
    { atMost: { times: 20, per: 'day' } },
  ).returns<Record<string, never>>(),
  'events.listFeedback': action('editor', {
    eventId: id(),
    after: optional(text('游标', { max: 200 })),
  }).returns<{
    readonly title: string
    readonly attendance: DoorCount & {
      readonly byCategory: readonly (DoorCount & { readonly category: string })[]
    }
    /** How many gave one star, two, … five. */
    readonly counts: readonly number[]
    readonly words: readonly FeedbackWords[]
    readonly next: string | undefined
  }>(),
}
