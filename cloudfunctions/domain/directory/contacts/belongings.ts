/** What the directory keeps of a person: whom they asked for contact, who asked them, and whom they blocked. */
import { campusTime } from '../../../platform/campus-time'
import { collect } from '../../../platform/cloud'
import type { Belongings } from '../../belongings'
import { forgetBlocked } from '../records'
import {
  type ContactRequest,
  everyRequestOf,
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
  const requests = await collect(everyRequestOf(personId))
  const sent = requests.filter(({ fromId }) => fromId === personId).map(describeSent)
  const received = requests
    .filter((request) => request.toId === personId && isDelivered(request))
    .map(describeReceived)
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
      rows: [...sent.map(rowOf('我发出的')), ...received.map(rowOf('我收到的'))],
    },
  ]
}

/** Both sides of a conversation go with one of them: it was between the two alone. */
async function erase(personId: string): Promise<void> {
  for await (const { _id } of everyRequestOf(personId)) await removeRequest(_id)
  await forgetBlocked(personId)
}

const list = async (personId: string) => (await collect(everyRequestOf(personId))).map(({ _id }) => _id)

/** `stayed`: the other record has asked, or was asked by, the same person itself. */
async function move(id: string, fromId: string, toId: string): Promise<'moved' | 'stayed'> {
  const request = await readRequest(id)
  const passed = (personId: string) => (personId === fromId ? toId : personId)
  if (!request) return 'moved'
  const [asker, asked] = [passed(request.fromId), passed(request.toId)]
  const _id = requestIdOf(asker, asked)
  if (asker === asked || (await insertRequest({ ...request, _id, fromId: asker, toId: asked })) === 'exists')
    return 'stayed'
  await removeRequest(id)
  return 'moved'
}

export const contactBelongings = {
  describe,
  erase,
  handOver: { title: '联系请求', list, move },
} satisfies Belongings
