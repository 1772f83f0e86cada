/** Whoever frees a seat, and the timer, serve the queue; and the timer makes sign-ups say what the seats say. */
import { dayMs } from '../../platform/clock'
import { readNames } from '../alumni/records'
import { enqueue } from '../messages/actions'
import { listSignUps, markSignUpTold, readEvents, recordSignUp, untoldSignUps } from './records'
import { differences, nextInQueue } from './rules'
import { promote } from './seat-changes'
import { listActiveEventIds, markTended, readQueue, readSeats, sizeOf, untendedSeats } from './seats'

/** How often others may be quicker before this run leaves the rest to them and to the timer. */
const missesAtMost = 20

/** Who is next is nearly always among the first. */
const firstOfQueue = 100

/** The seats with as many of the queue as are needed to see who is next. */
async function lookAtQueue(eventId: string, now: Date) {
  for (const atMost of [firstOfQueue, undefined]) {
    const seats = await readQueue(eventId, atMost)
    if (!seats) return undefined
    const { next, passesAll } = nextInQueue(seats, now)
    if (!passesAll || seats.queue.length === seats.waiting) return { seats, next }
  }
  return undefined
}

/** Gives free seats to those who wait, oldest first, until sign-up closes. Safe to run twice at once. */
export async function promoteWaiting(eventId: string, now: Date): Promise<void> {
  for (let missed = 0; missed < missesAtMost; ) {
    const found = await lookAtQueue(eventId, now)
    if (!found || found.next.length === 0) return
    const { seats, next } = found
    if (!(await promote(seats, next, now))) {
      missed++
      continue
    }
    const names = await readNames(next.map(({ entry }) => entry.holderId))
    await Promise.all(
      next.map(({ entry }) => {
        const said = { ...sizeOf(entry), status: 'confirmed' as const }
        const name = names.get(entry.holderId) ?? '来宾'
        return recordSignUp(eventId, { personId: entry.holderId, name, said }, now)
      }),
    )
  }
}

/** Seats are looked after until the event is over for a day. */
const overFor = (now: Date) => new Date(now.getTime() - dayMs)

/**
 * Wherever seats changed since it last looked: serves the queue, then mends what was cut off. What changes meanwhile,
 * by others or by serving the queue, is looked at the next time.
 */
export async function tendSeats(now: Date): Promise<void> {
  for (const seen of await untendedSeats.read(now)) {
    await tend(seen._id, now)
    await markTended(seen)
  }
}

/** The same for every event, whether anything is known to have changed or not; once a night. */
export async function tendAllSeats(now: Date): Promise<void> {
  for (const eventId of await listActiveEventIds(overFor(now))) await tend(eventId, now)
}

async function tend(eventId: string, now: Date): Promise<void> {
  await promoteWaiting(eventId, now)
  await mendSignUps(eventId, now)
}

/** Writes the sign-ups that a function did not come to write, because it died after the seats had changed. */
export async function mendSignUps(eventId: string, now: Date): Promise<void> {
  // Seats first: whatever is signed up after this read is newer than `now` and left alone.
  const seats = await readSeats(eventId)
  if (!seats) return
  const wrong = differences(seats, await listSignUps(eventId))
  const names = await readNames(wrong.map(({ holderId }) => holderId))
  for (const { holderId, said } of wrong) {
    const name = names.get(holderId) ?? '来宾'
    await recordSignUp(eventId, { personId: holderId, name, said }, now)
  }
}

/** Puts a message into the outbox for everyone whose sign-up changed and who was not told. */
export async function tellSignUps(now: Date): Promise<void> {
  const untold = await untoldSignUps.read(now)
  const events = new Map(
    (await readEvents([...new Set(untold.map(({ eventId }) => eventId))])).map((event) => [event._id, event]),
  )
  for (const signUp of untold) {
    const event = events.get(signUp.eventId)
    if (event && signUp.status !== 'withdrawn' && !signUp.enteredBy) {
      const before = [...signUp.history].reverse().find(({ status }) => status !== signUp.status)
      const wasWaiting = before?.status === 'waiting'
      await enqueue({
        cause: `signUp:${signUp.eventId}:${signUp.changedAt.getTime()}`,
        personId: signUp.personId,
        message: {
          template: 'signUpResult',
          title: event.title,
          status: signUp.status,
          wasWaiting,
          startsAt: event.startsAt,
          place: event.place,
          eventId: signUp.eventId,
        },
        now,
        // Who joined the queue saw that on the screen; the one message they allowed is for the seat.
        isSeen: signUp.status === 'waiting',
      })
    }
    await markSignUpTold(signUp)
  }
}
