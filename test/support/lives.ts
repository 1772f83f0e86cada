/** People with a history, for stories about leaving and merging: registered, signed up, checked in, giving. */

import { collections } from '../../cloudfunctions/database'
import { consentVersion } from '../../miniprogram/contract/alumni'
import { plainContent } from '../../miniprogram/contract/event-editing'
import type { Input } from '../../miniprogram/contract/index'
import type { Phone, TestWorld } from './world'

const dayMs = 86_400_000

let made = 0
/** Something that nobody else in this run is called. */
export const fresh = (what: string): string => `${what}${made++}`

export interface Living {
  readonly phone: Phone
  readonly personId: string
  readonly name: string
}

/** Registers a phone; whoever is on the roster is verified, everybody else waits. */
export async function register(
  phone: Phone,
  changes: Partial<Input<'alumni.register'>> = {},
): Promise<Living> {
  const input = {
    name: fresh('来宾'),
    kind: 'alumnus' as const,
    educations: [{ collegeId: 'college-computing', entryYear: 2001, degree: 'bachelor' as const }],
    consentVersion,
    isFourteenOrOlder: true,
    ...changes,
  }
  await phone.call('alumni.register', input)
  const { person } = await phone.call('alumni.readMe', {})
  return { phone, personId: person?.personId ?? '', name: input.name }
}

/** What somebody of a roster row would register with. */
export async function rowAsRegistration(world: TestWorld, rowId: string) {
  const [row] = await world.cloud.database.find('rosterRows', { _id: rowId })
  return {
    name: String(row?.name),
    educations: [
      {
        collegeId: String(row?.collegeId),
        entryYear: Number(row?.entryYear),
        degree: 'bachelor' as const,
      },
    ],
    studentNumberLast4: String(row?.studentNumberLast4),
  }
}

/** An event of `capacity` seats, that begins in so many days. */
export async function publish(world: TestWorld, inDays: number, capacity: number): Promise<string> {
  const editor = world.persona('editor')
  const startsAt = world.clock.now() + inDays * dayMs
  const { eventId, revision } = await editor.call('events.create', {
    draftKey: fresh('lives-'),
    content: {
      hostId: 'jiangcheng',
      title: '江边读书会',
      ...plainContent,
      venue: { name: '江边', address: '' },
      startsAt,
      endsAt: startsAt + dayMs,
      signUpOpensAt: world.clock.now() - dayMs,
      signUpClosesAt: startsAt,
      admission: 'everyone',
      capacity,
    },
  })
  await editor.call('events.publish', { eventId, revision })
  return eventId
}

let scans = 0

/** A sign-up alone, for an event that asks nothing. */
export const plainly = (eventId: string): Input<'events.signUp'> => ({
  eventId,
  formVersion: 0,
  companions: [],
  answers: {},
})

/** Lets somebody in at the door. */
export async function checkIn(world: TestWorld, phone: Phone, eventId: string): Promise<void> {
  const { code } = await phone.call('events.readTicket', { eventId })
  await world.persona('volunteer').call('events.checkIn', { eventId, code, scanId: `scan-${scans++}` })
}

/** A gift that is paid; returns its order number. */
export async function give(world: TestWorld, phone: Phone, amountFen: number): Promise<string> {
  const { orderNo, payment } = await phone.call('giving.give', {
    projectId: 'project-scholarship',
    amountFen,
    isAnonymous: false,
    attemptKey: fresh('lives-'),
  })
  if (!payment) throw new Error('there is nothing to pay')
  await world.wechatPay.finish(world.wechatPay.openSheet(payment, phone.openid).prepayId, 'pay')
  await phone.call('payments.confirm', { orderNo })
  return orderNo
}

/** The collections in which a text occurs. */
export async function tracesOf(world: TestWorld, text: string): Promise<string[]> {
  const traces: string[] = []
  for (const { name } of collections) {
    const words = JSON.stringify(await world.cloud.database.find(name, {}))
    if (words.includes(text)) traces.push(name)
  }
  return traces
}

/** A minute passes, and the timer comes. */
export async function minutePasses(world: TestWorld): Promise<void> {
  world.clock.advance(60_000)
  await world.tick()
}

/** The week in which one may take back a request to be erased, and the quiet minute after it. */
export async function weekPasses(world: TestWorld): Promise<void> {
  world.clock.advance(7 * dayMs)
  await world.tick()
  await minutePasses(world)
}
