/**
 * The cover of the invitation: whose anniversary, which one, and how long until its day, counted live.
 *
 * Properties: institution, motto, crest (image); number – 70; foundedYear – 0 leaves the years out; theme; date – a moment
 * of the anniversary's campus day, in milliseconds, 0 while none is set; artwork – an image of 750 × 290 whose foot has
 * the colour of the page; topInset – pixels to leave free above, where the page has no navigation bar.
 */
import { campusTime, countdown, formatDay } from '../../utils/date'

interface Counting {
  readonly lead: string
  /** The large figure with its unit, or a sentence when there is nothing to count. */
  readonly figure: string
  readonly unit: string
  readonly rest: string
  readonly sentence: string
  readonly day: string
}

const nothingToCount: Counting = { lead: '', figure: '', unit: '', rest: '', sentence: '', day: '' }

const twoDigits = (value: number) => String(value).padStart(2, '0')

/** What the countdown reads at a moment. */
function countingAt(dateMs: number, nowMs: number, number: number): Counting {
  const { phase, days, hours, minutes, seconds } = countdown(dateMs, nowMs)
  const day = formatDay(dateMs, nowMs)
  if (phase === 'today') return { ...nothingToCount, sentence: '今日校庆 欢迎回家', day }
  if (phase === 'after') {
    return { ...nothingToCount, sentence: '校庆礼成', day: `${day} · 感谢每一位归来的您` }
  }
  const lead = number > 0 ? `距 ${number} 周年校庆` : '距校庆日'
  if (days === 0) {
    return {
      ...nothingToCount,
      lead,
      figure: `${twoDigits(hours)}:${twoDigits(minutes)}:${twoDigits(seconds)}`,
      day,
    }
  }
  return { ...nothingToCount, lead, figure: String(days), unit: '天', rest: `${hours} 时 ${minutes} 分`, day }
}

/** How long the reading stays true: to the next second on the last day, else to the next minute. */
function stayMs(dateMs: number, nowMs: number): number {
  const { phase, days } = countdown(dateMs, nowMs)
  const step = phase === 'before' && days === 0 ? 1000 : 60_000
  return step - (nowMs % step)
}

Component({
  options: { pureDataPattern: /^_/ },
  properties: {
    institution: String,
    motto: String,
    crest: { type: String, value: '/assets/crest.svg' },
    number: Number,
    foundedYear: Number,
    theme: String,
    date: Number,
    artwork: { type: String, value: '/assets/skyline.svg' },
    topInset: Number,
  },
  data: { counting: nothingToCount, anniversaryYear: 0, _timer: 0 },
  observers: {
    'date, number'() {
      this.tick()
    },
  },
  lifetimes: {
    attached() {
      this.tick()
    },
    detached() {
      this.stop()
    },
  },
  pageLifetimes: {
    show() {
      this.tick()
    },
    hide() {
      this.stop()
    },
  },
  methods: {
    tick() {
      this.stop()
      const { date, number } = this.data
      if (date === 0) {
        this.setData({ counting: nothingToCount, anniversaryYear: 0 })
        return
      }
      const nowMs = Date.now()
      this.setData({ counting: countingAt(date, nowMs, number), anniversaryYear: campusTime(date).year })
      this.data._timer = setTimeout(() => this.tick(), stayMs(date, nowMs))
    },
    stop() {
      clearTimeout(this.data._timer)
    },
  },
})
