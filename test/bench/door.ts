/** Four volunteers scan four hundred tickets, each one ticket after another; and how often one scan waits for the database. */
import { bodyIds } from '../../local/seed/bodies'
import type { Phone } from '../support/world'
import { Campus } from './campus'
import type { Figure } from './figure'
import { counted, countRoundTrips, millisecondsOf } from './round-trips'
import { quantile, rounded } from './statistics'

const tickets = 400
const volunteers = 4

export async function* run(): AsyncGenerator<Figure> {
  const { durations, roundTrips } = await Campus.open(async (campus) => {
    const staff = await campus.crowd('volunteer', volunteers, [
      { role: 'volunteer', bodyId: bodyIds.university },
    ])
    const eventId = await campus.publishEvent(tickets + 2 * counted)
    const codes = await ticketsFor(campus, eventId, tickets + 2 * counted)
    const scanned = codes.slice(0, tickets)
    const shares = staff.map((_, index) => scanned.filter((_code, place) => place % volunteers === index))
    const durations = await Promise.all(
      staff.map((volunteer, index) => scanAll(volunteer, eventId, shares[index] ?? [])),
    )
    const [volunteer] = staff
    if (!volunteer) throw new Error('nobody stands at the door')
    const scans = codes.slice(tickets).map((code) => () => scan(volunteer, eventId, code))
    const roundTrips = await countRoundTrips(campus, volunteer, scans)
    return { durations: durations.flat(), roundTrips }
  })
  yield {
    name: 'events.checkIn.p95Milliseconds',
    value: rounded(quantile(durations, 0.95)),
    unit: 'milliseconds',
    n: tickets,
  }
  yield { name: 'events.checkIn.roundTrips', value: roundTrips, unit: 'round trips', n: counted }
}

/** The codes of so many people's tickets, who sign up in groups: what is measured is the door. */
async function ticketsFor(campus: Campus, eventId: string, size: number): Promise<string[]> {
  const group = 50
  const guests = await campus.crowd('guest', size)
  const codes: string[] = []
  for (let first = 0; first < size; first += group) {
    const signUp = async (guest: Phone) => {
      await guest.call('events.signUp', { eventId })
      return (await guest.call('events.readTicket', { eventId })).code
    }
    codes.push(...(await Promise.all(guests.slice(first, first + group).map(signUp))))
  }
  return codes
}

async function scan(volunteer: Phone, eventId: string, code: string): Promise<void> {
  const { status } = await volunteer.call('events.checkIn', { eventId, code, scanId: code.slice(-22) })
  if (status !== 'checkedIn') throw new Error(`a ticket that nobody had shown was answered with ${status}`)
}

/** @returns how long each scan took, in milliseconds */
async function scanAll(volunteer: Phone, eventId: string, codes: readonly string[]): Promise<number[]> {
  const durations: number[] = []
  for (const code of codes) durations.push(await millisecondsOf(() => scan(volunteer, eventId, code)))
  return durations
}
