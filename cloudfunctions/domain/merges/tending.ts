/** What the timer does for merges: it finishes those that were cut off, and looks once more after those just made. */
import { log } from '../../platform/log'
import { carryOut, takeBack } from './moving'
import { dueMerges, type MergeRecord, takeMerge } from './records'
import { holdMs } from './rules'

export async function tendMerges(now: Date): Promise<void> {
  for (const record of await dueMerges.read(now)) {
    try {
      await tend(record, now)
    } catch (error) {
      log.error('tending a merge failed', error, { recordId: record._id })
    }
  }
}

async function tend(record: MergeRecord, now: Date): Promise<void> {
  const isUndo = record.state === 'undoing'
  const held = { state: isUndo ? 'undoing' : 'moving', nextAt: new Date(now.getTime() + holdMs) } as const
  if (!(await takeMerge(record, held))) return
  if (isUndo) await takeBack(record, now)
  else await carryOut(record, 'timer', now)
}
