/** Which anniversary leads, and what stands beside it. */
import type { AnniversaryRecord } from './records'

const dayMs = 86_400_000

/** For so long after its day an anniversary is still looked back on. */
export const afterglowMs = 60 * dayMs

type Celebrated = Pick<AnniversaryRecord, '_id' | 'date' | 'bodyPath'>

const distanceMs = ({ date }: Celebrated, now: Date) => Math.abs(date.getTime() - now.getTime())

/**
 * Those that are coming or not long over, in the order in which Home tells of them: what the whole house celebrates
 * before what one of its bodies does, then the nearest to this day.
 */
export function inOrder<One extends Celebrated>(anniversaries: readonly One[], now: Date): One[] {
  return anniversaries
    .filter(({ date }) => date.getTime() + afterglowMs >= now.getTime())
    .sort(
      (one, other) =>
        one.bodyPath.length - other.bodyPath.length ||
        distanceMs(one, now) - distanceMs(other, now) ||
        (one._id < other._id ? -1 : 1),
    )
}

/** Whether an event may stand under the roof of an anniversary: its host belongs to whoever celebrates. */
export const isUnderRoof = (
  anniversary: Pick<AnniversaryRecord, 'bodyId'>,
  event: { readonly bodyPath: readonly string[] },
): boolean => event.bodyPath.includes(anniversary.bodyId)
