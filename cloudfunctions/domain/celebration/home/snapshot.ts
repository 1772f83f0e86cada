/**
 * Home as it is served: one document, made anew by the timer every few minutes and by staff who change it, and kept for
 * some seconds in each instance. However many open it at once, the database hears of few, and of none while it is down.
 */
import type { Home } from '../../../../miniprogram/contract/celebration'
import { minuteMs, secondMs } from '../../../platform/clock'
import { keptWhileFailing } from '../../../platform/memory'
import { fromSnapshot, oldSnapshot, peekSnapshot, putSnapshot } from '../../../platform/snapshots'
import { readUniversity } from '../../organisations/actions'
import { putTogether } from './blocks'
import { readHomeRecord } from './records'
import { completed, usualLayout } from './rules'

const snapshotId = 'home'
/** So long an instance asks nobody. */
const keepMs = 20 * secondMs
/** So often the timer makes it anew; should it stand still, whoever asks after twice as long does. */
const renewedMs = 3 * minuteMs
const overdueMs = 2 * renewedMs

export const oldHome = oldSnapshot(snapshotId, renewedMs)

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
