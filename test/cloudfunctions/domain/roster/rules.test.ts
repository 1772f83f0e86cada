import type { RosterRow } from '../../../../cloudfunctions/domain/roster/records'
import { matchingRow, matchText } from '../../../../cloudfunctions/domain/roster/rules'

const row = (id: string, changes: Partial<RosterRow> = {}): RosterRow => ({
  _id: id,
  matchKey: 'k',
  name: '林知远',
  collegeId: 'c',
  entryYear: 2008,
  degree: 'bachelor',
  programme: '',
  className: '',
  studentNumberLast4: '0815',
  claimedBy: null,
  ...changes,
})

describe('the roster recognises', () => {
  test.each([
    ['the one row that fits', [row('a')], '', 'a'],
    ['nobody among two namesakes', [row('a'), row('b')], '', undefined],
    [
      'the right one of two namesakes by the student number',
      [row('a', { studentNumberLast4: '1111' }), row('b')],
      '0815',
      'b',
    ],
    ['nobody when the student number differs', [row('a')], '9999', undefined],
    ['a row without a student number', [row('a', { studentNumberLast4: '' })], '0815', 'a'],
    ['a student number in small letters', [row('a', { studentNumberLast4: '08AB' })], '08ab', 'a'],
    ['nobody by a row that another claimed', [row('a', { claimedBy: 'other' })], '', undefined],
    ['the same person again by their own row', [row('a', { claimedBy: 'me' })], '', 'a'],
    ['the second namesake once the first is claimed', [row('a', { claimedBy: 'other' }), row('b')], '', 'b'],
    ['nobody in an empty roster', [], '', undefined],
  ])('%s', (_what, rows, last4, id) => {
    expect(matchingRow(rows, 'me', last4)?._id).toBe(id)
  })

  test.each([
    ['spaces', '林 知远'],
    ['full-width letters and dots', '林·知远'],
  ])('a name in spite of %s', (_what, name) => {
    expect(matchText(name, 2008, 'c')).toBe(matchText('林知远', 2008, 'c'))
  })
})
