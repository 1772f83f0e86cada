/** The code of an invitation: what is sent, and the digest that is kept of it. */
import { derivedId, keyedHash } from '../../platform/ids'

/** 96 bits that only this installation can make; the same for the same intent of the same inviter. */
export const sceneOf = (byPersonId: string, draftKey: string, key?: string): string =>
  keyedHash('role invitation', `${byPersonId}|${draftKey}`, key).slice(0, 24)

export const digestOf = (scene: string): string => derivedId('role invitation', scene)
