/** How many people may be told to live where, without telling of anybody in particular. */
import { fewestPerCity } from '../../../miniprogram/contract/directory'

interface CityCount {
  readonly city: string
  readonly people: number
}

/** A map with more cities than this is no longer read. */
const citiesShown = 50

/**
 * The counts that may be told. A city of few is not among them, and all that are not shown are told together only if
 * they are not few either: no sum leads back to them.
 * @param counts the most people first
 */
export function tellableCounts(counts: readonly CityCount[]): {
  readonly cities: readonly CityCount[]
  readonly elsewhere: number
} {
  const cities = counts.filter(({ people }) => people >= fewestPerCity).slice(0, citiesShown)
  const shown = new Set(cities.map(({ city }) => city))
  const others = counts.reduce((sum, { city, people }) => (shown.has(city) ? sum : sum + people), 0)
  return { cities, elsewhere: others >= fewestPerCity ? others : 0 }
}
