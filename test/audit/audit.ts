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

interface Audited {
  /** A table of page × rule. */
  readonly rows: readonly (readonly string[])[]
  readonly problems: readonly string[]
  readonly pages: number
}

/** @param words only places that have all of them @param say hears of each problem as soon as it is found */
export async function auditPages(words: readonly string[], say: (problem: string) => void): Promise<Audited> {
  const on = await PlacesOnPhone.open()
  const isWanted = (place: Place) =>
    words.every((word) => `${place.persona} ${place.page} ${on.titleOf(place)}`.includes(word))
  // Whoever has the phone keeps it, for switching it on takes longest.
  const places = on.places.filter(isWanted).sort((one, other) => one.persona.localeCompare(other.persona))
  const rows: string[][] = []
  const problems: string[] = []
  for (const phone of phones) {
    const walker = await on.walkerOf(phone)
    const visitor = await Visitor.with(walker)
    for (const place of places) {
      const visit = await visitor.visit(place, phone === phones[0])
      const marks = rules.map((rule) => {
        const broken = rule.broken(visit)
        if (broken.length === 0) return '✓'
        const problem = `${phone.name} ${place.page}: ${rule.name}: ${[...new Set(broken)].join(', ')}`
        problems.push(problem)
        say(problem)
        return `✗ ${broken.length}`
      })
      rows.push([`${phone.name} ${on.titleOf(place)}`, ...marks])
    }
    await walker.close()
    on.sleep()
  }
  await on.close()
  return { rows: [['', ...rules.map(({ name }) => name)], ...rows], problems, pages: rows.length }
}

/** Prints the table and what is broken. @returns whether all rules hold */
export async function audit(words: readonly string[]): Promise<boolean> {
  const { rows, problems, pages } = await auditPages(words, console.info)
  console.info(table(rows))
  // Once more, where the end of a long log is all that is seen of it.
  for (const problem of problems) console.error(problem)
  console.info(JSON.stringify({ figure: 'audit.failures', value: problems.length, pages }))
  return problems.length === 0
}
