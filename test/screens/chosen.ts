/** Takes the pictures that the README shows: `npm run screens -- chosen`. */
import fs from 'node:fs/promises'
import path from 'node:path'
import { errorsOn, type PhoneKind, PlacesOnPhone } from '../support/places-on-phone'

const folder = path.resolve(__dirname, 'chosen')

/** As sharp as a phone shows it. */
const phone: PhoneKind = { name: 'chosen', width: 390, height: 844, font: 16, pixelRatio: 2 }

/** The pictures' names, and the first words of the place that each shows: who holds the phone, and the page. */
const chosen = {
  home: 'alumnus pages/home/home',
  card: 'alumnus alumni/card/card',
  directory: 'alumnus alumni/directory/directory',
  event: 'alumnus events/event/event',
  ticket: 'comptroller events/ticket/ticket',
  project: 'alumnus giving/project/project',
  certificate: 'enterprise giving/certificate/certificate',
  desk: 'administrator staff/today/today',
} as const

/** @throws when a page shows an error: such a picture is not to be shown */
export async function takeChosen(): Promise<void> {
  const on = await PlacesOnPhone.open()
  try {
    const context = await on.contextOf(phone)
    await fs.mkdir(folder, { recursive: true })
    for (const [name, words] of Object.entries(chosen)) {
      const place = on.places.find(({ persona, page }) => `${persona} ${page}`.startsWith(words))
      if (!place) throw new Error(`there is no place ${words}`)
      const page = await context.newPage()
      await on.show(page, place, phone, 'online')
      await page.waitForTimeout(2000)
      const errors = await errorsOn(page)
      if (errors.length > 0) throw new Error(`${words}: ${errors.join('; ')}`)
      const file = path.join(folder, `${name}.jpg`)
      await page.screenshot({ path: file, type: 'jpeg', quality: 70 })
      const { size } = await fs.stat(file)
      console.info(`${path.relative(process.cwd(), file)}  ${Math.round(size / 1000)} KB`)
      await page.close()
    }
  } finally {
    await on.close()
  }
}
