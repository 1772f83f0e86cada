import {
  decideApproval,
  firstStatus,
  isAddressed,
  spare,
} from '../../../../cloudfunctions/domain/notices/rules'

test.each([
  [1, 'sending'],
  [200, 'sending'],
  [201, 'approval'],
])('a notice to %i people is first %s', (recipients, status) => {
  expect(firstStatus(recipients)).toBe(status)
})

const waits = { status: 'approval', byPersonId: 'author', decision: null } as const
const decided = { by: 'second', at: new Date(0), reason: '' }

test.each([
  ['approved by another', waits, 'second', 'approve', '', 'sending'],
  ['returned by another, with a reason', waits, 'second', 'return', '时间有误', 'returned'],
  ['returned without a reason', waits, 'second', 'return', '', 'REASON_REQUIRED'],
  ['approved by its author', waits, 'author', 'approve', '', 'NOTICE_OWN'],
  ['returned by its author', waits, 'author', 'return', '不发了', 'NOTICE_OWN'],
  [
    'approved again, while it is sent',
    { ...waits, status: 'sending', decision: decided },
    'second',
    'approve',
    '',
    'decided',
  ],
  [
    'approved again, when it was sent',
    { ...waits, status: 'sent', decision: decided },
    'second',
    'approve',
    '',
    'decided',
  ],
  [
    'approved by a third',
    { ...waits, status: 'sending', decision: decided },
    'third',
    'approve',
    '',
    'NOTICE_CHANGED',
  ],
  [
    'returned after it was approved',
    { ...waits, status: 'sending', decision: decided },
    'second',
    'return',
    '晚了',
    'NOTICE_CHANGED',
  ],
  [
    'approved after it was stopped',
    { ...waits, status: 'stopped' },
    'second',
    'approve',
    '',
    'NOTICE_CHANGED',
  ],
] as const)('%s', (_what, notice, deciderId, decision, reason, outcome) => {
  expect(decideApproval(notice, deciderId, decision, reason)).toBe(outcome)
})

test.each([
  ['confirmed', 'p', 'confirmed', true],
  ['confirmed', 'p', 'waiting', false],
  ['waiting', 'p', 'waiting', true],
  ['everyone', 'p', 'waiting', true],
  ['everyone', 'p', 'withdrawn', false],
  ['everyone', 'guest-1', 'confirmed', false],
  ['everyone', 'erased_1', 'confirmed', false],
] as const)('of %s, %s who is %s: %s', (audience, personId, status, is) => {
  expect(isAddressed(audience, { personId, status })).toBe(is)
})

test('who was told of five this week is spared, who has this one already neither told nor spared', () => {
  const toldBy = new Map([
    ['much', ['a', 'b', 'c', 'd', 'e']],
    ['some', ['a', 'b', 'c', 'd']],
    ['has it', ['a', 'b', 'c', 'd', 'this']],
  ])
  expect(spare('this', ['much', 'some', 'has it', 'new'], toldBy)).toEqual({
    told: ['some', 'new'],
    spared: 1,
  })
})
