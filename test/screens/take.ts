/**
 * Takes a picture of each place of the sample world, in each state that a page has, on each phone that we promise:
 * 390 × 844 and 360 × 640, words at their standard size and 1.4 times as large; pages of staff also in a wide window.
 */
import fs from 'node:fs/promises'
import path from 'node:path'
import type { BrowserContext } from 'playwright-core'
import type { Place } from '../../local/phone/server/world'
import { errorsOn, type PhoneKind, PlacesOnPhone } from '../support/places-on-phone'
import { type Shot, sheetOf } from './sheet'

const outFolder = path.resolve(__dirname, '../../.local/screens')

const phones: readonly PhoneKind[] = [
  { name: '390', width: 390, height: 844, font: 16 },
  { name: '360', width: 360, height: 640, font: 16 },
  { name: '390-large', width: 390, height: 844, font: 22.4 },
  { name: '360-large', width: 360, height: 640, font: 22.4 },
  { name: 'wide', width: 1000, height: 800, font: 16 },
]

interface State {
  readonly name: string
  readonly network: 'online' | 'slow' | 'offline' | 'failing'
  readonly waitMs: number
}

const states: readonly State[] = [
  { name: 'filled', network: 'online', waitMs: 1200 },
  { name: 'loading', network: 'slow', waitMs: 600 },
  { name: 'offline', network: 'offline', waitMs: 800 },
  { name: 'failing', network: 'failing', waitMs: 800 },
]

/** @param words only places that have all of these words; the name of a phone or a state chooses among those */
export async function takeScreens(words: readonly string[]): Promise<void> {
  const named = <One extends { readonly name: string }>(all: readonly One[]) => {
    const some = all.filter(({ name }) => words.includes(name))
    return some.length > 0 ? some : all
  }
  const names = new Set([...phones, ...states].map(({ name }) => name))
  const sought = words.filter((word) => !names.has(word))
  const on = await PlacesOnPhone.open()
  const shots: Shot[] = []
  for (const phone of named(phones)) {
    const context = await on.contextOf(phone)
    for (const [index, place] of on.places.entries()) {
      const title = on.titleOf(place)
      if (phone.name === 'wide' && !place.page.startsWith('staff')) continue
      if (!sought.every((word) => `${place.persona} ${place.page} ${title}`.includes(word))) continue
      for (const state of named(states)) {
        const file = `${phone.name}/${String(index).padStart(3, '0')}-${state.name}.png`
        const errors = await take(on, context, place, phone, state, path.join(outFolder, file))
        shots.push({ file, place, title, phone: phone.name, state: state.name, errors })
        console.info([file, title, ...errors].join('  '))
      }
    }
    await context.close()
  }
  await fs.writeFile(path.join(outFolder, 'index.html'), sheetOf(shots))
  console.info(`${shots.length} pictures: ${path.join(outFolder, 'index.html')}`)
  await on.close()
}

/** @returns what went wrong inside the phone */
async function take(
  on: PlacesOnPhone,
  context: BrowserContext,
  place: Place,
  phone: PhoneKind,
  { network, waitMs }: State,
  file: string,
): Promise<readonly string[]> {
  const page = await context.newPage()
  try {
    await on.show(page, place, phone, network)
    await page.waitForTimeout(waitMs)
    await fs.mkdir(path.dirname(file), { recursive: true })
    await page.screenshot({ path: file })
    return await errorsOn(page)
  } finally {
    await page.close()
  }
}
