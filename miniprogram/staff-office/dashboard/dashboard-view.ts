/** Counts as bars: each as long as its share of the longest. */
import type { Dashboard } from '../../contract/dashboard'

export interface Chart {
  readonly title: string
  readonly bars: readonly {
    readonly label: string
    readonly people: number
    /** Of the longest bar, in percent; never so short that it is not seen. */
    readonly length: number
  }[]
  /** What is not shown by itself; empty where there is nothing to say of it. */
  readonly rest: string
}

const shortest = 2

export function chartOf({ title, cells, others }: Dashboard['charts'][number]): Chart {
  const most = Math.max(1, ...cells.map(({ people }) => people))
  return {
    title,
    bars: cells.map(({ label, people }) => ({
      label,
      people,
      length: Math.max(shortest, Math.round((people / most) * 100)),
    })),
    rest: others > 0 ? `其余合计 ${others} 人` : '',
  }
}
