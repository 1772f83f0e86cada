/** Four volunteers scan four hundred tickets, each one ticket after another. */
import { bodyIds } from '../../local/seed/bodies'
import type { Phone } from '../support/world'
import { Campus } from './campus'
import type { Figure } from './figure'
import { rush } from './rush'
import { quantile, rounded } from './statistics'

const tickets = 400
const volunteers = 4

export async function* run(): AsyncGenerator<Figure> {
  const durations = await Campus.open(async (campus) => {
    const guests = await campus.crowd('guest', tickets)
    const staff = await campus.crowd('volunteer', volunteers, [
      { role: 'volunteer', bodyId: bodyIds.university },
    ])
    const eventId = await campus.publishEvent(tickets)
    await rush(campus.cloud, guests, eventId)
    const codes = await Promise.all(
      guests.map(async (guest) => (await guest.call('events.readTicket', { eventId })).code),
    )
    const shares = staff.map((_, index) => codes.filter((_code, place) => place % volunteers === index))
    return Promise.all(staff.map((volunteer, index) => scan(volunteer, eventId, shares[index] ?? [])))
  })
  yield {
    name: 'door.checkIn.p95Milliseconds',
    value: rounded(quantile(durations.flat(), 0.95)),
    unit: 'milliseconds',
    n: tickets,
  }
}

/** @returns how long each scan took, in milliseconds */
async function scan(volunteer: Phone, eventId: string, codes: readonly string[]): Promise<number[]> {
  const durations: number[] = []
  for (const code of codes) {
    const startedAt = performance.now()
    const { status } = await volunteer.call('events.checkIn', { eventId, code, scanId: code.slice(-22) })
    durations.push(performance.now() - startedAt)
    if (status !== 'checkedIn') throw new Error(`a ticket that nobody had shown was answered with ${status}`)
  }
  return durations
}
