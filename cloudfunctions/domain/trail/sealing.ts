/**
 * Seals the trail, and tells whether it still stands as it was sealed. A call writes only an entry of its own; the timer
 * puts them in order, so that no two calls wait for each other. A seal's id is its place: of two timers one is too late.
 */
import { campusDay } from '../../platform/campus-time'
import { log } from '../../platform/log'
import { lastHash, linksFor, sealProblems } from './chain'
import {
  everyEntry,
  everySeal,
  everySealOf,
  insertSeal,
  markSealed,
  readEntries,
  readLastSeal,
  type Seal,
  unsealedEntries,
} from './records'

const sealsAtMost = 20

/** Seals what is settled, in its order. */
export async function sealTrail(now: Date): Promise<void> {
  for (let made = 0; made < sealsAtMost; made++) {
    const last = await readLastSeal()
    // Cut off after the seal was made, its entries were not marked.
    if (last) await markSealed(last)
    const settled = await unsealedEntries.read(now)
    const [first] = settled
    if (!first) return
    // What was written late belongs to the day that is being sealed: a day once over is not opened again.
    const wanted = campusDay(first.at)
    const day = last && last.day > wanted ? last.day : wanted
    const ofDay = settled.filter(({ at }) => campusDay(at) <= day)
    const number = last?.day === day ? last.number + 1 : 1
    const previous = lastHash(last)
    const _id = `${day}:${String(number).padStart(6, '0')}`
    const seal: Seal = { _id, day, number, previous, links: linksFor(previous, ofDay), sealedAt: now }
    if ((await insertSeal(seal)) === 'exists') return
    await markSealed(seal)
    // Kept outside the database as well: who changes the records cannot change the log.
    log.info('trail sealed', { seal: _id, entries: seal.links.length, hash: lastHash(seal) })
  }
}

async function problemsOf(seal: Seal, before: Seal | undefined): Promise<string[]> {
  const found = await readEntries(seal.links.map(({ entryId }) => entryId))
  return sealProblems(seal, before, new Map(found.map((entry) => [entry._id, entry])))
}

/** What was sealed on a day, and what is wrong with it. */
export async function verifyDay(
  day: string,
): Promise<{ readonly entries: number; readonly seal: string; readonly problems: readonly string[] }> {
  let before = await readLastSeal(`${day}:`)
  let entries = 0
  const problems: string[] = []
  for await (const seal of everySealOf(day)) {
    problems.push(...(await problemsOf(seal, before)))
    entries += seal.links.length
    before = seal
  }
  return { entries, seal: before?.day === day ? lastHash(before) : '', problems }
}

/** Every sealed entry stands as it was sealed, each bound to the one before it, and none is said to be sealed that is not. */
export async function* trailStands(): AsyncGenerator<string> {
  const sealedIn = new Map<string, string>()
  let before: Seal | undefined
  for await (const seal of everySeal()) {
    yield* await problemsOf(seal, before)
    for (const { entryId } of seal.links) {
      if (sealedIn.has(entryId)) yield `entry ${entryId} is sealed twice`
      sealedIn.set(entryId, seal._id)
    }
    before = seal
  }
  for await (const { _id, sealedIn: told } of everyEntry())
    if (told !== '' && sealedIn.get(_id) !== told)
      yield `entry ${_id} says to be sealed in ${told}, and is not`
}
