/** Anniversaries are data: several may be coming, and none is built into the code. */
import { Collection, command } from '../../platform/cloud'

export interface AnniversaryRecord {
  readonly _id: string
  readonly number: number
  readonly theme: string
  /** Midnight of the day, campus time. */
  readonly date: Date
}

const anniversaries = new Collection<AnniversaryRecord>('anniversaries')

/** The next anniversary, or the one whose celebration ended less than `afterglow` ago. */
export async function readCurrent(since: Date): Promise<AnniversaryRecord | undefined> {
  const [current] = await anniversaries.find(
    { date: command.gte(since) },
    { order: [['date', 'asc']], limit: 1 },
  )
  return current
}
