/** To whom a notice goes: how many they are, and who comes next. */
import type { NoticeAudience } from '../../../miniprogram/contract/notices'
import { dayMs } from '../../platform/clock'
import { countDecliners, countMembers, listMembersFrom } from '../alumni/records'
import { countSignedUp, listSignUpsFrom } from '../events/records'
import { listTold } from '../messages/records'
import type { Slice } from '../messages/telling'
import type { Notice } from './records'
import { causeOf, isAddressed, spare, statusesOf } from './rules'

export interface Count {
  readonly recipients: number
  /** Members who do not wish to be written to. */
  readonly declined: number
}

/** How many would be told now. */
export async function countAudience(audience: NoticeAudience, targetId: string): Promise<Count> {
  if (audience !== 'members')
    return { recipients: await countSignedUp(targetId, statusesOf[audience]), declined: 0 }
  const [members, declined] = await Promise.all([countMembers(targetId), countDecliners(targetId)])
  return { recipients: members - declined, declined }
}

const weekMs = 7 * dayMs

/**
 * Whom the next slice holds. Of two runs at once that tell different notices each may find room where only one is left:
 * then somebody hears of one more, and nobody of the same one twice.
 */
export async function nextSliceOf(
  { _id, audience, targetId }: Notice,
  after: string,
  size: number,
  now: Date,
): Promise<Slice> {
  const cause = causeOf(_id)
  const found =
    audience === 'members'
      ? (await listMembersFrom(targetId, after, size)).map((person) => ({
          id: person._id,
          personId: person._id,
        }))
      : (await listSignUpsFrom(targetId, after, size)).map((signUp) => ({
          id: signUp._id,
          personId: isAddressed(audience, signUp) ? signUp.personId : undefined,
        }))
  const personIds = found.flatMap(({ personId }) => personId ?? [])
  const toldBy = await listTold('notice', personIds, new Date(now.getTime() - weekMs))
  const { told, spared } = spare(cause, personIds, toldBy)
  return { personIds: told, spared, upTo: found.at(-1)?.id ?? after, isLast: found.length < size }
}
