/**
 * Measures every page of the mini-program where it is worth looking at, on a narrow phone with large words, where
 * most goes wrong. The limits are those of WeChat's own audit, or stricter ones of this house:
 * https://developers.weixin.qq.com/miniprogram/dev/framework/audits/audits.html
 */
import type { Page } from 'playwright-core'
import { table } from '../../local/table'
import { errorsOn, type PhoneKind, PlacesOnPhone } from '../support/places-on-phone'
import { type Measured, measurePage } from './measure'

const phones: readonly PhoneKind[] = [
  { name: '390', width: 390, height: 844, font: 16 },
  { name: '360-large', width: 360, height: 640, font: 22.4 },
]
const settleMs = 400
/** WeChat's audit asks for 20; a thumb of seventy years asks for more. */
const leastTargetPx = 36

interface Found extends Measured {
  readonly errors: readonly string[]
  readonly failedRequests: readonly string[]
}

interface Rule {
  readonly name: string
  /** What breaks it; nothing when it holds. */
  broken(found: Found): readonly string[]
}

const atMost = (name: string, most: number, of: (found: Found) => number): Rule => ({
  name: `${name} ≤ ${most}`,
  broken: (found) => (of(found) > most ? [String(of(found))] : []),
})

const rules: readonly Rule[] = [
  { name: 'no errors', broken: ({ errors }) => errors },
  { name: 'no failed requests', broken: ({ failedRequests }) => failedRequests },
  atMost('nodes', 1000, ({ nodes }) => nodes),
  atMost('depth', 30, ({ depth }) => depth),
  atMost('children', 60, ({ children }) => children),
  { name: 'targets', broken: ({ smallTargets }) => smallTargets },
  { name: 'contrast', broken: ({ faintWords }) => faintWords },
  { name: 'names', broken: ({ namelessControls }) => namelessControls },
  { name: 'picture ratios', broken: ({ stretchedPictures }) => stretchedPictures },
  { name: 'nothing cut off', broken: ({ cutOff }) => cutOff },
]

/** Prints a table page × rule and what is broken. @param words only places that have all of them @returns whether all rules hold */
export async function audit(words: readonly string[]): Promise<boolean> {
  const on = await PlacesOnPhone.open()
  const rows: string[][] = [['', ...rules.map(({ name }) => name)]]
  const problems: string[] = []
  for (const phone of phones) {
    const context = await on.contextOf(phone)
    for (const place of on.places) {
      const title = on.titleOf(place)
      if (!words.every((word) => `${place.persona} ${place.page} ${title}`.includes(word))) continue
      const page = await context.newPage()
      const found = await look(page, async () => {
        await on.show(page, place, phone, 'online')
        // What still loads shows a skeleton; what has come may draw once more.
        await page.waitForFunction(
          () => !document.querySelector('.phone-frame:not([hidden]) [class*="skeleton"]'),
        )
        await page.waitForTimeout(settleMs)
      })
      await page.close()
      const broken = rules.map((rule) => [rule, rule.broken(found)] as const)
      rows.push([
        `${phone.name} ${title}`,
        ...broken.map(([, what]) => (what.length === 0 ? '✓' : `✗ ${what.length}`)),
      ])
      for (const [{ name }, what] of broken)
        if (what.length > 0)
          problems.push(`${phone.name} ${place.page}: ${name}: ${[...new Set(what)].join(', ')}`)
    }
    await context.close()
  }
  await on.close()
  console.info(table(rows))
  for (const problem of problems) console.info(problem)
  console.info(JSON.stringify({ figure: 'audit.failures', value: problems.length, pages: rows.length - 1 }))
  return problems.length === 0
}

async function look(page: Page, go: () => Promise<void>): Promise<Found> {
  const failedRequests: string[] = []
  const errors: string[] = []
  page.on('response', (response) => {
    if (response.status() >= 400)
      failedRequests.push(`${response.status()} ${new URL(response.url()).pathname}`)
  })
  page.on('pageerror', (error) => errors.push(error.message))
  await go()
  errors.push(...(await errorsOn(page)))
  // The compiler that runs this keeps functions' names by a helper, which the browser does not know.
  await page.evaluate('globalThis.__name = (named) => named')
  return { ...(await page.evaluate(measurePage, leastTargetPx)), errors, failedRequests }
}
