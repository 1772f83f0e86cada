/**
 * Takes a picture of each place of the sample world, in each state that a page has, on each phone that we promise:
 * 390 × 844 and 360 × 640, words at their standard size and 1.4 times as large; pages of staff also in a wide window.
 */
import fs from 'node:fs/promises'
import path from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { compilePhone } from '../../local/phone'
import { listen, openPreview } from '../../local/phone/server'
import { listPages } from '../../local/phone/server/pages'
import type { Place } from '../../local/phone/server/world'
import { openBrowser } from '../support/browser'
import buildFunctions from '../support/build-functions'
import { TestWorld } from '../support/world'
import { type Shot, sheetOf } from './sheet'

const miniprogram = path.resolve(__dirname, '../../miniprogram')
const outFolder = path.resolve(__dirname, '../../.local/screens')

/** The phones, by the name of their folder; `font` is WeChat's size of words in px. */
const phones = [
  { name: '390', width: 390, height: 844, font: 16 },
  { name: '360', width: 360, height: 640, font: 16 },
  { name: '390-large', width: 390, height: 844, font: 22.4 },
  { name: '360-large', width: 360, height: 640, font: 22.4 },
  { name: 'wide', width: 1000, height: 800, font: 16 },
] as const
type Kind = (typeof phones)[number]

const states = [
  { name: 'filled', network: 'online', waitMs: 900 },
  { name: 'loading', network: 'slow', waitMs: 500 },
  { name: 'offline', network: 'offline', waitMs: 600 },
  { name: 'failing', network: 'failing', waitMs: 600 },
] as const

const isOfStaff = (page: string) => page.startsWith('staff')

/** @param words only places whose page, persona or note has all of them; the name of a phone or a state chooses too */
export async function takeScreens(words: readonly string[]): Promise<void> {
  await buildFunctions()
  const phoneFolder = path.join(outFolder, 'phone')
  const [world, server, browser] = await Promise.all([
    TestWorld.open(),
    listen(0),
    openBrowser(),
    compilePhone({ root: miniprogram, outFolder: phoneFolder, minify: true }),
  ])
  openPreview(server, {
    world: world.world,
    miniprogramFolder: miniprogram,
    phoneFolder,
    panelFolder: phoneFolder,
  })
  const titles = new Map((await listPages(miniprogram)).map(({ path: page, title }) => [page, title]))
  const places = (await world.world.places()).filter((place) =>
    chosen(words, phones, states).words.every((word) => JSON.stringify(place).includes(word)),
  )
  const shots: Shot[] = []
  for (const phone of chosen(words, phones, states).phones) {
    const context = await browser.newContext({
      viewport: { width: phone.width, height: phone.height },
      reducedMotion: 'reduce',
    })
    for (const [index, place] of places.entries()) {
      if (phone.name === 'wide' && !isOfStaff(place.page)) continue
      const title = titles.get(place.page.split('?')[0] ?? '') ?? ''
      for (const state of chosen(words, phones, states).states) {
        const file = `${phone.name}/${String(index).padStart(3, '0')}-${state.name}.png`
        const errors = await take(context, server.url, place, phone, state, path.join(outFolder, file))
        shots.push({ file, place, title, phone: phone.name, state: state.name, errors })
        console.info(`${file}  ${title} ${place.note ?? ''} ${errors.join(' · ')}`)
      }
    }
    await context.close()
  }
  await fs.writeFile(path.join(outFolder, 'index.html'), sheetOf(shots))
  console.info(`${shots.length} pictures: ${path.join(outFolder, 'index.html')}`)
  await browser.close()
  await server.close()
  await world.close()
}

/** Words that name phones or states choose among these; the others among the places. */
function chosen(words: readonly string[], allPhones: readonly Kind[], allStates: typeof states) {
  const named = <One extends { readonly name: string }>(all: readonly One[]) => {
    const some = all.filter(({ name }) => words.includes(name))
    return some.length > 0 ? some : all
  }
  const names = new Set<string>([...allPhones, ...allStates].map(({ name }) => name))
  return {
    phones: named(allPhones),
    states: named<(typeof states)[number]>(allStates),
    words: words.filter((word) => !names.has(word)),
  }
}

/** @returns what went wrong inside the phone */
async function take(
  context: BrowserContext,
  url: string,
  { persona, page: route }: Place,
  { name, font }: Kind,
  { network, waitMs }: (typeof states)[number],
  file: string,
): Promise<readonly string[]> {
  const page = await context.newPage()
  try {
    const quiet = '/alumni/consent/consent'
    await page.goto(`${url}/phone/app.html?persona=${persona}&phone=${name}&font=${font}#${quiet}`)
    await page.waitForFunction(() => window.phone?.ready)
    await page.evaluate(
      ([to, address]) => {
        if (!window.phone) return
        window.phone.clearStorage()
        window.phone.network = to
        window.phone.navigate(address)
      },
      [network, `/${route}`] as const,
    )
    await settle(page, waitMs)
    await fs.mkdir(path.dirname(file), { recursive: true })
    await page.screenshot({ path: file })
    return await page.evaluate(() => [...(window.phone?.errors ?? [])])
  } finally {
    await page.close()
  }
}

/** Pictures and words have come when nothing is asked for any more. */
async function settle(page: Page, waitMs: number): Promise<void> {
  await page.waitForLoadState('networkidle').catch(() => undefined)
  await page.waitForTimeout(waitMs)
}
