import type { ContactRequest } from '../../../../../cloudfunctions/domain/directory/contacts/records'
import {
  describeReceived,
  describeSent,
  nextCheckAt,
} from '../../../../../cloudfunctions/domain/directory/contacts/rules'

const at = new Date('2026-11-20T09:30:00+08:00')
const request = (status: ContactRequest['status']): ContactRequest => ({
  _id: 'a:b',
  fromId: 'a',
  toId: 'b',
  message: '老同学好',
  reply: '微信 zhou1996',
  status,
  askedAt: at,
  checks: 0,
  checkAt: at,
  untold: false,
})

test('whoever was declined or blocked is told exactly what whoever still waits is told', () => {
  expect(describeSent(request('declined'))).toEqual(describeSent(request('waiting')))
  expect(describeSent(request('withheld'))).toEqual(describeSent(request('waiting')))
})

test.each<[ContactRequest['status'], string]>([
  ['checking', ''],
  ['waiting', ''],
  ['declined', ''],
  ['refused', ''],
  ['withheld', ''],
  ['accepted', '微信 zhou1996'],
])('of a request that is %s the reply is told as %j', (status, reply) => {
  expect(describeSent(request(status)).reply).toBe(reply)
  expect(describeReceived(request(status)).reply).toBe(reply)
})

test('words that could not be checked are checked again ever more seldom', () => {
  const minutes = [1, 2, 3, 10].map((checks) => (nextCheckAt(checks, at).getTime() - at.getTime()) / 60_000)
  expect(minutes).toEqual([1, 4, 9, 100])
})
