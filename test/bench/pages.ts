/** How long after a tap a page shows what it is for, as a multiple of what a page takes that asks the cloud nothing. */

import { take } from '../audit/passage'
import { PlacesOnPhone } from '../support/places-on-phone'
import type { Figure } from './figure'
import { quantile, rounded } from './statistics'

const phone = { name: '390', width: 390, height: 844, font: 16 }
/** Static words, and no call. */
const barePage = '/alumni/consent/consent'
/** Each place is opened so often, and the quickest counts: what else the machine does only adds. */
const runs = 3

export async function* run(): AsyncGenerator<Figure> {
  const on = await PlacesOnPhone.open()
  const walker = await on.walkerOf(phone)
  const opened = async (persona: string, page: string) => {
    const taken: number[] = []
    for (let index = 0; index < runs; index++) {
      await walker.handTo(persona)
      const { contentMs } = await walker.page.evaluate(take, { by: 'opening' as const, page })
      if (contentMs === undefined) throw new Error(`${page} never showed anything`)
      taken.push(contentMs)
    }
    return Math.min(...taken)
  }
  const places = [...on.places].sort((one, other) => one.persona.localeCompare(other.persona))
  const bare: number[] = []
  const shown: number[] = []
  for (const { persona, page } of places) {
    bare.push(await opened(persona, barePage))
    shown.push(await opened(persona, `/${page}`))
  }
  await walker.close()
  await on.close()
  const bareMs = quantile(bare, 0.5)
  const ratios = shown.map((ms) => ms / bareMs)
  const figure = (name: string, value: number): Figure => ({
    name: `page.tapToContent.${name}`,
    value: rounded(value),
    unit: 'ratio',
    n: ratios.length,
  })
  yield figure('worstRatio', Math.max(...ratios))
  yield figure('medianRatio', quantile(ratios, 0.5))
}
