import type { Gift, Project } from '../../../../cloudfunctions/domain/giving/records'
import {
  decideDonor,
  decideGift,
  decideGiver,
  isOnlineOpen,
  isTaking,
  missingFor,
  publicMessage,
  publicName,
  unseenEnterprise,
} from '../../../../cloudfunctions/domain/giving/rules'

const now = new Date('2026-11-20T09:00:00+08:00')
const earlier = new Date(now.getTime() - 1)
const later = new Date(now.getTime() + 1)

const project = {
  status: 'open',
  minimumFen: 100,
  goalFen: 1000,
  closesWhenFull: true,
  opensAt: null,
  closesAt: null,
} as Project

test.each([
  ['is taken', project, 100, true, 'take'],
  ['below the minimum is refused', project, 99, true, 'AMOUNT_OUT_OF_RANGE'],
  ['to a closed project is refused', { ...project, status: 'closed' as const }, 100, true, 'PROJECT_CLOSED'],
  ['is refused while giving online is closed', project, 100, false, 'GIVING_CLOSED'],
])('a gift %s', (_what, to, amountFen, isOpen, decision) => {
  expect(decideGift(to, 0, amountFen, isOpen, now)).toBe(decision)
})

test.each([
  ['before it begins', { opensAt: later }, 0, false],
  ['from the moment it begins', { opensAt: now }, 0, true],
  ['until it ends', { closesAt: later }, 0, true],
  ['no longer when it ends', { closesAt: now }, 0, false],
  ['while something is missing to its goal', {}, 999, true],
  ['no longer when its goal is reached', {}, 1000, false],
  ['beyond its goal, unless it is to close', { closesWhenFull: false }, 5000, true],
  ['not as a draft', { status: 'draft' as const }, 0, false],
  ['not while it waits for the treasurer', { status: 'proposed' as const, opensAt: earlier }, 0, false],
])('a project takes gifts %s', (_what, changes, raisedFen, taking) => {
  expect(isTaking({ ...project, ...changes }, raisedFen, now)).toBe(taking)
})

const full = { payee: '基金会', permit: '许可', audience: 'alumnus', hasWechatPay: true } as const

test.each([
  ['open with payee, permission and WeChat Pay', full, true],
  ['closed without a payee', { ...full, payee: '' }, false],
  ['closed without a permission', { ...full, permit: '' }, false],
  ['closed where nobody knows whom it serves', { ...full, audience: undefined }, false],
  ['closed without WeChat Pay', { ...full, hasWechatPay: false }, false],
])('giving online is %s', (_what, configured, open) => {
  expect(isOnlineOpen(configured)).toBe(open)
})

test('staff read what is missing before giving online can be opened', () => {
  expect(missingFor({ payee: '', permit: '', audience: undefined, hasWechatPay: false })).toHaveLength(4)
  expect(missingFor(full)).toEqual([])
})

test.each([
  ['a verified alumnus', 'alumnus', { isVerified: true }, 'serve'],
  ['nobody who is not verified', 'alumnus', { isVerified: false }, 'NOT_VERIFIED'],
  [
    'verified alumni alone, where the setting says nothing known',
    undefined,
    { isVerified: false },
    'NOT_VERIFIED',
  ],
  ['whoever is registered, where it is set so', 'person', { isVerified: false }, 'serve'],
  ['nobody who is not registered', 'person', undefined, 'NOT_REGISTERED'],
  ['nobody who is about to leave', 'person', { isVerified: true, leaving: 'asked' }, 'LEAVING'],
] as const)('giving serves %s', (_whom, audience, person, decision) => {
  expect(decideGiver(audience, person)).toBe(decision)
})

const giver = { name: '许若岚', bodyPath: ['university', 'college', 'class-a'] }
const drive = { kind: 'class', bodyId: 'class-a' } as const
const other = { kind: 'scholarship', bodyId: 'foundation' } as const
const classA = { _id: 'class-a', kind: 'class', name: '机制 8503 班' }
const classB = { _id: 'class-b', kind: 'class', name: '机制 8504 班' }

test.each([
  ['as oneself is credited to nobody', { kind: 'person' }, other, undefined, ['person', '许若岚', '']],
  [
    'to one’s class’s drive is credited to it',
    { kind: 'person' },
    drive,
    undefined,
    ['person', '许若岚', 'class-a'],
  ],
  [
    'in the name of one’s class is the class’s',
    { kind: 'class', bodyId: 'class-a' },
    other,
    classA,
    ['class', '机制 8503 班', 'class-a'],
  ],
  [
    'in the name of an enterprise bears its name',
    { kind: 'enterprise', name: '江城桥梁公司' },
    other,
    undefined,
    ['enterprise', '江城桥梁公司', ''],
  ],
] as const)('a gift %s', (_what, wanted, to, body, [donorKind, donorName, creditedTo]) => {
  expect(decideDonor(wanted, giver, to, body)).toEqual({ donorKind, donorName, creditedTo })
})

test.each([
  ['another class', { kind: 'class', bodyId: 'class-b' }, classB],
  ['a class that does not exist', { kind: 'class', bodyId: 'class-x' }, undefined],
  [
    'a college as if it were a class',
    { kind: 'class', bodyId: 'college' },
    { ...classB, _id: 'college', kind: 'college' },
  ],
] as const)('nobody gives in the name of %s', (_what, wanted, body) => {
  expect(decideDonor(wanted, giver, other, body)).toBe('DONOR_NOT_YOURS')
})

const gift = {
  donorKind: 'person',
  donorName: '贺明川',
  isAnonymous: false,
  words: { text: '饮水思源', state: 'fit' },
} as Gift

test('an anonymous donor appears without a name', () => {
  expect(publicName({ ...gift, isAnonymous: true })).not.toContain('贺明川')
  expect(publicName(gift)).toBe('贺明川')
})

test('words and the name of an enterprise are shown only once they were found fit', () => {
  const enterprise = { ...gift, donorKind: 'enterprise', donorName: '某公司' } as Gift
  expect([publicName(enterprise), publicMessage(enterprise)]).toEqual(['某公司', '饮水思源'])
  for (const state of ['waiting', 'refused', 'none'] as const) {
    const unseen = { ...enterprise, words: { text: '饮水思源', state } }
    expect([publicName(unseen), publicMessage(unseen)]).toEqual([unseenEnterprise, ''])
  }
})
