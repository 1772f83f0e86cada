import {
  isConcerned,
  remindAt,
  reminderIdOf,
  ringsFrom,
  thankAt,
} from '../../../../../cloudfunctions/domain/events/announcements/rules'
import { isDaytime } from '../../../../../cloudfunctions/platform/daytime'

const at = (moment: string) => new Date(`2026-11-${moment}+08:00`)

test.each([
  ['by day, to the minute', '23T09:30:00', '22T09:30:00'],
  ['early in the morning, at nine', '23T06:00:00', '22T09:00:00'],
  ['late in the evening, at eight', '23T22:15:00', '22T20:00:00'],
  ['just after midnight, at nine', '23T00:30:00', '22T09:00:00'],
])('an event is reminded of the day before: %s', (_what, startsAt, remindedAt) => {
  expect(remindAt(at(startsAt))).toEqual(at(remindedAt))
  expect(isDaytime(remindAt(at(startsAt)))).toBe(true)
})

test('thanks come an hour after the end, or in the morning', () => {
  expect(thankAt(at('22T11:00:00'))).toEqual(at('22T12:00:00'))
  expect(thankAt(at('22T21:30:00'))).toEqual(at('23T09:00:00'))
})

test('put off within its day an event is not reminded of again, put off to another day it is', () => {
  const idOf = (startsAt: string) => reminderIdOf({ _id: 'e', startsAt: at(startsAt) })
  expect(idOf('23T09:00:00')).toBe(idOf('23T18:00:00'))
  expect(idOf('23T09:00:00')).not.toBe(idOf('24T09:00:00'))
})

test.each([
  ['reminder', 'confirmed', false, true],
  ['reminder', 'waiting', false, false],
  ['reminder', 'withdrawn', false, false],
  ['changed', 'waiting', false, true],
  ['changed', 'withdrawn', false, false],
  ['cancelled', 'confirmed', false, true],
  ['thanks', 'confirmed', false, false],
  ['thanks', 'confirmed', true, true],
] as const)('%s concerns who is %s, came: %s → %s', (kind, status, hasCome, concerned) => {
  const signUp = { personId: 'p', status, changedAt: at('10T09:00:00') }
  expect(isConcerned({ kind, at: at('22T09:00:00') }, signUp, hasCome)).toBe(concerned)
  for (const personId of ['guest-1', 'erased_1']) {
    expect(isConcerned({ kind, at: at('22T09:00:00') }, { ...signUp, personId }, hasCome)).toBe(false)
  }
})

test('at night a phone rings only for the change of an event that is near', () => {
  const night = at('22T02:00:00')
  expect(ringsFrom('changed', at('22T09:00:00'), night)).toEqual(night)
  expect(ringsFrom('changed', at('25T09:00:00'), night)).toEqual(at('22T09:00:00'))
  expect(ringsFrom('thanks', at('22T01:00:00'), night)).toEqual(at('22T09:00:00'))
})
