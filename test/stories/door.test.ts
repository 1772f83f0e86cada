/** Story: people come to the door of an event, with tickets good and bad, with network and without, once each. */

import { randomUUID } from 'node:crypto'
import type { CheckIn } from '../../cloudfunctions/domain/events/records'
import { consentVersion } from '../../miniprogram/contract/alumni'
import { markOf, type ScanOutcome } from '../../miniprogram/contract/door'
import { plainContent } from '../../miniprogram/contract/event-editing'
import type { Input } from '../../miniprogram/contract/index'
import { type Drill, interruptEverywhere } from '../support/interruptions'
import type { Phone } from '../support/world'
import { someMorning, TestWorld } from '../support/world'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

let world: TestWorld
beforeAll(async () => {
  world = await TestWorld.open()
})
afterEach(() => {
  world.cloud.faults.clear()
  world.clock.moveTo(someMorning)
})
afterAll(async () => {
  // Of all events at once: every test has its own.
  const problems = await world.problems()
  await world.close()
  expect(problems).toEqual([])
})

const volunteer = () => world.persona('volunteer')
const administrator = () => world.persona('administrator')

type Content = Input<'events.create'>['content']

let made = 0

/** An event that begins in an hour, published. */
async function publish(changes: Partial<Content> = {}): Promise<string> {
  const editor = world.persona('editor')
  const content: Content = {
    hostId: 'jiangcheng',
    title: '银杏大道重走',
    ...plainContent,
    venue: { name: '南校门', address: '' },
    startsAt: someMorning + hourMs,
    endsAt: someMorning + 4 * hourMs,
    signUpOpensAt: someMorning - hourMs,
    signUpClosesAt: someMorning + 3 * hourMs,
    admission: 'everyone',
    capacity: 50,
    ...changes,
  }
  const { eventId, revision } = await editor.call('events.create', { draftKey: `door-${made++}`, content })
  await editor.call('events.publish', { eventId, revision })
  return eventId
}

/** What an event has that people come to in parties, of two kinds. */
const parties: Partial<Content> = {
  companionsAtMost: 3,
  categories: [
    { categoryId: 'delegates', name: '校友代表', capacity: 20, givenBy: 'person' },
    { categoryId: 'alumni', name: '校友', givenBy: 'person' },
  ],
}

/** People who signed up for an event. */
async function guests(
  eventId: string,
  size: number,
  party: Pick<Input<'events.signUp'>, 'categoryId' | 'companions'> = {},
): Promise<Phone[]> {
  const phones = Array.from({ length: size }, () => world.stranger(`door${made++}`))
  const { formVersion } = (await volunteer().call('events.read', { eventId })).event
  await Promise.all(
    phones.map(async (phone, index) => {
      await phone.call('alumni.register', {
        name: `来宾${index}`,
        kind: 'friend',
        educations: [],
        consentVersion,
        isFourteenOrOlder: true,
      })
      await phone.call('events.signUp', { eventId, formVersion, ...party })
    }),
  )
  return phones
}

const ticketOf = (phone: Phone | undefined, eventId: string) => {
  if (!phone) throw new Error('there is no such guest')
  return phone.call('events.readTicket', { eventId })
}
const codeOf = async (phone: Phone | undefined, eventId: string) => (await ticketOf(phone, eventId)).code

const newScan = (): string => randomUUID()
const scan = (by: Phone, eventId: string, code: string, scanId = newScan()) =>
  by.call('events.checkIn', { eventId, code, scanId })

/** A guest alone at the door of a new event. */
async function alone() {
  const eventId = await publish()
  const [guest] = await guests(eventId, 1)
  if (!guest) throw new Error('nobody came')
  const { person } = await guest.call('alumni.readMe', {})
  return { eventId, guest, holderId: person?.personId ?? '', code: await codeOf(guest, eventId) }
}

const checkInsOf = (eventId: string) =>
  world.cloud.database.find('checkIns', { eventId }) as Promise<unknown> as Promise<CheckIn[]>

const seatOf = async (eventId: string, holderId: string) => {
  const [seats] = await world.cloud.database.find('seats', { _id: eventId })
  const holders = seats?.holders as Record<string, { enteredAt?: Date; scanId?: string }> | undefined
  return holders?.[holderId]
}

