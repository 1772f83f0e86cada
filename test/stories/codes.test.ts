/** Story: staff make codes, people scan them and register, and the counts are exact. */
import { consentVersion } from '../../miniprogram/contract/alumni'
import type { CodeSummary } from '../../miniprogram/contract/codes'
import type { Input } from '../../miniprogram/contract/index'
import type { Phone } from '../support/world'
import { someMorning, TestWorld } from '../support/world'

const dayMs = 86_400_000

let world: TestWorld
let editor: Phone
beforeAll(async () => {
  world = await TestWorld.open()
  editor = world.persona('editor')
})
afterEach(async () => {
  expect(await world.problems()).toEqual([])
})
afterAll(() => world.close())

let drafts = 0
const make = async (changes: Partial<Input<'codes.create'>> = {}) =>
  (
    await editor.call('codes.create', {
      draftKey: `draft-${drafts++}`,
      opens: 'register',
      targetId: 'college-computing',
      channel: '公众号',
      expiresAt: someMorning + 30 * dayMs,
      ...changes,
    })
  ).scene

const countsOf = async (scene: string, bodyId = 'college-computing'): Promise<CodeSummary | undefined> =>
  (await editor.call('codes.list', { bodyId })).codes.find((code) => code.scene === scene)

/** How often one scans is counted by one request, once an instance has met who scans. */
async function meetEveryInstance(scene: string): Promise<void> {
  const visitor = world.persona('visitor')
  await Promise.all(Array.from({ length: 40 }, () => visitor.outcome('codes.open', { scene })))
}

const register = (phone: Phone, name: string, scene: string) =>
  phone.call('alumni.register', {
    name,
    kind: 'friend',
    educations: [],
    scene,
    consentVersion,
    isFourteenOrOlder: true,
  })

test('a scene is long, within WeChat’s alphabet, never twice the same, and the same for the same draft', async () => {
  const scenes = await Promise.all(Array.from({ length: 20 }, () => make()))
  expect(new Set(scenes).size).toBe(20)
  // 24 characters of hexadecimal are 96 bits; WeChat takes 32 characters at most.
  for (const scene of scenes) expect(scene).toMatch(/^[0-9a-f]{24}$/)
  const again = { draftKey: 'the-same' }
  expect(await make(again)).toBe(await make(again))
  expect(await world.cloud.database.count('codes', { _id: await make(again) })).toBe(1)
})

test('a code that is asked for again in other words, its answer lost, says what was said last', async () => {
  const draftKey = 'reworded'
  const scene = await make({ draftKey, channel: '班级群', entryYear: 2008 })
  expect(await make({ draftKey, channel: '年级群', entryYear: undefined })).toBe(scene)
  const [code] = await world.cloud.database.find('codes', { _id: scene })
  expect(code).toMatchObject({ channel: '年级群', status: 'open' })
  expect(code).not.toHaveProperty('entryYear')

  await editor.call('codes.close', { scene })
  await make({ draftKey, channel: '第三个群' })
  expect(await world.cloud.database.find('codes', { _id: scene })).toMatchObject([
    { channel: '年级群', status: 'closed' },
  ])
})

test('many codes come in pages, each once, the latest first', async () => {
  const bodyId = 'college-computing'
  const first = await editor.call('codes.list', { bodyId })
  const second = await editor.call('codes.list', { bodyId, after: first.next ?? '' })
  const codes = [...first.codes, ...second.codes]
  expect(first.codes).toHaveLength(20)
  expect(new Set(codes.map(({ scene }) => scene)).size).toBe(codes.length)
  expect(codes).toHaveLength(await world.cloud.database.count('codes', { bodyId }))
  const made = codes.map(({ createdAt }) => createdAt)
  expect(made).toEqual([...made].sort((one, other) => other - one))
})

test.each([
  ['a college', { targetId: 'college-computing', entryYear: 2008 }, 'college-computing', 2008],
  ['the university', { targetId: 'jiangcheng' }, undefined, undefined],
] as const)('a code of %s says what need not be typed', async (_what, changes, collegeId, entryYear) => {
  const opened = await world.persona('visitor').call('codes.open', { scene: await make(changes) })
  expect(opened).toMatchObject({ opens: 'register' })
  if (opened.opens !== 'register') throw new Error('it opens something else')
  expect({ collegeId: opened.college?.bodyId, entryYear: opened.entryYear }).toEqual({ collegeId, entryYear })
})

test('a class’s code says college, year and class', async () => {
  const [someClass] = await world.cloud.database.find('bodies', { name: '机制 8503 班' })
  const scene = await make({ targetId: String(someClass?._id) })
  expect(await world.persona('visitor').call('codes.open', { scene })).toEqual({
    opens: 'register',
    college: { bodyId: 'college-mechanical', name: '机械与能源工程学院' },
    entryYear: 1985,
    className: '机制 8503 班',
  })
})

test.each([
  ['body', 'branch-beijing', { opens: 'body', bodyId: 'branch-beijing' }],
  ['event', 'event-homecoming', { opens: 'event', eventId: 'event-homecoming' }],
  ['project', 'project-library', { opens: 'project', projectId: 'project-library' }],
  ['article', 'article-library', { opens: 'article', articleId: 'article-library' }],
  ['anniversary', 'anniversary-70', { opens: 'anniversary', anniversaryId: 'anniversary-70' }],
] as const)('a code of %s %s opens it', async (opens, targetId, target) => {
  const scene = await make({ opens, targetId })
  expect(await world.persona('visitor').call('codes.open', { scene })).toEqual(target)
})

