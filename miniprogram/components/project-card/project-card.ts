/**
 * One giving project: what for, by whom, and how far it has come.
 *
 * Properties: name; body – who proposed it; summary; raisedFen; goalFen – 0 when there is no goal; donors – how many gave.
 * Event: open.
 */
import { formatYuan } from '../../contract/money'

interface Progress {
  /** Of the goal, in whole per cent; beyond 100 when more came in. */
  readonly percent: number
  /** Of the bar, in per cent; something given is always seen. */
  readonly filled: number
  readonly goal: string
}

/** `1286` → `1,286` */
const grouped = (count: number) => String(count).replace(/\B(?=(\d{3})+$)/g, ',')

function progressOf(raisedFen: number, goalFen: number): Progress | null {
  if (goalFen <= 0) return null
  const percent = Math.floor((raisedFen / goalFen) * 100)
  return {
    percent,
    filled: raisedFen > 0 ? Math.min(100, Math.max(2, percent)) : 0,
    goal: formatYuan(goalFen),
  }
}

Component({
  properties: {
    name: String,
    body: String,
    summary: String,
    raisedFen: Number,
    goalFen: Number,
    donors: Number,
  },
  data: { progress: null as Progress | null, supporters: '' },
  observers: {
    donors(donors: number) {
      this.setData({ supporters: donors > 0 ? `${grouped(donors)} 人次支持` : '等待第一位支持者' })
    },
    'raisedFen, goalFen'(raisedFen: number, goalFen: number) {
      this.setData({ progress: progressOf(raisedFen, goalFen) })
    },
  },
  methods: {
    onOpen() {
      this.triggerEvent('open')
    },
  },
})
