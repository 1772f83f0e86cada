/** Story: scanned, registered, recognised or reviewed, and the card shows it. */
import { consentVersion } from '../../miniprogram/contract/alumni'
import type { Input } from '../../miniprogram/contract/index'
import { TestWorld } from '../support/world'

let world: TestWorld
beforeAll(async () => {
  world = await TestWorld.open()
})
afterEach(async () => {
  expect(await world.problems()).toEqual([])
})
afterAll(() => world.close())

type Registration = Input<'alumni.register'>

const registration = (changes: Partial<Registration>): Registration => ({
  name: '林知远',
  kind: 'alumnus',
  educations: [{ collegeId: 'college-computing', entryYear: 2008, degree: 'bachelor' }],
  consentVersion,
  isFourteenOrOlder: true,
  ...changes,
})

test('a newcomer on the roster scans a college’s code and is verified at once', async () => {
  const newcomer = world.persona('newcomer')
  const codes = await world.world.scanCodes()
  const scene =
    /scene=(.+)$/.exec(codes.find(({ label }) => label.startsWith('计算机'))?.text ?? '')?.[1] ?? ''
  expect(await newcomer.call('codes.open', { scene })).toMatchObject({
    opens: 'register',
    college: { bodyId: 'college-computing' },
  })
  expect(await newcomer.outcome('alumni.readCard', {})).toBe('NOT_REGISTERED')
  expect(await newcomer.call('alumni.register', registration({ scene }))).toEqual({ status: 'verified' })
  const card = await newcomer.call('alumni.readCard', {})
  expect(card).toMatchObject({ name: '林知远', status: 'verified' })
  expect(card.code).toMatch(/^card\./)
})

test('a hundred taps make one person', async () => {
  const phone = world.stranger('taps')
  const answers = await Promise.all(
    Array.from({ length: 100 }, () => phone.call('alumni.register', registration({ name: '一百下' }))),
  )
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set(['pending']))
  expect(await world.cloud.database.count('people', { name: '一百下' })).toBe(1)
})

test('two people at once cannot be recognised by the same roster row', async () => {
  const [row] = await world.cloud.database.find('rosterRows', { _id: 'sample:4990' })
  const asRow = registration({
    name: String(row?.name),
    educations: [
      { collegeId: String(row?.collegeId), entryYear: Number(row?.entryYear), degree: 'bachelor' },
    ],
    studentNumberLast4: String(row?.studentNumberLast4),
  })
  const answers = await Promise.all(
    ['one', 'two', 'three'].map((who) => world.stranger(who).call('alumni.register', asRow)),
  )
  expect(answers.map(({ status }) => status).sort()).toEqual(['pending', 'pending', 'verified'])
})

describe('somebody whom the roster does not recognise', () => {
  const applicant = () => world.stranger('applicant')

  test('waits for a reviewer, who sees the roster beside it', async () => {
    const wrongYear = registration({
      name: '周书恒',
      educations: [{ collegeId: 'college-civil', entryYear: 1997, degree: 'bachelor' }],
    })
    expect(await applicant().call('alumni.register', wrongYear)).toEqual({ status: 'pending' })
    expect(await applicant().outcome('giving.give', gift)).toBe('NOT_VERIFIED')
    const administrator = world.persona('administrator')
    const { registrations } = await administrator.call('registrations.list', { status: 'pending' })
    const waiting = registrations.find(({ name }) => name === '周书恒')
    const { candidates } = await administrator.call('registrations.read', {
      personId: waiting?.personId ?? '',
    })
    expect(candidates).toEqual([
      expect.objectContaining({ rowId: 'sample:alumnus', entryYear: 1996, isTaken: true }),
    ])
  })

  test('is not even visible to a reviewer of another college', async () => {
    const personId = await idOf('周书恒')
    const elsewhere = world.persona('reviewer')
    expect(await elsewhere.outcome('registrations.read', { personId })).toBe('NOT_FOUND')
    expect(await elsewhere.outcome('registrations.read', { personId: 'nobody' })).toBe('NOT_FOUND')
    expect(
      await elsewhere.outcome('registrations.review', { personId, revision: 0, decision: 'accept' }),
    ).toBe('NOT_FOUND')
  })

  test('is returned with a reason, corrects it, is accepted, and is told', async () => {
    const administrator = world.persona('administrator')
    const personId = await idOf('周书恒')
    world.cloud.messages.acceptTemplates(applicant().openid, Array(3).fill(await reviewTemplate()))
    expect(
      await administrator.outcome('registrations.review', { personId, revision: 0, decision: 'return' }),
    ).toBe('REASON_REQUIRED')
    await administrator.call('registrations.review', {
      personId,
      revision: 0,
      decision: 'return',
      reason: '请补充班级',
    })
    expect((await applicant().call('alumni.readMe', {})).person).toMatchObject({
      status: 'returned',
      reason: '请补充班级',
    })
    await world.tick()
    const corrected = registration({
      name: '周书恒',
      educations: [
        { collegeId: 'college-civil', entryYear: 1997, degree: 'bachelor', className: '道桥 9702 班' },
      ],
    })
    expect(await applicant().call('alumni.register', corrected)).toEqual({ status: 'pending' })
    expect(
      await administrator.outcome('registrations.review', { personId, revision: 0, decision: 'accept' }),
    ).toBe('REGISTRATION_CHANGED')
    await administrator.call('registrations.review', { personId, revision: 1, decision: 'accept' })
    expect(await applicant().call('alumni.readCard', {})).toMatchObject({ status: 'verified' })
    await world.tick()
    await world.tick()
    const told = world.cloud.messages.sent().filter(({ openid }) => openid === applicant().openid)
    expect(told).toHaveLength(2)
  })

  test('is decided once by two reviewers at once', async () => {
    const phone = world.stranger('contested')
    await phone.call('alumni.register', registration({ name: '争议者' }))
    const personId = await idOf('争议者')
    const outcomes = await Promise.all([
      world
        .persona('administrator')
        .outcome('registrations.review', { personId, revision: 0, decision: 'accept' }),
      world
        .persona('reviewer')
        .outcome('registrations.review', { personId, revision: 0, decision: 'refuse', reason: '查无此人' }),
    ])
    expect(outcomes.sort()).toEqual(['REGISTRATION_CLOSED', 'ok'])
  })
})

test('unknown, malformed and expired codes get the same answer', async () => {
  const expired = await world.cloud.database.find('codes', {
    expiresAt: { $lt: new Date(world.clock.now()) },
  })
  const scenes = ['nonsense', '../../x', String(expired[0]?._id)]
  const outcomes = await Promise.all(
    scenes.map((scene) => world.persona('visitor').send({ action: 'codes.open', input: { scene } })),
  )
  const answers = outcomes.map((reply) => (reply.ok ? reply : { ...reply.error, requestId: '' }))
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
  expect(answers[0]).toMatchObject({ code: 'CODE_UNKNOWN' })
})

const gift: Input<'giving.give'> = {
  projectId: 'project-scholarship',
  amountFen: 7000,
  isAnonymous: false,
  attemptKey: 'k',
}

async function idOf(name: string): Promise<string> {
  const people = await world.cloud.database.find('people', { name, 'verification.by': { $ne: 'roster' } })
  return String(people.at(-1)?._id)
}

async function reviewTemplate(): Promise<string> {
  return (await world.persona('visitor').call('alumni.readMe', {})).templates.reviewResult
}
