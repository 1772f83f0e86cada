import type { FileRow, RosterFacts, RosterRow } from '../../../../cloudfunctions/domain/roster/records'
import { decideRow, matchingRow, matchText } from '../../../../cloudfunctions/domain/roster/rules'

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

describe('a row of a file', () => {
  const facts = {
    matchKey: 'key',
    name: '张明',
    collegeId: 'computing',
    entryYear: 2008,
    degree: 'bachelor' as const,
    programme: '',
    className: '',
    studentNumberLast4: '',
  }
  const inFile = (changes: Partial<RosterFacts> = {}, isSole = true): FileRow => ({
    line: 2,
    cells: {} as FileRow['cells'],
    verdict: 'new',
    problem: '',
    row: { _id: 'derived', facts: { ...facts, ...changes } },
    isSole,
  })
  const inRoster = (changes: Partial<RosterRow> = {}): RosterRow => ({
    _id: 'other',
    ...facts,
    claimedBy: null,
    ...changes,
  })

  test.each([
    ['that nobody is, is new', inFile(), [], 'new'],
    ['of the same id and facts is there already', inFile(), [inRoster({ _id: 'derived' })], 'same'],
    [
      'that says more of the only one of that name changes it',
      inFile({ className: '一班' }),
      [inRoster()],
      'changed',
    ],
    [
      'without a degree does not make another person of whoever has one',
      inFile({ degree: 'other' }),
      [inRoster()],
      'same',
    ],
    ['that knows the degree adds it', inFile(), [inRoster({ degree: 'other' })], 'changed'],
    ['of another degree is somebody else', inFile({ degree: 'master' }), [inRoster()], 'new'],
    ['that says less changes nothing', inFile(), [inRoster({ className: '一班' })], 'same'],
    [
      'of another class is somebody else',
      inFile({ className: '二班' }),
      [inRoster({ className: '一班' })],
      'new',
    ],
    [
      'of another number is somebody else',
      inFile({ studentNumberLast4: '0002' }),
      [inRoster({ studentNumberLast4: '0001' })],
      'new',
    ],
    ['with namesakes in the file is taken for none known by less', inFile({}, false), [inRoster()], 'new'],
    [
      'with namesakes in the roster is taken for none of them',
      inFile(),
      [inRoster(), inRoster({ _id: 'third' })],
      'new',
    ],
    [
      'that would rename whom the roster has recognised is wrong',
      inFile({ matchKey: 'another key', name: '张鸣' }),
      [inRoster({ _id: 'derived', claimedBy: 'somebody' })],
      'wrong',
    ],
  ] as const)('%s', (_what, row, rows, verdict) => {
    expect(decideRow(row, rows).verdict).toBe(verdict)
  })
})
