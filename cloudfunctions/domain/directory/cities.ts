/** Where alumni live, as counts: counted once an hour by the timer and kept, so that asking costs one read. */
import type { Handler } from '../../platform/serve'
import {
  type CitySnapshot,
  countByCity,
  pastCityCounts,
  readCitySnapshot,
  writeCitySnapshot,
} from './records'
import { tellableCounts } from './rules'

/** Only what may be told is kept: whoever sees the snapshot learns no more than whoever asks for it. */
async function count(now: Date): Promise<CitySnapshot> {
  const snapshot = { ...tellableCounts(await countByCity()), countedAt: now }
  await writeCitySnapshot(snapshot)
  return snapshot
}

export const countCities: Handler<'directory.countCities'> = async (_input, { now }) => {
  const { cities, elsewhere, countedAt } = (await readCitySnapshot()) ?? (await count(now))
  return { cities, elsewhere, countedAt: countedAt.getTime() }
}

/** Counts anew what was counted an hour ago; what nobody has asked for yet is counted for the first who does. */
export async function recountCities(now: Date): Promise<void> {
  if ((await pastCityCounts.read(now)).length > 0) await count(now)
}
