/** What everybody reads of Home and of anniversaries. What editors do is in editing.ts and home/arranging.ts. */
import type { Anniversary } from '../../../miniprogram/contract/celebration'
import { AppError } from '../../../miniprogram/contract/errors'
import { secondMs } from '../../platform/clock'
import { type Kept, keptWhileFailing } from '../../platform/memory'
import type { Handler, Handlers } from '../../platform/serve'
import { editing } from './editing'
import { arranging } from './home/arranging'
import { readHome as readKeptHome } from './home/snapshot'
import { readAnniversary as readRecord } from './records'
import { describeAnniversary, listCelebrated } from './showing'

const readHome: Handler<'celebration.readHome'> = (_input, { now }) => readKeptHome(now)

/** So long an instance tells of an anniversary what it knows. */
const keepMs = 20 * secondMs
/** By id; the empty one stands for the one that leads. */
const kept = new Map<string, Kept<Anniversary | undefined>>()

/** None where there is none, or where it is not public: that is known, and no failure. */
async function read(anniversaryId: string, now: Date): Promise<Anniversary | undefined> {
  const celebrated = await listCelebrated(now)
  const anniversary = await readRecord(anniversaryId === '' ? (celebrated[0]?._id ?? '') : anniversaryId)
  return anniversary?.isShown ? describeAnniversary(anniversary, celebrated, now) : undefined
}

const readAnniversary: Handler<'celebration.readAnniversary'> = async ({ anniversaryId = '' }, { now }) => {
  const one = kept.get(anniversaryId) ?? keptWhileFailing(keepMs, (at) => read(anniversaryId, at))
  const anniversary = await one.read(now)
  // Only what there is, or whoever tries ids would fill the memory.
  if (!anniversary) throw new AppError('NOT_FOUND')
  kept.set(anniversaryId, one)
  return anniversary
}

export const celebration: Handlers<'celebration'> = {
  'celebration.readHome': readHome,
  'celebration.readAnniversary': readAnniversary,
  ...editing,
  ...arranging,
}
