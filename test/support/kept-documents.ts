/** Puts a world back to where a test file found it, which is quicker than opening another one. */
import type { TestWorld } from './world'

/** What alumni's stories need of the sample world. */
const collections = ['bodies', 'people', 'identities']

/** Takes everything else away; calling what is returned takes away what has come since, and puts these back. */
export async function keepPeople(world: TestWorld): Promise<() => Promise<void>> {
  const { database } = world.cloud
  const kept = await Promise.all(collections.map((name) => database.find(name)))
  const claimedRows = await database.find('rosterRows', { claimedBy: { $ne: null } })
  await database.clear()
  for (const [index, name] of collections.entries()) await database.upsert(name, kept[index] ?? [])
  await database.upsert('rosterRows', claimedRows)
  const putBack = database.keep()
  return async () => {
    await putBack()
    world.cloud.messages.clear()
  }
}
