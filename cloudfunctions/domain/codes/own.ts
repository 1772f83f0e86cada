/** Which codes are whose: editors and reviewers make, count and close those of their bodies. */
import { AppError } from '../../../miniprogram/contract/errors'
import { type Caller, reaches } from '../../platform/caller'
import { type Body, readBodyNow } from '../organisations/records'
import { type Code, readCode } from './records'

export const makesCodes = (caller: Caller, bodyPath: readonly string[]) =>
  reaches('editor', caller, bodyPath) || reaches('reviewer', caller, bodyPath)

/** A body for which the caller makes codes; another is answered like one that does not exist. */
export async function ownBody(bodyId: string | undefined, caller: Caller): Promise<Body> {
  const body = bodyId === undefined ? undefined : await readBodyNow(bodyId)
  if (!body || !makesCodes(caller, body.bodyPath)) throw new AppError('NOT_FOUND')
  return body
}

/** A code of a body for which the caller makes codes. */
export async function ownCode(scene: string, caller: Caller): Promise<{ code: Code; body: Body }> {
  const code = await readCode(scene)
  const body = await ownBody(code?.bodyId, caller)
  if (!code) throw new AppError('NOT_FOUND')
  return { code, body }
}