test('unknown, malformed, expired and closed codes get the same answer for the same requests', async () => {
  const expired = await make({ expiresAt: world.clock.now() + 3_600_000 })
  const closed = await make()
  await editor.call('codes.close', { scene: closed })
  world.clock.advance(3_600_000)
  await meetEveryInstance(expired)
  world.cloud.requests.reset()
  const answers: string[] = []
  for (const scene of ['f'.repeat(24), '../../x', expired, closed]) {
    const reply = await world.persona('visitor').send({ action: 'codes.open', input: { scene } })
    answers.push(JSON.stringify(reply.ok ? reply : { ...reply.error, requestId: '' }))
  }
  expect(new Set(answers)).toEqual(new Set([expect.stringContaining('"CODE_UNKNOWN"')]))
  const requests = world.cloud.requests.byInvocation().map(({ databaseRequests }) => databaseRequests)
  expect(new Set(requests)).toEqual(new Set([5]))
})

test('opening costs no more than reading the code, once it is counted', async () => {
  const scene = await make({ opens: 'body', targetId: 'branch-beijing' })
  const open = () => world.persona('visitor').call('codes.open', { scene })
  await meetEveryInstance(scene)
  world.cloud.requests.reset()
  await open()
  // Who calls and how often, and then the code and its count at once.
  expect(world.cloud.requests.byInvocation().map(({ databaseRequests }) => databaseRequests)).toEqual([4])
})

test('opens and registrations are counted exactly, however many come at once, and per channel', async () => {
  const poster = await make({ channel: '海报' })
  const chat = await make({ channel: '班级群' })
  const people = Array.from({ length: 12 }, (_, index) => world.stranger(`guest${index}`))
  await Promise.all(people.map((phone) => phone.call('codes.open', { scene: poster })))
  await Promise.all(
    people.flatMap((phone, index) =>
      Array.from({ length: 3 }, () => register(phone, `来宾${index}`, index < 8 ? poster : chat)),
    ),
  )
  world.clock.advance(dayMs)
  await world.stranger('late').call('codes.open', { scene: poster })
  expect(await countsOf(poster)).toMatchObject({ channel: '海报', openedTimes: 13, registrations: 8 })
  expect(await countsOf(chat)).toMatchObject({ channel: '班级群', openedTimes: 0, registrations: 4 })
})

describe('staff of elsewhere', () => {
  test('hear of a foreign body and its codes what they hear of nothing', async () => {
    const scene = await make({ targetId: 'college-civil' })
    const reviewer = world.persona('reviewer')
    const expiresAt = someMorning + 30 * dayMs
    const create = (targetId: string) =>
      reviewer.outcome('codes.create', { draftKey: 'x', opens: 'body', targetId, channel: '海报', expiresAt })
    const heard = await Promise.all([
      create('college-civil'),
      create('no-such-body'),
      reviewer.outcome('codes.list', { bodyId: 'college-civil' }),
      reviewer.outcome('codes.list', { bodyId: 'no-such-body' }),
      reviewer.outcome('codes.poster', { scene }),
      reviewer.outcome('codes.poster', { scene: 'nothing' }),
      reviewer.outcome('codes.close', { scene }),
      reviewer.outcome('codes.close', { scene: 'nothing' }),
    ])
    expect(new Set(heard)).toEqual(new Set(['NOT_FOUND']))
    expect(await reviewer.outcome('codes.list', { bodyId: 'college-computing' })).toBe('ok')
  })

  test('that neither edit nor review make none', async () => {
    const outcomes = await Promise.all(
      ['volunteer', 'treasurer'].map((key) =>
        world.persona(key).outcome('codes.list', { bodyId: 'jiangcheng' }),
      ),
    )
    expect(outcomes).toEqual(['NOT_FOUND', 'NOT_FOUND'])
  })
})

test('the poster is a picture of a code that leads to where scanned codes land', async () => {
  const scene = await make({ channel: '校门海报' })
  const poster = await editor.call('codes.poster', { scene })
  expect(poster).toMatchObject({ bodyName: '计算机与人工智能学院', channel: '校门海报', opens: 'register' })
  const [head, bytes = ''] = poster.picture.split(',')
  expect(head).toBe('data:image/png;base64')
  expect(Buffer.from(bytes, 'base64').subarray(1, 4).toString()).toBe('PNG')
})

test('a code is made only for what its kind of body can do, and only for later', async () => {
  const outcome = (changes: Partial<Input<'codes.create'>>) =>
    editor.outcome('codes.create', {
      draftKey: 'wrong',
      opens: 'register',
      targetId: 'branch-beijing',
      channel: '海报',
      expiresAt: someMorning + 30 * dayMs,
      ...changes,
    })
  expect(await outcome({})).toBe('INVALID_INPUT')
  expect(await outcome({ opens: 'body', expiresAt: someMorning - 1 })).toBe('INVALID_INPUT')
  expect(await outcome({ opens: 'event', targetId: 'no-such-event' })).toBe('NOT_FOUND')
})
