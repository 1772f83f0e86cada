/**
 * By which code people came, and what they did then. The first code by which somebody came to an event or a project
 * within thirty days counts; an article or an anniversary leads on anywhere, so its code counts for whatever they came
 * to by no code of its own. What they do carries the scene, so that counting asks only what was done, and two records of
 * one person that become one keep what each did.
 */
import type { Brought } from '../../../miniprogram/contract/codes'
import { dayMs } from '../../platform/clock'
import { countRegistrations } from '../alumni/records'
import { countSignUpsBy } from '../events/records'
import { sumGiftsBy } from '../giving/records'
import { type Code, noteArrival, readArrival, readFirstArrival, sumOpens } from './records'
import { leadsAnywhere } from './rules'

const countsForMs = 30 * dayMs

const since = (now: Date) => new Date(now.getTime() - countsForMs)

/** Remembers by which code somebody came; by one's own one does not. */
export async function arrive(code: Code, personId: string, now: Date): Promise<void> {
  const { _id, opens, targetId, createdBy } = code
  if (createdBy === personId) return
  const leads = leadsAnywhere(opens) ? 'anywhere' : 'there'
  await noteArrival({ scene: _id, targetId, personId, at: now }, leads, since(now))
}

/** What a sign-up or a gift carries of it: nothing for whoever came by no code. */
export async function sceneOf(targetId: string, personId: string, now: Date): Promise<{ scene?: string }> {
  const scene = await readArrival(targetId, personId, since(now))
  return scene === undefined ? {} : { scene }
}

/** By which code somebody found their way here at all; empty when by none. */
export const firstSceneOf = async (personId: string, now: Date): Promise<string> =>
  (await readFirstArrival(personId, since(now))) ?? ''

/** What came of each of these codes; sums are for treasurers alone. */
export async function countBrought(
  scenes: readonly string[],
  isTreasurer: boolean,
): Promise<(scene: string) => Brought> {
  const [opens, registrations, signUps, gifts] = await Promise.all([
    sumOpens(scenes),
    countRegistrations(scenes),
    countSignUpsBy(scenes),
    sumGiftsBy(scenes),
  ])
  return (scene) => ({
    openedTimes: opens.get(scene) ?? 0,
    registrations: registrations.get(scene) ?? 0,
    signUps: signUps.get(scene) ?? 0,
    gifts: gifts.get(scene)?.gifts ?? 0,
    givenFen: isTreasurer ? (gifts.get(scene)?.keptFen ?? 0) : undefined,
  })
}