describe('a scan', () => {
  test('lets a ticket in once; a second one says when and by whom', async () => {
    const { eventId, guest, code } = await alone()
    const first = await scan(volunteer(), eventId, code)
    expect(first).toMatchObject({ status: 'checkedIn', name: '来宾0', byName: '苏晓禾', party: { seats: 1 } })
    world.clock.advance(5 * minuteMs)
    const second = await scan(administrator(), eventId, code)
    expect(second).toEqual({ ...first, status: 'alreadyCheckedIn' })
    expect(await guest.outcome('events.withdraw', { eventId })).toBe('ALREADY_CHECKED_IN')
    expect(await volunteer().call('events.readDoor', { eventId })).toMatchObject({
      confirmed: 1,
      checkedIn: 1,
      latest: [{ name: '来宾0', way: 'ticket' }],
    })
  })

  test('sent again, because its answer was lost, is answered the same', async () => {
    const { eventId, code } = await alone()
    const scanId = newScan()
    const first = await scan(volunteer(), eventId, code, scanId)
    world.clock.advance(minuteMs)
    expect(await scan(volunteer(), eventId, code, scanId)).toEqual(first)
    expect(await checkInsOf(eventId)).toHaveLength(1)
  })

  test('tells the category and how many come on the ticket, and the counts count them all', async () => {
    const eventId = await publish(parties)
    await guests(eventId, 2, { categoryId: 'alumni' })
    const companions = [{ name: '陈一诺' }, { name: '陈二诺' }]
    const [delegate] = await guests(eventId, 1, { categoryId: 'delegates', companions })
    expect(await ticketOf(delegate, eventId)).toMatchObject({ party: { companions: ['陈一诺', '陈二诺'] } })
    expect(await scan(volunteer(), eventId, await codeOf(delegate, eventId))).toMatchObject({
      party: { seats: 3, category: '校友代表' },
    })
    expect(await volunteer().call('events.readDoor', { eventId })).toMatchObject({
      confirmed: 5,
      checkedIn: 3,
      byCategory: [
        { category: '校友代表', confirmed: 3, checkedIn: 3 },
        { category: '校友', confirmed: 2, checkedIn: 0 },
      ],
    })
  })

  test('lets in a guest without WeChat, whom staff entered, with all who come along', async () => {
    const eventId = await publish(parties)
    const entered = [{ guestKey: 'a', name: '老校长', companions: 1, categoryId: 'delegates' }]
    await world.persona('editor').call('events.addGuests', { eventId, guests: entered })
    const { guests: list } = await volunteer().call('events.readGuests', { eventId })
    expect(list).toMatchObject([{ name: '老校长', party: { seats: 2, category: '校友代表' } }])
    const holderId = list[0]?.holderId ?? ''
    expect(await volunteer().call('events.checkIn', { eventId, holderId, scanId: newScan() })).toMatchObject({
      status: 'checkedIn',
      name: '老校长',
      way: 'hand',
    })
  })

  test('by hand lets in whom the volunteer picked from the list, by name or by the number on the ticket', async () => {
    const { eventId, guest } = await alone()
    const { number, code } = await ticketOf(guest, eventId)
    const { guests: list, next } = await volunteer().call('events.readGuests', { eventId })
    expect(next).toBeUndefined()
    expect(list).toMatchObject([{ name: '来宾0', number, mark: markOf(code), party: { seats: 1 } }])
    const holderId = list[0]?.holderId ?? ''
    const input = { eventId, holderId, scanId: newScan() }
    expect(await volunteer().call('events.checkIn', input)).toMatchObject({
      status: 'checkedIn',
      way: 'hand',
    })
    const again = await volunteer().call('events.readGuests', { eventId })
    expect(again.guests).toMatchObject([{ entered: { byName: '苏晓禾' } }])
  })

  test('[31] by two doors at once, and by twenty, lets one person in once', async () => {
    const { eventId, holderId, code } = await alone()
    world.cloud.faults.delay({ fromMs: 0, toMs: 5, seed: 3 })
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        scan(index % 2 === 0 ? volunteer() : administrator(), eventId, code),
      ),
    )
    const [winner, ...others] = results.filter(({ status }) => status === 'checkedIn')
    expect(others).toEqual([])
    expect(new Set(results.map(({ scanId, byName }) => `${scanId} ${byName}`)).size).toBe(1)
    // The seat names the scan that counts, so that taking that scan back frees the seat.
    expect((await seatOf(eventId, holderId))?.scanId).toBe(winner?.scanId)
  })

  test('while the seat is given back: either came in, or gave it back, never both', async () => {
    const eventId = await publish()
    const people = await guests(eventId, 30)
    const codes = await Promise.all(people.map((phone) => codeOf(phone, eventId)))
    world.cloud.faults.delay({ fromMs: 0, toMs: 8, seed: 11 })
    const outcomes = await Promise.all(
      people.map((phone, index) =>
        Promise.all([
          volunteer().outcome('events.checkIn', { eventId, code: codes[index] ?? '', scanId: newScan() }),
          phone.outcome('events.withdraw', { eventId }),
        ]),
      ),
    )
    world.cloud.faults.clear()
    const words = new Set(outcomes.map(([entered, left]) => `${entered} ${left}`))
    expect(
      [...words].filter((both) => both !== 'ok ALREADY_CHECKED_IN' && both !== 'TICKET_INVALID ok'),
    ).toEqual([])
    const { confirmed, checkedIn } = await volunteer().call('events.readDoor', { eventId })
    expect(checkedIn).toBe(confirmed)
  })
})

