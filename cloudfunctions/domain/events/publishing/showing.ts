/** An event with all that it says of itself, as a phone is told of it. */
import type { EventDetail } from '../../../../miniprogram/contract/events'
import { nameOf, readBodies } from '../../organisations/records'
import type { EventRecord } from '../records'
import type { SeatsFor } from '../seats'
import { summaryOf } from '../views'
import { linksOf, shownBlocks, shownCover } from './pictures'
import { picturesOf } from './rules'

/** @param isIn whether the link and the code of the meeting are told: to those who have a seat, and to staff */
export async function describeDetail(
  event: EventRecord,
  seats: SeatsFor,
  isIn: boolean,
): Promise<EventDetail> {
  const [bodies, links] = await Promise.all([
    readBodies([event.hostId, ...event.coHostIds, ...seats.admittedBodyIds]),
    linksOf(picturesOf(event.cover, [...event.blocks, ...event.recap])),
  ])
  const { meeting, cancellation } = event
  return {
    ...summaryOf(event, seats, nameOf(bodies, event.hostId)),
    cover: shownCover(event.cover, links),
    coHosts: event.coHostIds.map((bodyId) => nameOf(bodies, bodyId)),
    blocks: shownBlocks(event.blocks, links),
    venue: event.venue,
    meeting: meeting ? (isIn ? meeting : { platform: meeting.platform }) : undefined,
    agenda: event.agenda,
    cancelsUntil: event.cancelsUntil?.getTime(),
    admittedBodies: seats.admittedBodyIds.map((bodyId) => nameOf(bodies, bodyId)),
    companionsAtMost: seats.companionsAtMost,
    categories: event.categories,
    questions: event.questions,
    formVersion: event.formVersion,
    cancellation: cancellation ? { at: cancellation.at.getTime(), reason: cancellation.reason } : undefined,
    recap: shownBlocks(event.recap, links),
  }
}
