/** The work behind the door's page: sending scans, sending again what was kept, and keeping the list of guests. */
import { type DoorGuest, scansAtMost } from '../../contract/door'
import { AppError, type ErrorCode } from '../../contract/errors'
import type { Output } from '../../contract/index'
import { call } from '../../services/cloud'
import { dropScans, type KeptScan, keepConflicts, keptScans } from '../services/scan-queue'
import { conflictOf, type Outcome, outcomeOf, refusalOf } from './door-view'

/** How long a volunteer waits for the server before the phone judges by itself. */
const patienceMs = 3_000

/** Failures that say nothing about a ticket. */
const cannotTell: readonly ErrorCode[] = ['OFFLINE', 'BUSY', 'INTERNAL', 'TOO_OFTEN']

const shownIn = ({ scanId, code, holderId }: KeptScan) => ({
  scanId,
  ...(code === undefined ? {} : { code }),
  ...(holderId === undefined ? {} : { holderId }),
})

/** What the server made of a scan; `guest` is whom it let in. */
export interface Answer {
  readonly outcome: Outcome
  readonly entered?: { readonly holderId: string; readonly at: number; readonly byName: string }
}

async function answerTo(eventId: string, scan: KeptScan): Promise<Answer | undefined> {
  try {
    const result = await call('events.checkIn', { eventId, ...shownIn(scan) })
    const { holderId, at, byName } = result
    const outcome = outcomeOf(result, Date.now())
    return result.status === 'undone' ? { outcome } : { outcome, entered: { holderId, at, byName } }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return cannotTell.includes(error.code) ? undefined : { outcome: refusalOf(error) }
  }
}

/** The server's answer to a scan; undefined when it could not be had soon enough: then the scan stays kept. */
export async function ask(eventId: string, scan: KeptScan): Promise<Answer | undefined> {
  const tooLong = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), patienceMs))
  const answer = await Promise.race([answerTo(eventId, scan), tooLong])
  if (answer) dropScans(eventId, [scan.scanId])
  return answer
}

/** Sends what was kept, as much as there is; what must be read of it is kept as conflicts. @throws AppError */
export async function sendKept(eventId: string): Promise<void> {
  for (;;) {
    const scans = keptScans(eventId).slice(0, scansAtMost)
    if (scans.length === 0) return
    const { outcomes } = await call('events.checkInBatch', {
      eventId,
      sentAt: Date.now(),
      scans: scans.map((scan) => ({ ...shownIn(scan), scannedAt: scan.scannedAt })),
    })
    const answered = scans.filter((_scan, index) => {
      const one = outcomes[index]
      return one && !(one.outcome === 'refused' && cannotTell.includes(one.code))
    })
    const conflicts = scans.map((scan, index) => {
      const one = outcomes[index]
      return one && answered.includes(scan) ? conflictOf(scan, one, Date.now()) : undefined
    })
    keepConflicts(
      eventId,
      conflicts.filter((one) => one !== undefined),
    )
    dropScans(
      eventId,
      answered.map(({ scanId }) => scanId),
    )
    if (answered.length < scans.length) return
  }
}

/** The whole list of guests. @throws AppError */
export async function readAllGuests(
  eventId: string,
): Promise<{ readonly guests: readonly DoorGuest[]; readonly forgetAt: number }> {
  const guests: DoorGuest[] = []
  let after: string | undefined
  for (;;) {
    const part: Output<'events.readGuests'> = await call('events.readGuests', {
      eventId,
      ...(after === undefined ? {} : { after }),
    })
    guests.push(...part.guests)
    after = part.next
    if (after === undefined) return { guests, forgetAt: part.forgetAt }
  }
}