describe('no ticket that is not one is let in', () => {
  const outcome = (eventId: string, code: string) =>
    volunteer().outcome('events.checkIn', { eventId, code, scanId: newScan() })

  test('[33] forged, edited, cut, of another event or of another kind', async () => {
    const { eventId, code } = await alone()
    const other = await publish({ title: '另一场' })
    const [kind, event, , version, signature = ''] = code.split('.')
    const [neighbour] = (await guests(eventId, 1)).map((phone) => phone)
    const neighbourId = (await ticketOf(neighbour, eventId)).code.split('.')[2]
    const flipped = signature.startsWith('A') ? 'B' : 'A'
    for (const bad of [
      [kind, event, neighbourId, version, signature].join('.'),
      [kind, event, neighbourId, version, markOf(code)].join('.'),
      code.replace(signature, flipped + signature.slice(1)),
      code.slice(0, -1),
      `${code}x`,
      code.replace('ticket', 'door'),
      '随便写写',
    ])
      expect(await outcome(eventId, bad)).toBe('TICKET_INVALID')
    expect(await outcome(other, code)).toBe('TICKET_INVALID')
    expect(await checkInsOf(eventId)).toEqual([])
  })

  test('[34] the ticket of a seat that was given back is worth nothing, even after signing up again', async () => {
    const { eventId, guest, code } = await alone()
    await guest.call('events.withdraw', { eventId })
    expect(await outcome(eventId, code)).toBe('TICKET_INVALID')
    await guest.call('events.signUp', { eventId })
    expect(await outcome(eventId, code)).toBe('TICKET_INVALID')
    expect(await outcome(eventId, await codeOf(guest, eventId))).toBe('ok')
  })

  test('somebody who still waits is refused in words of their own, by code and by hand', async () => {
    const eventId = await publish({ capacity: 1 })
    const people = await guests(eventId, 2)
    const tickets = await Promise.all(people.map((phone) => ticketOf(phone, eventId)))
    const waiting = people[tickets.findIndex(({ code }) => code === '')]
    const { person } = (await waiting?.call('alumni.readMe', {})) ?? {}
    const holderId = person?.personId ?? ''
    expect(await volunteer().outcome('events.checkIn', { eventId, holderId, scanId: newScan() })).toBe(
      'TICKET_WAITING',
    )
  })

  test('[35] codes are too many to guess, and every wrong one is answered alike', async () => {
    const { eventId, code } = await alone()
    const people = await guests(eventId, 20)
    const numbers = await Promise.all(people.map(async (phone) => (await ticketOf(phone, eventId)).number))
    expect(new Set(numbers).size).toBe(20)
    for (const number of numbers) expect(number).toMatch(/^[2-9A-HJKMNP-Z]{6}$/)
    // 22 characters of base64url are 132 bits; the screen's codes carry as many.
    expect(code.split('.').at(-1)).toHaveLength(22)
    const screen = await volunteer().call('events.readDoorCodes', { eventId })
    expect(screen.codes.every((one) => one.code.split('.').at(-1)?.length === 22)).toBe(true)
    const [guest] = people
    const replies = await Promise.all(
      ['door.x.y.z', `door.${eventId}.zzz.${'A'.repeat(22)}`, 'x', code].map((wrong) =>
        guest?.send({ action: 'events.checkInSelf', input: { code: wrong } }),
      ),
    )
    const heard = replies.map((reply) => reply && !reply.ok && `${reply.error.code} ${reply.error.message}`)
    expect(new Set(heard).size).toBe(1)
    expect(heard[0]).toContain('DOOR_CODE_INVALID')
  })
})

