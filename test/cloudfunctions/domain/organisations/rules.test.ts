import type { Body } from '../../../../cloudfunctions/domain/organisations/records'
import {
  contentProblems,
  decideClosing,
  decideMerge,
  decideMove,
  decidePlace,
  decideReopening,
  isSameContent,
  kindsBelow,
  mayBeRenamed,
  parentKinds,
  withLeadsOf,
} from '../../../../cloudfunctions/domain/organisations/rules'
import { type BodyContent, type BodyKind, bodyKinds } from '../../../../miniprogram/contract/organisations'

const kinds = Object.keys(bodyKinds) as BodyKind[]
const body = (kind: BodyKind, changes: Partial<Body> = {}): Body => ({
  _id: `the ${kind}`,
  kind,
  name: '某组织',
  plainName: '某组织',
  parentId: 'elsewhere',
  bodyPath: [],
  status: 'open',
  intro: '',
  contact: { name: '', phone: '', wechat: '' },
  leads: [],
  revision: 1,
  ...changes,
})
const closed = { status: 'closed' } as const

test('no kind lies below itself, however far down, so that no move can make a circle', () => {
  const below = (kind: BodyKind): BodyKind[] => kindsBelow(kind).flatMap((one) => [one, ...below(one)])
  for (const kind of kinds) expect(below(kind)).not.toContain(kind)
})

test('everything but the university lies below something, and in the end below the university', () => {
  const top = (kind: BodyKind): BodyKind => {
    const [above] = parentKinds[kind]
    return above === undefined ? kind : top(above)
  }
  expect(kinds.map(top)).toEqual(kinds.map(() => 'university'))
})

test.each([
  ['a college', 'college', body('university'), 'place'],
  ['a class below a college', 'class', body('college'), 'place'],
  ['a class below the university', 'class', body('university'), 'BODY_MISPLACED'],
  ['a college below a college', 'college', body('college'), 'BODY_MISPLACED'],
  ['an association below a branch', 'association', body('branch'), 'place'],
  ['a second university', 'university', body('university'), 'BODY_MISPLACED'],
  ['a class below a closed college', 'class', body('college', closed), 'BODY_CLOSED'],
] as const)('%s: %s', (_what, kind, parent, decision) => {
  expect(decidePlace(kind, parent)).toBe(decision)
})

test.each([
  ['goes to another college', {}, body('college'), 'move'],
  ['stays where it is', { parentId: 'the college' }, body('college'), 'is there'],
  ['does not go to a branch', {}, body('branch'), 'BODY_MISPLACED'],
  ['does not go to a closed college', {}, body('college', closed), 'BODY_CLOSED'],
  ['does not go anywhere once closed', closed, body('college'), 'BODY_CLOSED'],
])('a class %s', (_what, changes, parent, decision) => {
  expect(decideMove(body('class', changes), parent)).toBe(decision)
})

const other = (kind: BodyKind, changes: Partial<Body> = {}) => body(kind, { _id: 'the other', ...changes })

test.each([
  ['of one kind become one', body('branch'), other('branch'), 'merge'],
  [
    'that are one stay so',
    body('branch', { ...closed, mergedInto: 'the other' }),
    other('branch'),
    'is merged',
  ],
  ['of two kinds stay two', body('branch'), other('association'), 'BODY_MISPLACED'],
  ['are not the same one', body('branch'), body('branch'), 'BODY_MISPLACED'],
  ['are not universities', body('university'), other('university'), 'BODY_MISPLACED'],
  ['are both open: the first', body('branch', closed), other('branch'), 'BODY_CLOSED'],
  ['are both open: the second', body('branch'), other('branch', closed), 'BODY_CLOSED'],
])('two bodies %s', (_what, source, target, decision) => {
  expect(decideMerge(source, target)).toBe(decision)
})

test.each([
  ['is closed', body('branch'), false, 'close'],
  ['is closed once', body('branch', closed), false, 'is closed'],
  ['stays open while open ones lie below it', body('college'), true, 'BODY_OCCUPIED'],
  ['stays open as the university', body('university'), false, 'BODY_MISPLACED'],
])('a body %s', (_what, one, hasOpenChildren, decision) => {
  expect(decideClosing(one, hasOpenChildren)).toBe(decision)
})

test.each([
  ['is opened again', closed, body('university'), 'reopen'],
  ['is open already', {}, body('university'), 'is open'],
  [
    'stays closed once it went up in another',
    { ...closed, mergedInto: 'x' },
    body('university'),
    'BODY_CLOSED',
  ],
  ['stays closed below a closed one', closed, body('university', closed), 'BODY_CLOSED'],
  ['stays closed below nothing', closed, undefined, 'BODY_CLOSED'],
])('a closed body %s', (_what, changes, parent, decision) => {
  expect(decideReopening(body('branch', changes), parent)).toBe(decision)
})

const content = (changes: Partial<BodyContent> = {}): BodyContent => ({
  name: '某组织',
  intro: '',
  contact: { name: '', phone: '', wechat: '' },
  cities: [],
  leads: [],
  ...changes,
})
const lead = { personId: 'p', office: '会长' }

test.each([
  ['a class needs its year', 'class', content(), undefined, 'entryYear'],
  ['nothing else has one', 'branch', content(), 2008, 'entryYear'],
  ['only a branch has cities', 'association', content({ cities: ['北京'] }), undefined, 'content.cities'],
  ['nobody leads twice', 'branch', content({ leads: [lead, lead] }), undefined, 'content.leads'],
] as const)('%s', (_what, kind, written, entryYear, field) => {
  expect(Object.keys(contentProblems(kind, written, entryYear) ?? {})).toEqual([field])
})

test('what fits together is not complained of', () => {
  expect(contentProblems('class', content({ leads: [lead] }), 2008)).toBeUndefined()
  expect(contentProblems('branch', content({ cities: ['北京', '天津'] }), undefined)).toBeUndefined()
})

test.each([
  ['class', '机制 8503 班', '机制8503', true],
  ['class', '机制 8503 班', '机制 8504 班', false],
  ['branch', '北京校友会', '京津校友会', true],
] as const)('a %s called %s may be called %s: %p', (kind, name, wanted, may) => {
  expect(mayBeRenamed(body(kind, { name }), wanted)).toBe(may)
})

test('a body says what is written when every part of it is the same, in whatever order it is stored', () => {
  const contact = { wechat: 'w', phone: '', name: '秘书处' }
  const stored = body('branch', { contact, cities: ['北京'], leads: [lead] })
  const written = content({ contact, cities: ['北京'], leads: [lead] })
  expect(isSameContent(stored, written)).toBe(true)
  expect(isSameContent(stored, { ...written, intro: '新' })).toBe(false)
  expect(isSameContent(stored, { ...written, leads: [] })).toBe(false)
})

test('leads of two bodies become leads of one, each person once', () => {
  const leads = (...ids: string[]) => ({ leads: ids.map((personId) => ({ personId, office: '会长' })) })
  expect(withLeadsOf(leads('a', 'b'), leads('b', 'c')).map(({ personId }) => personId)).toEqual([
    'a',
    'b',
    'c',
  ])
})
