import {
  brokenPromises,
  contentProblems,
  decideProposal,
  decideReview,
  driveOf,
} from '../../../../../cloudfunctions/domain/giving/projects/rules'
import type { Project } from '../../../../../cloudfunctions/domain/giving/records'
import type { ProjectContent } from '../../../../../miniprogram/contract/giving-projects'

const content: ProjectContent = {
  bodyId: 'college',
  kind: 'laboratory',
  title: '智能制造联合实验室',
  summary: '',
  purpose: '用于购置教学机器人与学生竞赛耗材。',
  goalFen: 100_000,
  presetsFen: [7000, 70_000],
  minimumFen: 100,
  closesWhenFull: false,
  contact: { name: '', phone: '', wechat: '' },
  pictureIds: [],
}

test('a project that fits together has no problems', () => {
  expect(contentProblems(content, 'college')).toBeUndefined()
})

test.each([
  ['a class drive that no class proposes', { kind: 'class' as const }, 'bodyId'],
  ['an end before the beginning', { opensAt: 2, closesAt: 1 }, 'closesAt'],
  ['a preset below the minimum', { minimumFen: 7001 }, 'presetsFen'],
  ['the same preset twice', { presetsFen: [7000, 7000] }, 'presetsFen'],
  ['closing when full without a goal', { closesWhenFull: true, goalFen: 0 }, 'goalFen'],
])('%s is said at its field', (_what, changes, field) => {
  expect(Object.keys(contentProblems({ ...content, ...changes }, 'college') ?? {})).toEqual([field])
})

const open = { ...content, status: 'open' } as unknown as Project

test.each(['bodyId', 'kind', 'title', 'purpose', 'goalFen', 'closesWhenFull'] as const)(
  'while people give, the %s stays as they were promised',
  (field) => {
    const changed = { ...content, [field]: 'another' } as ProjectContent
    expect(Object.keys(brokenPromises(open, changed) ?? {})).toEqual([field])
    expect(brokenPromises({ ...open, status: 'draft' }, changed)).toBeUndefined()
  },
)

test('presets, pictures and contact may change while people give', () => {
  expect(brokenPromises(open, { ...content, presetsFen: [100], summary: '新' })).toBeUndefined()
})

const proposed = { status: 'proposed', revision: 3, proposedBy: 'editor' } as const

test.each([
  ['is opened when it is approved', 3, 'treasurer', 'approve', '', 'open'],
  ['goes back with a reason', 3, 'treasurer', 'return', '用途不清', 'draft'],
  ['is not sent back without one', 3, 'treasurer', 'return', '', 'REASON_REQUIRED'],
  ['is not decided by whoever made it', 3, 'editor', 'approve', '', 'OWN_PROPOSAL'],
  ['is not decided after it was changed', 2, 'treasurer', 'approve', '', 'PROJECT_CHANGED'],
] as const)('a proposal %s', (_what, revision, callerId, decision, reason, outcome) => {
  expect(decideReview(proposed, revision, callerId, decision, reason)).toBe(outcome)
})

test('only a draft is proposed, as it was read', () => {
  expect(decideProposal({ status: 'draft', revision: 1 }, 1)).toBe('propose')
  expect(decideProposal({ status: 'draft', revision: 2 }, 1)).toBe('PROJECT_CHANGED')
  expect(decideProposal({ status: 'open', revision: 1 }, 1)).toBe('PROJECT_CHANGED')
})

test.each([
  [32, 16, { members: 32, donors: 16, percent: 50 }],
  [32, 4, { members: 32, donors: undefined, percent: undefined }],
  [4, 4, { members: undefined, donors: undefined, percent: undefined }],
  [5, 6, { members: 5, donors: 6, percent: 100 }],
])('of a class of %i in which %i gave, no number under five is told', (members, donors, told) => {
  expect(driveOf(members, donors)).toEqual(told)
})
