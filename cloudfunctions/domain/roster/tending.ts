/** The timer goes on with imports that no phone drives any more, and forgets files that were tried and left. */
import { log } from '../../platform/log'
import { dueBatches } from './batches'
import { drop, proceed } from './steps'

/** So many steps of one batch are done in a minute. */
const stepsAtOnce = 3

export async function tendRosters(now: Date): Promise<void> {
  for (const due of await dueBatches.read(now)) {
    try {
      if (due.state === 'checked') await drop(due, now)
      let batch = due
      for (let step = 0; step < stepsAtOnce && batch.state !== 'checked' && batch.nextAt !== null; step++)
        batch = await proceed(batch, now)
    } catch (error) {
      // One file that cannot be fetched does not hold up the others.
      log.error('roster not tended', error, { batchId: due._id })
    }
  }
}