test('a volunteer of another event hears of this one what they would of none', async () => {
  const { eventId, holderId, code } = await alone()
  const [other] = await guests(await publish({ title: '另一场' }), 1)
  const personId = (await other?.call('alumni.readMe', {}))?.person?.personId ?? ''
  const [record] = await world.cloud.database.find('people', { _id: personId })
  const grants = [{ role: 'volunteer', bodyId: 'jiangcheng', eventId: 'event-lecture' }]
  await world.cloud.database.upsert('people', [{ ...record, _id: personId, grants }])
  for (const id of [eventId, 'no-such-event']) {
    const answers = await Promise.all([
      other?.outcome('events.checkIn', { eventId: id, code, scanId: newScan() }),
      other?.outcome('events.checkInBatch', {
        eventId: id,
        sentAt: someMorning,
        scans: [{ code, scanId: newScan(), scannedAt: someMorning }],
      }),
      other?.outcome('events.undoCheckIn', { eventId: id, holderId, scanId: 's', reason: '试试' }),
      other?.outcome('events.readDoor', { eventId: id }),
      other?.outcome('events.readGuests', { eventId: id }),
      other?.outcome('events.readDoorCodes', { eventId: id }),
    ])
    expect(new Set(answers)).toEqual(new Set(['NOT_FOUND']))
  }
  expect(await other?.outcome('events.readGuests', { eventId: 'event-lecture' })).toBe('ok')
  expect(await checkInsOf(eventId)).toEqual([])
})

describe('taking a check-in back', () => {
  const undo = (by: Phone, eventId: string, holderId: string, scanId: string) =>
    by.call('events.undoCheckIn', { eventId, holderId, scanId, reason: '扫错了人' })

  test('needs a reason, is in the audit log, and frees the seat and the ticket', async () => {
    const { eventId, guest, holderId, code } = await alone()
    const { scanId } = await scan(volunteer(), eventId, code)
    const input = { eventId, holderId, scanId, reason: '' }
    expect(await volunteer().outcome('events.undoCheckIn', input)).toBe('INVALID_INPUT')
    await undo(administrator(), eventId, holderId, scanId)
    expect(await checkInsOf(eventId)).toEqual([])
    expect(await seatOf(eventId, holderId)).not.toHaveProperty('enteredAt')
    const entries = await world.cloud.database.find('audit', {
      action: 'events.undoCheckIn',
      target: holderId,
    })
    expect(entries).toHaveLength(1)
    expect(await world.cloud.database.find('undoneCheckIns', { eventId })).toMatchObject([
      { reason: '扫错了人', scanId, byName: '苏晓禾' },
    ])
    expect(await scan(volunteer(), eventId, code)).toMatchObject({ status: 'checkedIn' })
    const second = await checkInsOf(eventId)
    await undo(volunteer(), eventId, holderId, second[0]?.scanId ?? '')
    expect(await guest.outcome('events.withdraw', { eventId })).toBe('ok')
  })

  test('the scan that was taken back lets nobody in when it is sent again, and says who took it back', async () => {
    const { eventId, holderId, code } = await alone()
    const { scanId } = await scan(volunteer(), eventId, code)
    await undo(administrator(), eventId, holderId, scanId)
    expect(await scan(volunteer(), eventId, code, scanId)).toMatchObject({ status: 'undone', name: '来宾0' })
    expect(await checkInsOf(eventId)).toEqual([])
  })

  test('twice is once; of a newer check-in it takes nothing; of one that never was it says so', async () => {
    const { eventId, holderId, code } = await alone()
    const first = await scan(volunteer(), eventId, code)
    await undo(volunteer(), eventId, holderId, first.scanId)
    const second = await scan(volunteer(), eventId, code)
    await undo(volunteer(), eventId, holderId, first.scanId)
    expect(await checkInsOf(eventId)).toMatchObject([{ scanId: second.scanId }])
    expect((await seatOf(eventId, holderId))?.scanId).toBe(second.scanId)
    const never = { eventId, holderId, scanId: 'never', reason: '试试' }
    expect(await volunteer().outcome('events.undoCheckIn', never)).toBe('CHECK_IN_CHANGED')
  })

  test('while others scan the ticket again: the seat is entered exactly when somebody is in', async () => {
    world.cloud.faults.delay({ fromMs: 0, toMs: 6, seed: 5 })
    for (let round = 0; round < 12; round++) {
      const { eventId, holderId, code } = await alone()
      const { scanId } = await scan(volunteer(), eventId, code)
      world.clock.advance(1000)
      await Promise.all([
        undo(administrator(), eventId, holderId, scanId),
        ...Array.from({ length: 3 }, () => scan(volunteer(), eventId, code)),
      ])
      const [checkIn, ...more] = await checkInsOf(eventId)
      expect(more).toEqual([])
      expect((await seatOf(eventId, holderId))?.scanId).toBe(checkIn?.scanId)
    }
  })
})

