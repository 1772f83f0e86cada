/** Attendance and feedback of an event, as its editors see them. */
import type { FeedbackWords } from '../../contract/feedback'
import type { Output } from '../../contract/index'
import { formatDate } from '../../utils/date'

type Told = Output<'events.listFeedback'>

export interface Share {
  readonly label: string
  readonly words: string
  readonly percent: number
}

export interface Line {
  readonly key: number
  readonly stars: string
  readonly words: string
  readonly by: string
  /** Not checked by WeChat: an editor opens it knowingly. */
  readonly isHeld: boolean
}

export interface Summary {
  readonly title: string
  readonly came: number
  readonly expected: number
  readonly rate: string
  readonly categories: readonly Share[]
  readonly given: number
  /** `4.6`; empty while nobody gave any. */
  readonly average: string
  readonly bars: readonly Share[]
}

/** A name that every system takes for a file: `校友返校日 报名表.xlsx`, and from the second on with its number. */
export const fileNameOf = (title: string, place: number): string =>
  `${title.replace(/[\\/:*?"<>|]/g, ' ').trim()} 报名表${place === 0 ? '' : `（${place + 1}）`}.xlsx`

const percentOf = (part: number, whole: number) => (whole === 0 ? 0 : Math.round((part / whole) * 100))

export function summaryOf({ title, attendance, counts }: Told): Summary {
  const given = counts.reduce((sum, count) => sum + count, 0)
  const stars = counts.reduce((sum, count, place) => sum + count * (place + 1), 0)
  return {
    title,
    came: attendance.checkedIn,
    expected: attendance.confirmed,
    rate: `${percentOf(attendance.checkedIn, attendance.confirmed)}%`,
    categories: attendance.byCategory.map(({ category, confirmed, checkedIn }) => ({
      label: category,
      words: `${checkedIn} / ${confirmed} 人`,
      percent: percentOf(checkedIn, confirmed),
    })),
    given,
    average: given === 0 ? '' : (stars / given).toFixed(1),
    bars: counts
      .map((count, place) => ({
        label: `${place + 1} 星`,
        words: `${count} 人`,
        percent: percentOf(count, given),
      }))
      .reverse(),
  }
}

/** Only those who wrote something. */
export const linesOf = (words: readonly FeedbackWords[], from: number): Line[] =>
  words
    .filter((one) => one.words !== '')
    .map(({ stars, words: text, name, day, state }, place) => ({
      key: from + place,
      stars: '★'.repeat(stars),
      words: text,
      by: [name === '' ? '未署名' : name, formatDate(day)].join(' · '),
      isHeld: state === 'held',
    }))
