/** Story: people come to the door of an event, with tickets good and bad, and are let in once each. */
import { markOf } from '../../miniprogram/contract/door'
import {
  administrator,
  alone,
  checkInsOf,
  codeOf,
  guests,
  minuteMs,
  newScan,
  parties,
  publish,
  scan,
  seatOf,
  ticketOf,
  volunteer,
  world,
} from '../support/door'
import { type Phone, someMorning } from '../support/world'

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
