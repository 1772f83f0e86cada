/** Story: the door without a network or a volunteer (people let themselves in at a screen), and functions that die on the way. */
import type { CheckIn } from '../../cloudfunctions/domain/events/records'
import type { ScanOutcome } from '../../miniprogram/contract/door'
import {
  administrator,
  alone,
  checkInsOf,
  codeOf,
  dayMs,
  guests,
  hourMs,
  minuteMs,
  newScan,
  publish,
  scan,
  seatOf,
  volunteer,
  world,
} from '../support/door'
import { type Drill, interruptEverywhere } from '../support/interruptions'
import { type Phone, someMorning } from '../support/world'

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
    const eventId = 'event-homecoming'
    const first = await volunteer().call('events.readGuests', { eventId })
    const guests = [...first.guests]
    for (let { next } = first; next !== undefined; ) {
      const part = await volunteer().call('events.readGuests', { eventId, after: next })
      guests.push(...part.guests)
      next = part.next
    }
    expect(first.guests).toHaveLength(50)
    expect(new Set(guests.map(({ holderId }) => holderId)).size).toBe(128)
    expect(guests).toHaveLength(128)
    expect(guests.every(({ mark }) => mark.length === 10)).toBe(true)
    expect(first.forgetAt).toBeGreaterThan(someMorning)
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
    ['checking in', 'retry', checkingIn],
    ['checking in', 'timer', checkingIn],
    ['taking back', 'retry', undoing],
    ['taking back', 'timer', undoing],
  ] as const)('%s, mended by the %s: nothing is lost and nobody is in twice', async (_what, mend, drill) => {
    const strikes = { moment: 'after', mend, minutesPass } as const
    expect(await interruptEverywhere(world, drill, strikes)).toBeGreaterThanOrEqual(2)
    expect(await world.cloud.database.count('undoneCheckIns', { unsettled: true })).toBe(0)
  })
})
