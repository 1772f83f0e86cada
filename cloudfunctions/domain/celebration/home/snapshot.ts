/**
 * Home as it is served: one document, made anew by the timer each minute and by staff who change it, and kept for some
 * seconds in each instance. However many open it at once, the database hears of few, and of none while it is down.
 */
import type { Home } from '../../../../miniprogram/contract/celebration'
import { secondMs } from '../../../platform/clock'
import { keptWhileFailing } from '../../../platform/memory'
import { fromSnapshot, peekSnapshot, putSnapshot } from '../../../platform/snapshots'
import { readUniversity } from '../../organisations/actions'
import { putTogether } from './blocks'
import { readHomeRecord } from './records'
import { completed, usualLayout } from './rules'

const snapshotId = 'home'
/** So long an instance asks nobody. */
const keepMs = 20 * secondMs
/** The timer makes it anew each minute; should it stand still, whoever asks after so long does. */
const overdueMs = 180 * secondMs

async function take(now: Date, before: Home | undefined): Promise<Home> {
  const kept = await readHomeRecord((await readUniversity(now))._id)
  return putTogether(completed(kept ?? usualLayout), now, before)
}

const kept = keptWhileFailing<Home>(keepMs, async (now) => {
  const home = await fromSnapshot<Home>(snapshotId, overdueMs, now, (before) => take(now, before))
  return home ?? take(now, undefined)
})

export const readHome = (now: Date): Promise<Home> => kept.read(now)

/** Makes it anew for everybody; whoever asks this instance has it at once. */
export async function retakeHome(now: Date): Promise<Home> {
  const home = await take(now, await peekSnapshot<Home>(snapshotId))
  await putSnapshot(snapshotId, home, now)
  kept.put(home, now)
  return home
}

export const refreshHome = async (now: Date): Promise<void> => {
  await retakeHome(now)
}