describe('without network', () => {
  const batch = (by: Phone, eventId: string, codes: readonly string[], agoMs = minuteMs, skewMs = 0) => {
    const sentAt = world.clock.now() + skewMs
    const scans = codes.map((code) => ({ code, scanId: newScan(), scannedAt: sentAt - agoMs }))
    return { eventId, sentAt, scans, send: () => by.call('events.checkInBatch', { eventId, sentAt, scans }) }
  }
  const timeOf = (one: ScanOutcome | undefined) => (one?.outcome === 'known' ? one.at : 0)
  /** The world's clock goes on while a test runs. */
  const expectAbout = (momentMs: number, expectedMs: number) =>
    expect(Math.abs(momentMs - expectedMs)).toBeLessThan(20_000)
  const wordOf = (one: ScanOutcome) => (one.outcome === 'known' ? one.status : one.code)

  test('[32] scans sent twice, whole or in part, let everybody in once, at the time of the scan', async () => {
    const eventId = await publish()
    const people = await guests(eventId, 5)
    const codes = await Promise.all(people.map((phone) => codeOf(phone, eventId)))
    const kept = batch(volunteer(), eventId, codes, 10 * minuteMs)
    const [first, second] = await Promise.all([kept.send(), kept.send()])
    expect(first).toEqual(second)
    expect(first.outcomes.map(wordOf)).toEqual(Array.from({ length: 5 }, () => 'checkedIn'))
    world.clock.advance(minuteMs)
    expect(await kept.send()).toEqual(first)
    for (const { at } of await checkInsOf(eventId)) expectAbout(at.getTime(), kept.sentAt - 10 * minuteMs)
  })

  test('[32] two doors that both let the same guests in are told of it, each by name and time', async () => {
    const eventId = await publish()
    const people = await guests(eventId, 4)
    const codes = await Promise.all(people.map((phone) => codeOf(phone, eventId)))
    const east = batch(volunteer(), eventId, codes, 5 * minuteMs)
    const west = batch(administrator(), eventId, codes, 3 * minuteMs)
    world.cloud.faults.delay({ fromMs: 0, toMs: 5, seed: 9 })
    const both = await Promise.all([east.send(), west.send()])
    for (let index = 0; index < codes.length; index++)
      expect(both.map(({ outcomes }) => wordOf(outcomes[index] as ScanOutcome)).sort()).toEqual([
        'alreadyCheckedIn',
        'checkedIn',
      ])
    expect(await checkInsOf(eventId)).toHaveLength(4)
  })

  test('of two scans of one ticket in one queue the earlier counts', async () => {
    const { eventId, code } = await alone()
    const scans = [
      { code, scanId: 'later', scannedAt: someMorning - minuteMs },
      { code, scanId: 'earlier', scannedAt: someMorning - 2 * minuteMs },
    ]
    const { outcomes } = await volunteer().call('events.checkInBatch', {
      eventId,
      sentAt: someMorning,
      scans,
    })
    expect(outcomes.map(wordOf)).toEqual(['alreadyCheckedIn', 'checkedIn'])
  })

  test('what was withdrawn, forged or taken back meanwhile is told, and the rest goes in', async () => {
    const eventId = await publish()
    const [gone, kept, undone] = await guests(eventId, 3)
    const codes = await Promise.all([gone, kept, undone].map((phone) => codeOf(phone, eventId)))
    const queue = batch(volunteer(), eventId, [...codes, 'ticket.forged'])
    await gone?.call('events.withdraw', { eventId })
    const scanId = queue.scans[2]?.scanId ?? ''
    await scan(volunteer(), eventId, codes[2] ?? '', scanId)
    const holderId = codes[2]?.split('.')[2] ?? ''
    await volunteer().call('events.undoCheckIn', { eventId, holderId, scanId, reason: '扫错了人' })
    const { outcomes } = await queue.send()
    expect(outcomes.map(wordOf)).toEqual(['TICKET_INVALID', 'checkedIn', 'undone', 'TICKET_INVALID'])
  })

  test('a phone whose clock is minutes fast or slow, or a year wrong, tells the right time all the same', async () => {
    const eventId = await publish()
    const skews = [10 * minuteMs, -10 * minuteMs, 365 * dayMs]
    const people = await guests(eventId, skews.length)
    for (const [index, skewMs] of skews.entries()) {
      const code = await codeOf(people[index], eventId)
      const { outcomes } = await batch(volunteer(), eventId, [code], 2 * minuteMs, skewMs).send()
      expectAbout(timeOf(outcomes[0]), someMorning - 2 * minuteMs)
    }
  })

  test('no scan lies in the future, or before the door was open', async () => {
    const { eventId, code } = await alone()
    const early = await batch(volunteer(), eventId, [code], 3 * dayMs).send()
    expect(early.outcomes[0]).toMatchObject({ at: someMorning + hourMs - 12 * hourMs })
    const other = await alone()
    const ahead = await batch(volunteer(), other.eventId, [other.code], -hourMs).send()
    expectAbout(timeOf(ahead.outcomes[0]), someMorning)
  })

  test('more than fifty scans go in several calls', async () => {
    const { eventId, code } = await alone()
    const { scans } = batch(
      volunteer(),
      eventId,
      Array.from({ length: 51 }, () => code),
    )
    expect(await volunteer().outcome('events.checkInBatch', { eventId, sentAt: someMorning, scans })).toBe(
      'INVALID_INPUT',
    )
  })

  test('the list of guests comes in parts, each once, and without what makes a ticket', async () => {
    const list = await volunteer().call('events.readGuests', { eventId: 'event-homecoming' })
    expect(list.guests).toHaveLength(128)
    const after = list.guests[99]?.holderId ?? ''
    const rest = await volunteer().call('events.readGuests', { eventId: 'event-homecoming', after })
    expect(rest.guests).toEqual(list.guests.slice(100))
    expect(list.guests.every(({ mark }) => mark.length === 10)).toBe(true)
    expect(list.forgetAt).toBeGreaterThan(someMorning)
  })
})

