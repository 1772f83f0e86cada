/**
 * What was typed is kept, and what was sent is sent once: every form of the mini-program, with a network that is gone,
 * that is slow, and that loses the reply to what was done.
 */
import path from 'node:path'
import type { Browser } from 'playwright-core'
import { personIdOf } from '../../cloudfunctions/platform/ids'
import { listen, openPreview, type Server } from '../../local/phone/server'
import type { Place } from '../../local/phone/server/world'
import { eventIds } from '../../local/seed/event-ids'
import { closedPrivacy } from '../../miniprogram/contract/directory'
import { openBrowser } from '../support/browser'
import { built } from '../support/built'
import { FormWalk } from '../support/form-walk'
import { type Form, forms } from '../support/forms'
import { TestWorld } from '../support/world'

jest.setTimeout(120_000)

let world: TestWorld
let server: Server
let browser: Browser
let walk: FormWalk
let places: readonly Place[]

beforeAll(async () => {
  ;[world, server, browser] = await Promise.all([TestWorld.open(), listen(0), openBrowser()])
  openPreview(server, {
    world: world.world,
    miniprogramFolder: path.resolve(__dirname, '../../miniprogram'),
    phoneFolder: built.phone,
    panelFolder: built.panel,
  })
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, reducedMotion: 'reduce' })
  walk = await FormWalk.on(context, server.url)
  places = await world.world.places()
  await askTheLead()
  await endConcertYesterday()
})

afterAll(async () => {
  await walk.close()
  await browser.close()
  await server.close()
  await world.close()
})

/** What a collection holds: how many documents, how many with the words, and all of it. */
async function standOf({ collection, fields }: Form) {
  const documents = (await world.cloud.database.find(collection, {})).map((one) => JSON.stringify(one))
  const [words = ''] = Object.values(fields)
  return {
    documents: documents.length,
    withTheWords: documents.filter((one) => one.includes(words)).length,
    all: documents.join(),
  }
}

/** Somebody waits for the answer of the class's lead. */
async function askTheLead(): Promise<void> {
  const lead = world.persona('classlead')
  await lead.call('directory.changePrivacy', { privacy: { ...closedPrivacy, listing: 'verified' } })
  const asking = { personId: personIdOf(lead.openid), message: '许学姐好，想请您参加校友论坛。' }
  await world.persona('alumnus').call('directory.ask', asking)
}

/** Feedback is taken for two weeks. */
async function endConcertYesterday(): Promise<void> {
  const events = await world.cloud.database.find('events', { _id: eventIds.concert })
  const endsAt = new Date(world.clock.now() - 24 * 3_600_000)
  await world.cloud.database.upsert(
    'events',
    events.map((event) => ({ ...event, endsAt })),
  )
}

/** The form at the page's own place in the sample world. */
function placed(form: Form): Form {
  const here = places.find(
    ({ persona, page }) => persona === form.persona && page.split('?')[0] === form.page,
  )
  return here ? { ...form, page: here.page } : form
}

async function walkThrough(form: Form): Promise<void> {
  await walk.begin(form)
  await walk.fill(form)
  await walk.network('offline')
  await walk.send(form)
  await walk.saysOffline()
  await walk.holds(form)
  await walk.network('online')
  await walk.comeBack(form)
  if (form.isForgotten) await walk.fill(form)
  else await walk.holds(form)

  const before = await standOf(form)
  expect(await walk.sendSlowly(form)).toEqual({ times: 1, wasBusy: true })
  const lost = await standOf(form)
  expect(lost.all).not.toBe(before.all)
  expect(lost.withTheWords).toBeLessThanOrEqual(1)
  await walk.holds(form)

  expect(await walk.sendAgain(form)).toBe(true)
  const { documents, withTheWords } = await standOf(form)
  expect({ documents, withTheWords }).toEqual({ documents: lost.documents, withTheWords: lost.withTheWords })
  expect(await walk.errors()).toEqual([])
}

test.each(forms)('$what: kept while the network is gone, and done once', async (form) => {
  await walkThrough(placed(form)).catch(async (error: Error) => {
    throw new Error(`${error.message}\nThe page says: ${await walk.words()}`)
  })
})

/** Pages that cards and codes lead to, and that are opened by an address somebody made up. */
const isForEverybody = (page: string) => !page.startsWith('staff')

/** The places whose address says what they show, by who holds the phone: cut short, and made up. */
function astray(): ReadonlyMap<string, ReadonlySet<string>> {
  const byPersona = new Map<string, Set<string>>()
  for (const { persona, page, isRefused } of places) {
    const [route = '', query = ''] = page.split('?')
    if (query === '' && !isRefused) continue
    const pages = byPersona.get(persona) ?? new Set()
    byPersona.set(persona, pages.add(route))
    if (query !== '' && isForEverybody(page))
      pages.add(`${route}?${query.replace(/=[^&]*/g, '=no-such-thing')}`)
  }
  return byPersona
}

test('a page that is opened by an address cut short or made up says so, and never that something was filled in wrongly', async () => {
  const entries = []
  for (const [persona, pages] of astray()) entries.push(...(await walk.openCold(persona, [...pages])))
  const lost = entries.filter(
    ({ words, isLoading, errors }) =>
      isLoading || errors.length > 0 || words.trim() === '' || /填写的内容有误|页面出错了/.test(words),
  )
  expect(lost).toEqual([])
})

test('from such a page the way leads Home', async () => {
  await walk.openCold('alumnus', ['events/event/event'])
  expect(await walk.goHome()).toBe('pages/home/home')
})

test('the invariants of the world hold', async () => {
  expect(await world.problems()).toEqual([])
})
