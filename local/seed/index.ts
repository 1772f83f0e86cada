/**
 * The sample world: an invented university with its people, events and gifts, the same for everyone who starts it.
 *
 * | there is | there is not |
 * |---|---|
 * | a university with five colleges, a foundation, two branches, an association and some classes | any real person, number or institution |
 * | a roster of 5,000 invented people of the classes of 1978 to 2024 | phone numbers that could be anybody’s |
 * | eleven personas, one for each way of meeting the product | passwords: one becomes a persona by choosing it |
 * | rosters as colleges have them, to be imported, in a reviewer’s chats | |
 * | events and articles in every state, projects, gifts in the ledger, anniversaries, and wishes in every state | photographs: covers are our own drawings |
 */
import { randomBytes } from 'node:crypto'
import type { MovableClock } from '../clock'
import type { Cloud } from '../cloud'
import { sampleAround } from './around'
import { sampleArticles } from './articles'
import { bodies } from './bodies'
import { sampleCelebration } from './celebration'
import { cameByCodes, sampleCodes, sceneFor } from './codes'
import { sampleEvents } from './events'
import { sampleGiving } from './giving'
import { sampleInvoices } from './invoices'
import { sampleMoney } from './money'
import { sampleNotices } from './notices'
import { samplePeople } from './people'
import { sendPictures } from './pictures'
import { sampleRoster } from './roster'
import { sampleOffice } from './staff-office'

export { chatFiles } from './chat-files'
export { scanCodes } from './codes'
export { type Persona, personas } from './personas'
export { places } from './places'

/** Ids of the subscribe-message templates of the sample account. */
export const templates = {
  reviewResult: 'sample-template-review-result-0000000000001',
  signUpResult: 'sample-template-sign-up-result-000000000002',
  giftThanks: 'sample-template-gift-thanks-00000000000003',
  giftRefunded: 'sample-template-gift-refunded-00000000000008',
  contactAsked: 'sample-template-contact-asked-0000000000004',
  eventReminder: 'sample-template-event-reminder-000000000005',
  eventChanged: 'sample-template-event-changed-0000000000006',
  eventThanks: 'sample-template-event-thanks-00000000000007',
  givingNews: 'sample-template-giving-news-00000000000008',
  notice: 'sample-template-notice-0000000000000000010',
  articleResult: 'sample-template-article-result-0000000000011',
}

/** Environment variables of the functions: a secret made once for an installation, and how the sample account is set up. */
export function makeSecrets(): Record<string, string> {
  return {
    SECRET_KEY: randomBytes(32).toString('hex'),
    SUBSCRIBE_TEMPLATES: JSON.stringify(templates),
    GIVING_PAYEE: '江城理工大学教育发展基金会',
    GIVING_PERMIT: '样例许可 2026-001',
    GIVING_ACCOUNT: '样例银行江城分行 0000 0000 1957',
  }
}

/** Fills an empty cloud with the sample world; `secrets` are the functions' own, so that they recognise the roster. */
export async function seed(world: {
  readonly cloud: Cloud
  readonly clock: MovableClock
  readonly secrets: Readonly<Record<string, string>>
}): Promise<void> {
  const nowMs = world.clock.now()
  const secretKey = world.secrets.SECRET_KEY ?? ''
  const people = samplePeople(sampleRoster(secretKey), nowMs, secretKey)
  const events = sampleEvents(people.all, nowMs, secretKey)
  const giving = sampleGiving(people.all, nowMs)
  const around = sampleAround(events, nowMs)
  const notices = sampleNotices(events, nowMs)
  const documents: Readonly<Record<string, readonly object[]>> = {
    bodies,
    ...sampleCodes(nowMs),
    rosterRows: people.roster,
    people: people.all,
    identities: people.identities.map((identity, index) => ({
      ...identity,
      scene: sceneFor(people.all[index]?.educations[0]?.collegeId, index),
    })),
    ...events,
    signUps: cameByCodes(events.signUps, ({ eventId }) => eventId),
    ...around,
    notices: notices.notices,
    outbox: [...around.outbox, ...notices.outbox],
    ...giving,
    gifts: cameByCodes(giving.gifts, ({ projectId }) => projectId),
    ...sampleCelebration(nowMs, await sendPictures(world.cloud)),
    ...sampleArticles(nowMs),
    giftInvoices: sampleInvoices(nowMs, secretKey),
    ...sampleMoney(giving.orders, nowMs),
    ...sampleOffice(nowMs, secretKey),
  }
  for (const [collection, rows] of Object.entries(documents)) {
    await world.cloud.database.upsert(collection, rows)
  }
}