describe('the screen at the door', () => {
  const screenCode = async (eventId: string) =>
    (await volunteer().call('events.readDoorCodes', { eventId })).codes[0]?.code ?? ''

  test('lets somebody with a seat in by themselves, once', async () => {
    const { eventId, guest } = await alone()
    const code = await screenCode(eventId)
    const first = await guest.call('events.checkInSelf', { code })
    expect(first).toMatchObject({ status: 'checkedIn', way: 'self', eventId, byName: '来宾0' })
    world.clock.advance(30_000)
    expect(await guest.call('events.checkInSelf', { code })).toEqual(first)
    const next = await screenCode(eventId)
    expect(next).not.toBe(code)
    expect(await guest.call('events.checkInSelf', { code: next })).toEqual({
      ...first,
      status: 'alreadyCheckedIn',
    })
    expect(await checkInsOf(eventId)).toHaveLength(1)
  })

  test('its code is worth nothing a minute later, and none is good long before its time', async () => {
    const { eventId, guest } = await alone()
    const { codes } = await volunteer().call('events.readDoorCodes', { eventId })
    expect(codes.map(({ from }) => from - (codes[0]?.from ?? 0))).toEqual([0, 30_000, 60_000, 90_000])
    expect(await guest.outcome('events.checkInSelf', { code: codes[3]?.code ?? '' })).toBe(
      'DOOR_CODE_INVALID',
    )
    world.clock.advance(61_000)
    expect(await guest.outcome('events.checkInSelf', { code: codes[0]?.code ?? '' })).toBe(
      'DOOR_CODE_INVALID',
    )
  })

  test('who has no seat is not let in, and nobody is before the time or after the end', async () => {
    const { eventId, guest } = await alone()
    const code = await screenCode(eventId)
    expect(await world.persona('alumnus').outcome('events.checkInSelf', { code })).toBe('NOT_SIGNED_UP')
    world.clock.moveTo(someMorning + 4 * hourMs)
    expect(await guest.outcome('events.checkInSelf', { code: await screenCode(eventId) })).toBe('DOOR_CLOSED')
    const later = await publish({ startsAt: someMorning + 9 * hourMs, endsAt: someMorning + 12 * hourMs })
    world.clock.moveTo(someMorning)
    await guest.call('events.signUp', { eventId: later })
    expect(await guest.outcome('events.checkInSelf', { code: await screenCode(later) })).toBe('DOOR_CLOSED')
    expect(await checkInsOf(later)).toEqual([])
  })
})

