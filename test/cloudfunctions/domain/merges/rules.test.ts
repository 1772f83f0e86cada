import type { Person } from '../../../../cloudfunctions/domain/alumni/records'
import type { MergeRecord } from '../../../../cloudfunctions/domain/merges/records'
import {
  betterToKeep,
  decideMerge,
  decideUndo,
  likeness,
  partsChangedSince,
  partsNow,
  partsToReplace,
  partsWritten,
} from '../../../../cloudfunctions/domain/merges/rules'
import { closedPrivacy } from '../../../../miniprogram/contract/directory'

const now = new Date('2026-11-20T01:30:00Z')
const study = {
  collegeId: 'computing',
  entryYear: 2001,
  degree: 'bachelor',
  programme: '',
  className: '',
} as const

const person = (_id: string, changes: Partial<Person> = {}): Person => ({
  _id,
  name: '谢思平',
  kind: 'alumnus',
  educations: [study],
  studentNumberLast4: '',
  affiliationId: '',
  phone: null,
  avatar: '',
  revision: 0,
  city: '',
  industry: '',
  employer: '',
  bodyPath: [],
  memberOf: [],
  privacy: closedPrivacy,
  findableBy: [],
  cardNumber: '',
  consent: { version: '1', at: now },
  verification: { status: 'verified', at: now, by: 'roster', reason: '', untold: false },
  registeredAt: now,
  grants: [],
  ...changes,
})
const pending = { status: 'pending', at: now, by: '', reason: '', untold: false } as const
const phone = (hash: string) => ({ sealed: '', hash, last4: '' })

test.each([
  ['one record is itself', person('a'), undefined],
  ['the same name, college and year', person('b'), 'studies'],
  ['the same name, written otherwise', person('b', { name: '谢 · 思平' }), 'studies'],
  ['another year', person('b', { educations: [{ ...study, entryYear: 2002 }] }), undefined],
  ['another college', person('b', { educations: [{ ...study, collegeId: 'civil' }] }), undefined],
  ['another name', person('b', { name: '谢思安' }), undefined],
  ['another name, the same number', person('b', { name: '谢思安', phone: phone('1') }), 'phone'],
  ['the same name, another number', person('b', { phone: phone('2') }), 'studies'],
])('%s: %3$s', (_what, other, why) => {
  expect(likeness(person('a', { phone: phone('1') }), other)).toBe(why)
})

test('two without a number are not alike for it', () => {
  expect(likeness(person('a', { phone: null }), person('b', { name: '他人', phone: null }))).toBeUndefined()
})

test('the recognised record had better stay, then the older one', () => {
  const waiting = person('waiting', { verification: pending })
  const older = person('older', { registeredAt: new Date(0) })
  const sorted = [waiting, person('newer'), older].sort(betterToKeep)
  expect(sorted.map(({ _id }) => _id)).toEqual(['older', 'newer', 'waiting'])
})

const grants = [{ role: 'editor', bodyId: 'university' }] as const
const leaving = { askedAt: now, erasesAt: now, pseudonymId: 'erased_1', closedAt: null }

test.each([
  ['two ordinary records', {}, {}, 'reviewer', false, 'merge'],
  ['a reviewer’s own', {}, {}, 'keep', false, 'MERGE_OWN'],
  ['a reviewer’s own, the other way', {}, {}, 'merge', false, 'MERGE_OWN'],
  ['a role on the record that stays', { grants }, {}, 'reviewer', false, 'MERGE_ROLES'],
  ['a role on the record that goes', {}, { grants }, 'reviewer', false, 'MERGE_ROLES'],
  ['one who leaves', {}, { leaving }, 'reviewer', false, 'MERGE_LEAVING'],
  ['a record that others became part of', {}, { mergedFrom: ['r'] }, 'reviewer', false, 'MERGE_CHAINED'],
  ['into a record that others became part of', { mergedFrom: ['r'] }, {}, 'reviewer', false, 'merge'],
  ['two who both came', {}, {}, 'reviewer', true, 'MERGE_BOTH_CAME'],
] as const)('%s: %6$s', (_what, keep, merge, reviewerId, haveBothCome, outcome) => {
  expect(decideMerge(person('keep', keep), person('merge', merge), reviewerId, haveBothCome)).toBe(outcome)
})

test('the kept person takes the chosen fields, all memberships, and the recognition it lacked', () => {
  const keep = person('keep', { verification: pending, memberOf: ['branch'] })
  const merge = person('merge', { city: '江城', employer: '研究所', memberOf: ['branch', 'industry'] })
  expect(partsWritten(keep, merge, ['city'])).toEqual({
    city: '江城',
    memberOf: ['branch', 'industry'],
    verification: merge.verification,
  })
  expect(partsWritten(merge, keep, [])).toEqual({})
})

test('only what is as it was is replaced; what has changed since is named', () => {
  const keep = person('keep', { city: '北京', employer: '中学' })
  const written = { city: '江城', employer: '研究所' }
  const before = partsNow(keep, written)
  expect(before).toEqual({ city: '北京', employer: '中学' })
  expect(partsToReplace(keep, before, written)).toEqual(written)
  const since = person('keep', { city: '上海', employer: '研究所' })
  expect(partsToReplace(since, written, before)).toEqual({ employer: '中学' })
  expect(partsChangedSince(since, { before, written } as MergeRecord)).toEqual(['所在城市'])
  expect(partsChangedSince(keep, { before, written } as MergeRecord)).toEqual([])
})

const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000)
test.each([
  ['merged', 30, 'undo'],
  ['merged', 30.01, 'UNDO_TOO_LATE'],
  ['moving', 0, 'MERGE_UNDER_WAY'],
  ['undoing', 0, 'MERGE_UNDER_WAY'],
  ['undone', 0, 'is undone'],
  ['undone', 31, 'is undone'],
] as const)('a merge that is %s, %f days old: %s', (state, days, outcome) => {
  expect(decideUndo({ state, at: daysAgo(days) } as MergeRecord, now)).toBe(outcome)
})
