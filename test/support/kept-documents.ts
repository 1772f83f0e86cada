/** Puts a world back to where a test file found it, which is quicker than opening another one. */
import type { TestWorld } from './world'

/** What alumni's stories need of the sample world. */
const collections = ['bodies', 'people', 'identities']

/** Remembers these documents; calling what is returned makes them all there is. */
export async function keepPeople(world: TestWorld): Promise<() => Promise<void>> {
  const { database } = world.cloud
  const kept = await Promise.all(collections.map((name) => database.find(name)))
  const claimedRows = await database.find('rosterRows', { claimedBy: { $ne: null } })
  return async () => {
    await database.clear()
    world.cloud.messages.clear()
    for (const [index, name] of collections.entries()) await database.upsert(name, kept[index] ?? [])
    await database.upsert('rosterRows', claimedRows)
  }
}
