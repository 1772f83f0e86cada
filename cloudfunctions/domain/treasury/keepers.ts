/** Who keeps the money: all of it goes to one payee, so a treasurer of that house sees all of it, and no other does. */
import { AppError } from '../../../miniprogram/contract/errors'
import { bodiesFor, type Caller } from '../../platform/caller'
import { readBodies } from '../organisations/records'

/** Refuses a treasurer of a college, a branch or a class. */
export async function requireKeeper(caller: Caller): Promise<void> {
  const bodies = await readBodies(bodiesFor('treasurer', caller))
  const isKeeper = [...bodies.values()].some(({ kind }) => kind === 'foundation' || kind === 'university')
  if (!isKeeper) throw new AppError('FORBIDDEN')
}
