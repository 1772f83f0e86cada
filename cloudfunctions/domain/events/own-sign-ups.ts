/** All that somebody ever signed up for: what is to come, and page by page what is over or was given back. */
import type { OwnSignUps } from '../../../miniprogram/contract/sign-ups'
import { pageLatestFirst, rowsAtMost } from '../../platform/cursor'
import type { Handler } from '../../platform/serve'
import {
  listAllSignUpsOf,
  listGoingAmong,
  readCheckIns,
  readEvents,
  readSignUps,
  signUpIdOf,
} from './records'
import { ownSignUp } from './rules'
import { describeEvents, describeHistory } from './views'

/** What somebody has to do with these events, in their order. */
async function describeOwn(eventIds: readonly string[], personId: string): Promise<OwnSignUps> {
  const signUpIds = eventIds.map((eventId) => signUpIdOf(eventId, personId))
  const [signUps, events, checkIns] = await Promise.all([
    readSignUps(signUpIds),
    readEvents(eventIds).then(describeEvents),
    readCheckIns(signUpIds),
  ])
  return eventIds.flatMap((eventId) => {
    const signUp = signUps.find((one) => one.eventId === eventId)
    const event = events.find((one) => one.eventId === eventId)
    if (!signUp || !event) return []
    const checkIn = checkIns.find(({ _id }) => _id === signUp._id)
    return [{ event, signUp: ownSignUp(signUp, undefined, checkIn), history: describeHistory(signUp) }]
  })
}

export const listMine: Handler<'events.listMine'> = async ({ after }, { caller, now }) => {
  const { personId } = caller
  const all = await listAllSignUpsOf(personId)
  const held = all.flatMap(({ eventId, status }) => (status === 'withdrawn' ? [] : [eventId]))
  const going = (await listGoingAmong(held, now)).map(({ _id }) => _id)
  const past = all.filter(({ eventId }) => !going.includes(eventId))
  const { rows, next } = pageLatestFirst(past, ({ joinedAt }) => joinedAt, after)
  const [coming, rest] = await Promise.all([
    // They are few, and stand before all others.
    describeOwn(after === undefined ? going.slice(0, rowsAtMost) : [], personId),
    describeOwn(
      rows.map(({ eventId }) => eventId),
      personId,
    ),
  ])
  return { coming, rest, next }
}
