/** Says of every day of the trail whether it stands as it was sealed, and names the first entry that does not. */
import path from 'node:path'
import { trailStands, verifyDays } from '../cloudfunctions/domain/trail/sealing'
import { refuseIfTaken } from './folder-lock'
import { Refusal } from './refusal'
import { isFirstRun, openWorld } from './world'

/**
 * Verifies the trail of the local cloud that the environment of this process names.
 * @returns whether all of it stands
 */
export async function verifyTrail(say: (sentence: string) => void): Promise<boolean> {
  let first: string | undefined
  let days = 0
  for await (const { day, entries, problems } of verifyDays()) {
    days++
    first ??= problems[0]
    say(`${day}: ${entries} entries, ${problems.length === 0 ? 'as they were sealed' : 'BROKEN'}.`)
    for (const problem of problems) say(`  ${problem}`)
  }
  // Seals that are gone leave no day to look at, but entries that name them.
  if (first === undefined) {
    for await (const problem of trailStands()) {
      first = problem
      break
    }
  }
  say(first === undefined ? `The trail stands: ${days} days.` : `The trail is broken. First: ${first}.`)
  return first === undefined
}

/** Verifies the trail of the world that npm start keeps in a folder. @throws Refusal */
export async function verifyKeptTrail(folder: string, say: (sentence: string) => void): Promise<boolean> {
  await refuseIfTaken(folder)
  if (await isFirstRun(folder)) throw new Refusal(`There is no world in ${folder}: begin one with npm start.`)
  const world = await openWorld({ folder, functionsFolder: path.join(folder, 'functions'), timers: false })
  try {
    Object.assign(process.env, world.cloud.environment({}), { SECRET_KEY: world.environment.SECRET_KEY })
    return await verifyTrail(say)
  } finally {
    await world.close()
  }
}
