/** What attendees say of an event afterwards. */
import type { Feedback, WordsState } from '../../../../miniprogram/contract/feedback'
import { Collection } from '../../../platform/cloud'
import { afterCursor } from '../../../platform/cursor'

export interface FeedbackRecord extends Feedback {
  /** The sign-up's id: one of each attendee. */
  readonly _id: string
  readonly eventId: string
  readonly personId: string
  /** Empty unless it is signed. */
  readonly name: string
  readonly state: WordsState
  readonly changedAt: Date
}

const feedback = new Collection<FeedbackRecord>('feedback')

export const readFeedback = (id: string): Promise<FeedbackRecord | undefined> => feedback.read(id)

/** Writes it, in place of an earlier one. */
export async function writeFeedback(record: FeedbackRecord): Promise<void> {
  if ((await feedback.insert(record)) === 'inserted') return
  const { _id, stars, words, isSigned, name, state, changedAt } = record
  await feedback.change({ _id }, { stars, words, isSigned, name, state, changedAt })
}

/** How many gave one star, two, … five. */
export async function countStars(eventId: string): Promise<readonly number[]> {
  const rows = await feedback.aggregate<{ _id: number; people: number }>((stages) =>
    stages.match({ eventId }).group({ _id: '$stars', people: { $sum: 1 } }),
  )
  return [1, 2, 3, 4, 5].map((stars) => rows.find(({ _id }) => _id === stars)?.people ?? 0)
}

/** The latest first, one more than a page. */
export const listFeedback = (
  eventId: string,
  after: string | undefined,
  limit: number,
): Promise<FeedbackRecord[]> =>
  feedback.find(afterCursor({ eventId }, 'changedAt', 'desc', after), {
    order: [
      ['changedAt', 'desc'],
      ['_id', 'desc'],
    ],
    limit,
  })

export const everyFeedbackOf = (personId: string): AsyncGenerator<FeedbackRecord> =>
  feedback.every({ personId })
export const forgetFeedback = (id: string): Promise<number> => feedback.remove({ _id: id })

/** Puts it under another person; if one is there already, that one stays. */
export const copyFeedback = (record: FeedbackRecord): Promise<unknown> => feedback.insert(record)
