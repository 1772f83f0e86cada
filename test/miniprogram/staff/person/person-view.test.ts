import type { PastEvent, PersonDetail } from '../../../../miniprogram/contract/people'
import { personView } from '../../../../miniprogram/staff/person/person-view'

const nowMs = Date.parse('2027-03-05T12:00:00+08:00')

const detail: PersonDetail = {
  personId: 'p1',
  profile: {
    name: '周书恒',
    kind: 'alumnus',
    status: 'verified',
    educations: [],
    studentNumberLast4: '',
    phoneLast4: '8000',
    city: '',
    industry: '',
    employer: '',
    cardNumber: 'BMX3KBDG85',
    registeredAt: nowMs,
  },
  reason: '',
  memberships: [],
  vouches: [],
  signUps: [],
  gifts: undefined,
  history: [],
}

const event = (changes: Partial<PastEvent>): PastEvent => ({
  at: nowMs,
  what: 'registered',
  by: undefined,
  status: undefined,
  reason: '',
  deed: '',
  ...changes,
})

it.each([
  ['本人登记', event({})],
  ['与名册一致，自动认证', event({ what: 'recognised' })],
  ['程立诚 退回补充', event({ what: 'decided', by: '程立诚', status: 'returned' })],
  ['程立诚 退回待审核', event({ what: 'decided', by: '程立诚', status: 'pending' })],
  ['班级联络人 许若岚 表示认识', event({ what: 'vouched', by: '班级联络人 许若岚' })],
  ['班级联络人 许若岚 表示不认识', event({ what: 'disowned', by: '班级联络人 许若岚' })],
  ['顾远山 合并档案', event({ what: 'audited', by: '顾远山', deed: '合并档案' })],
])('the history says %s', (words, past) => {
  expect(personView({ ...detail, history: [past] }, nowMs).history[0]?.words).toBe(words)
})

it.each([
  ['verified', 'reopen'],
  ['refused', 'reopen'],
  ['pending', 'review'],
  ['returned', 'none'],
] as const)('whoever is %s: a reviewer can %s', (status, act) => {
  expect(personView({ ...detail, profile: { ...detail.profile, status } }, nowMs).act).toBe(act)
})

it('tells of a phone only how it ends, and of what was not told that it was not', () => {
  const { facts } = personView(detail, nowMs)
  const told = (label: string) => facts.find((fact) => fact.label === label)?.values
  expect(told('手机')).toEqual(['尾号 8000'])
  expect(told('所在城市')).toEqual(['未填写'])
  expect(told('处理说明')).toBeUndefined()
})
