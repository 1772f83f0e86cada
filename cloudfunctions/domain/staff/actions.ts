/** What waits for staff today. */
import { bodiesFor } from '../../platform/caller'
import type { Handler, Handlers } from '../../platform/serve'
import { listHostedBelow } from '../events/records'
import { describeEvents } from '../events/views'
import { nameOf, readBodies } from '../organisations/records'
import { countWaiting } from '../registrations/records'

const eventsShown = 3

const readToday: Handler<'staff.readToday'> = async (_input, { caller, now }) => {
  const reviewed = bodiesFor('reviewer', caller)
  const attended = bodiesFor('volunteer', caller)
  const [bodies, registrationsWaiting, hosted] = await Promise.all([
    readBodies(caller.grants.map(({ bodyId }) => bodyId)),
    reviewed.length > 0 ? countWaiting(reviewed) : undefined,
    attended.length > 0 ? listHostedBelow(attended) : [],
  ])
  const coming = hosted
    .filter(({ status, endsAt }) => status === 'published' && endsAt > now)
    .sort((one, other) => one.startsAt.getTime() - other.startsAt.getTime())
    .slice(0, eventsShown)
  return {
    roles: caller.grants.map(({ role, bodyId }) => ({ role, body: nameOf(bodies, bodyId) })),
    registrationsWaiting,
    events: await describeEvents(coming),
  }
}

export const staff: Handlers<'staff'> = { 'staff.readToday': readToday }
