/** Measures every page of the mini-program where it is worth looking at, also on a narrow phone with large words, where most goes wrong. */

import type { Place } from '../../local/phone/server/world'
import { table } from '../../local/table'
import { type PhoneKind, PlacesOnPhone } from '../support/places-on-phone'
import { rules } from './rules'
import { Visitor } from './visit'

const phones: readonly PhoneKind[] = [
  { name: '390', width: 390, height: 844, font: 16 },
  { name: '360-large', width: 360, height: 640, font: 22.4 },
]

/** Prints a table page × rule and what is broken. @param words only places that have all of them @returns whether all rules hold */
export async function audit(words: readonly string[]): Promise<boolean> {
  const on = await PlacesOnPhone.open()
  const isWanted = (place: Place) =>
    words.every((word) => `${place.persona} ${place.page} ${on.titleOf(place)}`.includes(word))
  // Whoever has the phone keeps it, for switching it on takes longest.
  const places = on.places.filter(isWanted).sort((one, other) => one.persona.localeCompare(other.persona))
  const rows: string[][] = [['', ...rules.map(({ name }) => name)]]
  const problems: string[] = []
  for (const phone of phones) {
    const walker = await on.walkerOf(phone)
    const visitor = await Visitor.with(walker)
    for (const place of places) {
      const visit = await visitor.visit(place, phone === phones[0])
      const broken = rules.map((rule) => [rule, rule.broken(visit)] as const)
      rows.push([
        `${phone.name} ${on.titleOf(place)}`,
        ...broken.map(([, what]) => (what.length === 0 ? '✓' : `✗ ${what.length}`)),
      ])
      for (const [{ name }, what] of broken) {
        if (what.length === 0) continue
        problems.push(`${phone.name} ${place.page}: ${name}: ${[...new Set(what)].join(', ')}`)
        console.info(problems.at(-1))
      }
    }
    await walker.close()
    on.sleep()
  }
  await on.close()
  console.info(table(rows))
  console.info(JSON.stringify({ figure: 'audit.failures', value: problems.length, pages: rows.length - 1 }))
  return problems.length === 0
}
