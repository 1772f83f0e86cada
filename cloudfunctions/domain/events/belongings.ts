/** What events keep of a person: sign-ups, the seats behind them, and check-ins. */

import { erasedName } from '../../../miniprogram/contract/my-data'
import { signUpStatuses } from '../../../miniprogram/contract/sign-ups'
import { campusTime } from '../../platform/campus-time'
import { now as currentTime } from '../../platform/clock'
import { collect } from '../../platform/cloud'
import type { Belongings } from '../belongings'
import { deletePictures } from './answer-pictures'
import { picturesIn, readAnswers } from './questions'
import { promoteWaiting } from './queue'
import {
  copyCheckIn,
  copySignUp,
  everySignUpOf,
  forgetStaff,
  readCheckIn,
  readCheckIns,
  readEvents,
  readSignUp,
  recordSignUp,
  removeCheckIn,
  removeSignUp,
  type SignUp,
  signUpIdOf,
} from './records'
import { placeOf, staysWith } from './rules'
import { leaveQueue, passPlaceInQueue, passSeat, releaseSeats } from './seat-changes'
import { readSeats, sizeOf, untendSeats } from './seats'
import { everyUndoneOf, forgetUndoing, passUndone } from './undone'
import { withdrawPerson } from './withdrawal'

async function describe(personId: string) {
  const signUps = await collect(everySignUpOf(personId))
  const [events, checkIns, undone] = await Promise.all([
    readEvents(signUps.map(({ eventId }) => eventId)),
    readCheckIns(signUps.map(({ _id }) => _id)),
    collect(everyUndoneOf(personId)),
  ])
  const titles = new Map(events.map(({ _id, title }) => [_id, title]))
  const answers = await Promise.all(
    signUps.map(async (signUp) =>
      (await readAnswers(signUp)).map(({ label, answer }) => [
        titles.get(signUp.eventId) ?? '',
        label,
        answer,
      ]),
    ),
  )
  const enteredAt = new Map(checkIns.map(({ _id, at }) => [_id, campusTime(at)]))
  return [
    {
      title: '活动报名',
      columns: ['活动', '状态', '报名时间', '签到时间', '同行人'],
      rows: signUps.map(({ _id, eventId, status, joinedAt, companions }) => [
        titles.get(eventId) ?? '',
        signUpStatuses[status],
        campusTime(joinedAt),
        enteredAt.get(_id) ?? '',
        companions.map(({ name }) => name).join('、'),
      ]),
    },
    {
      title: '报名时填写的内容',
      columns: ['活动', '问题', '回答'],
      rows: answers.flat(),
    },
    {
      title: '撤销的签到',
      columns: ['活动', '签到时间', '撤销时间', '原因'],
      rows: undone.map(({ eventId, at, undoneAt, reason }) => [
        titles.get(eventId) ?? '',
        campusTime(at),
        campusTime(undoneAt),
        reason,
      ]),
    },
  ]
}

const list = async (personId: string) =>
  (await collect(everySignUpOf(personId))).map(({ eventId }) => eventId)

/** A sign-up without what was told with it: companions' names and answers. */
function forgotten({ answered: _answered, erasesAt: _erasesAt, ...signUp }: SignUp): SignUp {
  return { ...signUp, companions: [] }
}

/** Passes the seat or the place in the queue, the sign-up and the check-in on to somebody who has none of them. */
async function passOn(eventId: string, fromId: string, to: { personId: string; name?: string }) {
  // The seats first: they are the truth, and whoever is cut off here is mended from them.
  await passSeat(eventId, fromId, to.personId)
  await passPlaceInQueue(eventId, fromId, to.personId)
  const [signUp, checkIn] = await Promise.all([readSignUp(eventId, fromId), readCheckIn(eventId, fromId)])
  if (signUp) await copySignUp(to.name === undefined ? signUp : forgotten(signUp), to)
  if (checkIn) await copyCheckIn(checkIn, to)
  await passUndone(eventId, fromId, to)
  await removeCheckIn(eventId, fromId)
  await removeSignUp(eventId, fromId)
  // A timer that came by in between wrote what was so half-way, and may have been copied.
  await untendSeats(eventId)
}

/** Gives back what a record has in an event for which its person is signed up twice. */
async function giveBack({ eventId, personId, ...signUp }: SignUp, now: Date): Promise<void> {
  if (!(await leaveQueue(eventId, personId))) await releaseSeats(eventId, personId)
  const said = { ...sizeOf(signUp), status: 'withdrawn' as const }
  await recordSignUp(eventId, { personId, name: '', said }, currentTime())
  await promoteWaiting(eventId, now)
}

/**
 * `stayed`: the other record is signed up for the same event and has the better place, so this one's was given back
 * and its sign-up stays where it was, withdrawn. Where both came, two people were let in, and both stay.
 */
async function move(eventId: string, fromId: string, toId: string, now: Date): Promise<'moved' | 'stayed'> {
  const [seats, mine, theirs] = await Promise.all([
    readSeats(eventId),
    readSignUp(eventId, fromId),
    readSignUp(eventId, toId),
  ])
  if (!mine) return theirs ? 'moved' : 'stayed'
  // A copy made by a run that was cut off: it joined at the same moment.
  const isCopy = theirs?.joinedAt.getTime() === mine.joinedAt.getTime()
  if (theirs && !isCopy) {
    const place = placeOf(seats, fromId)
    if (staysWith(place, placeOf(seats, toId)) === 'kept') {
      if (place !== 'entered') await giveBack(mine, now)
      return 'stayed'
    }
    await giveBack(theirs, now)
    await removeSignUp(eventId, toId)
  }
  await passOn(eventId, fromId, { personId: toId })
  return 'moved'
}

/** Places in what is still to come are given back as by withdrawing; what is past stays under the pseudonym. */
async function erase(personId: string, pseudonymId: string, now: Date): Promise<void> {
  const pseudonym = { personId: pseudonymId, name: erasedName }
  for (const signUp of await collect(everySignUpOf(personId))) {
    const { eventId } = signUp
    await withdrawPerson(eventId, personId, now)
    await deletePictures([...(await picturesIn(signUp)).values()])
    await passOn(eventId, personId, pseudonym)
  }
  await forgetStaff(personId, pseudonym)
  await forgetUndoing(personId, pseudonym)
}

/** Whether both records were checked in at one event: then they are two people. */
export async function haveBothCome(oneId: string, otherId: string): Promise<boolean> {
  const theirs = new Set(await list(otherId))
  const shared = (await list(oneId)).filter((eventId) => theirs.has(eventId))
  const signUpIds = shared.flatMap((eventId) => [signUpIdOf(eventId, oneId), signUpIdOf(eventId, otherId)])
  const came = (await readCheckIns(signUpIds)).map(({ eventId }) => eventId)
  return new Set(came).size < came.length
}

export const eventBelongings = {
  describe,
  erase,
  handOver: { title: '活动报名', list, move },
} satisfies Belongings
