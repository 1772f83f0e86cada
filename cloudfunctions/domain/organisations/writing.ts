/** For which bodies somebody may write what is to be theirs: events, projects, articles, anniversaries, tasks. */
import { AppError } from '../../../miniprogram/contract/errors'
import { type Caller, reaches } from '../../platform/caller'
import { type Body, readBodyNow } from './records'

/**
 * A body that the caller edits for; one outside their reach is answered like one that does not exist. What went up in
 * another is refused beside its field: its things went along, and nothing takes along what would come after them.
 */
export async function bodyToWriteFor(bodyId: string, caller: Caller, field: string): Promise<Body> {
  const body = await readBodyNow(bodyId)
  if (!body || !reaches('editor', caller, body.bodyPath)) throw new AppError('NOT_FOUND')
  if (body.mergedInto !== undefined)
    throw new AppError('INVALID_INPUT', { fields: { [field]: '这个单位已并入其他单位，请重新选择' } })
  return body
}