describe('a function that dies', () => {
  const minutesPass = async () => {
    world.clock.advance(minuteMs)
    await world.tick()
  }

  const checkingIn: Drill = {
    functionName: 'api',
    action: 'events.checkIn',
    async prepare() {
      const { eventId, holderId, code } = await alone()
      const scanId = newScan()
      return {
        run: () => scan(volunteer(), eventId, code, scanId),
        async hold() {
          expect(await checkInsOf(eventId)).toMatchObject([{ scanId }])
          expect((await seatOf(eventId, holderId))?.scanId).toBe(scanId)
          expect(await scan(volunteer(), eventId, code)).toMatchObject({ status: 'alreadyCheckedIn' })
        },
      }
    },
  }

  /** As a function leaves it that dies when the check-in is written, and the seat does not say so yet. */
  async function cutOff() {
    const { eventId, guest, holderId } = await alone()
    const at = new Date(world.clock.now())
    const cutOff: CheckIn = {
      _id: `${eventId}:${holderId}`,
      eventId,
      personId: holderId,
      name: '来宾0',
      seats: 1,
      way: 'ticket',
      scanId: newScan(),
      at,
      receivedAt: at,
      byPersonId: 'volunteer',
      byName: '志愿者',
      unsettled: true,
    }
    const write = () => world.cloud.database.upsert('checkIns', [{ ...cutOff }])
    return { eventId, guest, holderId, scanId: cutOff.scanId, write }
  }

  test('before the seat says who came in: the timer makes it say so, and it is not given back', async () => {
    const { eventId, guest, holderId, scanId, write } = await cutOff()
    await write()
    await minutesPass()
    expect((await seatOf(eventId, holderId))?.scanId).toBe(scanId)
    await minutesPass()
    expect(await world.cloud.database.count('checkIns', { eventId, unsettled: true })).toBe(0)
    expect(await guest.outcome('events.withdraw', { eventId })).not.toBe('ok')
    expect(await checkInsOf(eventId)).toHaveLength(1)
  })

  test('before it finds that the seat was given back: the timer takes the check-in away', async () => {
    const { eventId, guest, write } = await cutOff()
    await guest.call('events.withdraw', { eventId })
    await write()
    await minutesPass()
    expect(await checkInsOf(eventId)).toEqual([])
  })

  const undoing: Drill = {
    functionName: 'api',
    action: 'events.undoCheckIn',
    async prepare() {
      const { eventId, guest, holderId, code } = await alone()
      const { scanId } = await scan(volunteer(), eventId, code)
      const input = { eventId, holderId, scanId, reason: '扫错了人' }
      return {
        run: () => volunteer().call('events.undoCheckIn', input),
        async hold() {
          expect(await checkInsOf(eventId)).toEqual([])
          expect(await world.cloud.database.count('undoneCheckIns', { eventId, unsettled: true })).toBe(0)
          expect(await guest.outcome('events.withdraw', { eventId })).toBe('ok')
        },
      }
    },
  }

  test.each([
    ['checking in', checkingIn, 'before', 'retry'],
    ['checking in', checkingIn, 'after', 'retry'],
    ['checking in', checkingIn, 'before', 'timer'],
    ['checking in', checkingIn, 'after', 'timer'],
    ['taking back', undoing, 'before', 'retry'],
    ['taking back', undoing, 'after', 'retry'],
    ['taking back', undoing, 'after', 'timer'],
  ] as const)('%s (%#): nothing is lost and nobody is in twice', async (_what, drill, moment, mend) => {
    expect(await interruptEverywhere(world, drill, { moment, mend, minutesPass })).toBeGreaterThanOrEqual(2)
    expect(await world.cloud.database.count('undoneCheckIns', { unsettled: true })).toBe(0)
  })
})
