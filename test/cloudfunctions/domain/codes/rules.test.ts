import type { Code } from '../../../../cloudfunctions/domain/codes/records'
import { addUp, codeProblems, usableCode } from '../../../../cloudfunctions/domain/codes/rules'
import type { CodeOpening } from '../../../../miniprogram/contract/codes'
import type { BodyKind } from '../../../../miniprogram/contract/organisations'

const now = new Date('2026-11-20T09:30:00+08:00')
const later = new Date(now.getTime() + 1)
const code = (changes: Partial<Code> = {}) => ({ status: 'open', expiresAt: later, ...changes }) as Code

test.each([
  ['that is open and not over opens', code(), true],
  ['that was closed does not', code({ status: 'closed' }), false],
  ['that is over does not, from the moment on', code({ expiresAt: now }), false],
  ['that nobody made does not', undefined, false],
])('a code %s', (_what, found, opens) => {
  expect(usableCode(found, now) !== undefined).toBe(opens)
})

const problems = (opens: CodeOpening, kind: BodyKind, changes: object = {}) =>
  Object.keys(codeProblems({ opens, entryYear: undefined, expiresAt: later, ...changes }, kind, now) ?? {})

test.each([
  ['people register for a college', 'register', 'college', {}, []],
  ['and for one year of it', 'register', 'college', { entryYear: 2008 }, []],
  ['a class has its own year', 'register', 'class', { entryYear: 2008 }, ['entryYear']],
  ['nobody registers for a branch', 'register', 'branch', {}, ['opens']],
  ['a branch has a page', 'body', 'branch', {}, []],
  ['an event has no year', 'event', 'college', { entryYear: 2008 }, ['entryYear']],
  ['a code is made for later', 'event', 'college', { expiresAt: now }, ['expiresAt']],
] as const)('%s', (_what, opens, kind, changes, fields) => {
  expect(problems(opens, kind, changes)).toEqual(fields)
})

test('what several codes brought is added up; sums stay unknown to whoever may not know them', () => {
  const one = { openedTimes: 3, registrations: 2, signUps: 1, gifts: 1, givenFen: 700 }
  expect(addUp([one, one], true)).toEqual({
    openedTimes: 6,
    registrations: 4,
    signUps: 2,
    gifts: 2,
    givenFen: 1400,
  })
  expect(addUp([{ ...one, givenFen: undefined }], false).givenFen).toBeUndefined()
  expect(addUp([], true).givenFen).toBe(0)
})
