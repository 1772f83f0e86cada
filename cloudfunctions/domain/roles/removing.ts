/**
 * Taking a role away. The administrators of a university leave one after the other, so that the last one stays: a removal
 * is begun in one document by a conditional update, after those who remain were counted, and only then done. Whoever
 * finds one begun and not done does it first.
 */
import { AppError } from '../../../miniprogram/contract/errors'
import type { RoleGrant } from '../../platform/caller'
import {
  type Administration,
  beginRemoval,
  countOtherAdministrators,
  endRemoval,
  readAdministration,
  removeGrant,
  unfinishedRemovals,
} from './records'

/** How often others may remove somebody while one removal is tried. */
const triesAtMost = 8

async function finish({ _id, revision, removing }: Administration): Promise<void> {
  if (!removing) return
  await removeGrant(removing.personId, removing.grant)
  await endRemoval(_id, revision)
}

/** Takes the administration of a whole university from somebody, unless nobody else has it. */
export async function removeAdministrator(
  universityId: string,
  personId: string,
  grant: RoleGrant,
): Promise<void> {
  for (let tries = 0; tries < triesAtMost; tries++) {
    const administration = await readAdministration(universityId)
    await finish(administration)
    if ((await countOtherAdministrators(universityId, personId)) === 0)
      throw new AppError('LAST_ADMINISTRATOR')
    const removing = { personId, grant }
    if (await beginRemoval(administration, removing))
      return finish({ _id: universityId, revision: administration.revision + 1, removing })
  }
  throw new AppError('BUSY')
}

/** Finishes what was begun and cut off. */
export async function finishRemovals(now: Date): Promise<void> {
  for (const administration of await unfinishedRemovals.read(now)) await finish(administration)
}
