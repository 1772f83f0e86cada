/** Two hundred verified alumni sign up at once for an event of three hundred seats: what one sign-up costs. */
import { Campus } from './campus'
import type { Figure } from './figure'
import { rush } from './rush'
import { rounded } from './statistics'

const people = 200
const capacity = 300

export async function* run(): AsyncGenerator<Figure> {
  const { errors, databaseRequests } = await Campus.open(async (campus) => {
    const phones = await campus.crowd('remain', people)
    const eventId = await campus.publishEvent(capacity)
    await campus.warmUp(eventId)
    return rush(campus.cloud, phones, () => ({ eventId }))
  })
  yield {
    name: 'seats.remain.200x300.roundTripsPerSignUp',
    value: rounded(databaseRequests / people),
    unit: 'database requests',
    n: people,
  }
  yield { name: 'seats.remain.200x300.errors', value: errors, unit: 'count', n: people }
}
