/** What the directory keeps of a person: whom they asked for contact, who asked them, and whom they blocked. */
import { campusTime } from '../../../platform/campus-time'
import { collect } from '../../../platform/cloud'
import type { Belongings } from '../../belongings'
import { forgetBlocked } from '../records'
import {
  type ContactRequest,
  everyRequestFrom,
  everyRequestTo,
  insertRequest,
  readRequest,
  removeRequest,
  requestIdOf,
} from './records'
import { describeReceived, describeSent } from './rules'

/** What is on its way, or was withheld, is the asker's alone. */
const isDelivered = ({ status }: ContactRequest) =>
  status === 'waiting' || status === 'accepted' || status === 'declined'

async function describe(personId: string) {
  const sent = await collect(everyRequestFrom(personId))
  const received = (await collect(everyRequestTo(personId))).filter(isDelivered)
  const rowOf = (direction: string) => (contact: ReturnType<typeof describeSent>) => [
    direction,
    contact.message,
    contact.reply,
    campusTime(new Date(contact.askedAt)),
  ]
  return [
    {
      title: '联系请求',
      columns: ['方向', '留言', '回复', '时间'],
      rows: [
        ...sent.map(describeSent).map(rowOf('我发出的')),
        ...received.map(describeReceived).map(rowOf('我收到的')),
      ],
    },
  ]
}

/** Both sides of a conversation go with one of them: it was between the two alone. */
async function erase(personId: string): Promise<void> {
  for await (const { _id } of everyRequestFrom(personId)) await removeRequest(_id)
  for await (const { _id } of everyRequestTo(personId)) await removeRequest(_id)
  await forgetBlocked(personId)
}

/** By direction and the other person: `to:…` was asked by this one, `from:…` asked this one. */
async function list(personId: string): Promise<string[]> {
  const sent = await collect(everyRequestFrom(personId))
  const received = await collect(everyRequestTo(personId))
  return [...sent.map(({ toId }) => `to:${toId}`), ...received.map(({ fromId }) => `from:${fromId}`)]
}

const sidesOf = (direction: string, personId: string, otherId: string) =>
  direction === 'to' ? { fromId: personId, toId: otherId } : { fromId: otherId, toId: personId }

/** `stayed`: it is between the two records themselves, or the other record has such a request of its own. */
async function move(id: string, fromId: string, toId: string): Promise<'moved' | 'stayed'> {
  const [direction = '', otherId = ''] = id.split(':')
  if (otherId === toId) return 'stayed'
  const [before, after] = [sidesOf(direction, fromId, otherId), sidesOf(direction, toId, otherId)]
  const _id = requestIdOf(after.fromId, after.toId)
  const request = await readRequest(requestIdOf(before.fromId, before.toId))
  // Gone from here: an earlier run, cut off later, has moved it.
  if (!request) return (await readRequest(_id)) ? 'moved' : 'stayed'
  const isNew = (await insertRequest({ ...request, _id, ...after })) === 'inserted'
  const isSame = isNew || (await readRequest(_id))?.askedAt.getTime() === request.askedAt.getTime()
  if (!isSame) return 'stayed'
  await removeRequest(request._id)
  return 'moved'
}

export const contactBelongings = {
  describe,
  erase,
  handOver: { title: '联系请求', list, move },
} satisfies Belongings
