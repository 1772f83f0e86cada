/** Story: the review desk. Reviewers filter and decide, one or many at once; class leads say whom they know. */
import type { Person } from '../../cloudfunctions/domain/alumni/records'
import { classIdOf } from '../../cloudfunctions/domain/organisations/classes'
import type { RosterRow } from '../../cloudfunctions/domain/roster/records'
import { consentVersion } from '../../miniprogram/contract/alumni'
import type { Input } from '../../miniprogram/contract/index'
import type { Phone } from '../support/world'
import { TestWorld } from '../support/world'

const dayMs = 86_400_000

let world: TestWorld
let administrator: Phone
/** Reviews for the computing college alone. */
let reviewer: Phone
beforeAll(async () => {
  world = await TestWorld.open()
  administrator = world.persona('administrator')
  reviewer = world.persona('reviewer')
})
afterEach(async () => {
  expect(await world.problems()).toEqual([])
})
afterAll(() => world.close())

let made = 0

/** Somebody who registers and waits. */
async function applicant(
  name: string,
  education: Partial<Input<'alumni.register'>['educations'][number]> = {},
): Promise<{ phone: Phone; personId: string }> {
  const phone = world.stranger(`desk${made++}`)
  await phone.call('alumni.register', {
    name,
    kind: 'alumnus',
    educations: [{ collegeId: 'college-computing', entryYear: 2001, degree: 'bachelor', ...education }],
    consentVersion,
    isFourteenOrOlder: true,
  })
  const { person } = await phone.call('alumni.readMe', {})
  return { phone, personId: person?.personId ?? '' }
}

const row = (id: string, name: string, changes: Partial<RosterRow> = {}): RosterRow => ({
  _id: `desk:${id}`,
  matchKey: `nobody matches ${id}`,
  name,
  collegeId: 'college-computing',
  entryYear: 2002,
  degree: 'bachelor',
  programme: '',
  className: '',
  studentNumberLast4: '',
  claimedBy: null,
  ...changes,
})

const holderOf = async (rowId: string) =>
  (await world.cloud.database.find('rosterRows', { _id: rowId }))[0]?.claimedBy
const recordOf = async (personId: string) =>
  (await world.cloud.database.find('people', { _id: personId }))[0] as unknown as Person
const accept = (phone: Phone, personIds: string[]) =>
  phone.call('registrations.reviewMany', { personIds, revisions: personIds.map(() => 0), decision: 'accept' })
const outcomesOf = ({ people }: Awaited<ReturnType<typeof accept>>) =>
  people.map(({ name, outcome }) => [name, outcome])

describe('the queue', () => {
  const namesFor = async (filter: Partial<Input<'registrations.list'>>, phone = administrator) =>
    (await phone.call('registrations.list', { status: 'pending', ...filter })).registrations.map(
      ({ name }) => name,
    )

  beforeAll(async () => {
    await applicant('排队甲', { entryYear: 1991 })
    await applicant('排队乙', { entryYear: 1995, collegeId: 'college-civil' })
    world.clock.advance(3 * dayMs)
    await applicant('排队丙', { entryYear: 1999 })
    await world.stranger('queue friend').call('alumni.register', {
      name: '排队丁',
      kind: 'friend',
      educations: [],
      consentVersion,
      isFourteenOrOlder: true,
    })
  })

  test.each([
    ['everybody, whoever waits longest first', {}, ['排队甲', '排队乙', '排队丙', '排队丁']],
    ['a college', { collegeId: 'college-civil' }, ['排队乙']],
    ['years of entry', { entryYearFrom: 1995, entryYearTo: 1999 }, ['排队乙', '排队丙']],
    ['one open end of years', { entryYearTo: 1991 }, ['排队甲']],
    ['a kind', { kind: 'friend' }, ['排队丁']],
    ['a time of waiting', { waitingDays: 2 }, ['排队甲', '排队乙']],
    ['all of it together', { collegeId: 'college-computing', entryYearFrom: 1998 }, ['排队丙']],
  ] as const)('shows %s', async (_what, filter, names) => {
    expect(await namesFor({ name: '排队', ...filter })).toEqual(names)
  })

  test('counts what is not over, in the same selection', async () => {
    const { counts } = await administrator.call('registrations.count', { name: '排队', waitingDays: 2 })
    expect(counts).toEqual({ pending: 2, returned: 0, refused: 0 })
  })

  test('of a college holds nobody else’s, however it is asked for', async () => {
    expect(await namesFor({ name: '排队' }, reviewer)).toEqual(['排队甲', '排队丙'])
    expect(await namesFor({ collegeId: 'college-civil' }, reviewer)).toEqual([])
    expect(await namesFor({ collegeId: 'jiangcheng' }, reviewer)).toEqual([])
    expect(await reviewer.call('registrations.count', { collegeId: 'college-civil' })).toEqual({
      counts: { pending: 0, returned: 0, refused: 0 },
    })
  })

  test('is asked for with one request beside the gate’s, once the names of colleges are known', async () => {
    for (const ask of [
      () => namesFor({}),
      () => administrator.call('registrations.count', {}),
      () => administrator.call('people.search', { name: '王' }),
    ]) {
      await ask()
      world.cloud.requests.reset()
      await ask()
      expect(world.cloud.requests.total()).toBeLessThanOrEqual(2)
    }
  })

  test('is paged without a gap or a repetition', async () => {
    const waiting = Array.from({ length: 120 }, (_, index) => `翻页${index}`)
    const [template] = await world.cloud.database.find('people', { name: '排队甲' })
    const registeredAt = new Date(world.clock.now())
    await world.cloud.database.upsert(
      'people',
      waiting.map((name, index) => ({ ...template, _id: name, cardNumber: name, name, registeredAt, index })),
    )
    const seen: string[] = []
    let after: string | undefined
    do {
      const page = await administrator.call('registrations.list', {
        status: 'pending',
        name: '翻页',
        ...(after && { after }),
      })
      expect(page.registrations.length).toBeLessThanOrEqual(50)
      seen.push(...page.registrations.map(({ name }) => name))
      after = page.next
    } while (after !== undefined)
    expect(seen.sort()).toEqual(waiting.sort())
  })
})

describe('many at once', () => {
  test('are accepted where exactly one free roster row is theirs; the others are left and named', async () => {
    const [clear, twice, unknown] = [
      await applicant('批量唯一'),
      await applicant('批量重名'),
      await applicant('批量无名'),
    ]
    await world.cloud.database.upsert('rosterRows', [
      row('clear', '批量唯一'),
      row('twice 1', '批量重名'),
      row('twice 2', '批量重名', { entryYear: 1980 }),
    ])
    const answer = await accept(administrator, [clear.personId, twice.personId, unknown.personId, 'nobody'])
    expect(outcomesOf(answer)).toEqual([
      ['批量唯一', 'done'],
      ['批量重名', 'unclear'],
      ['批量无名', 'unclear'],
      ['', 'missing'],
    ])
    expect(await holderOf('desk:clear')).toBe(clear.personId)
    expect(await clear.phone.call('alumni.readCard', {})).toMatchObject({ status: 'verified' })
    expect(await twice.phone.call('alumni.readCard', {})).toMatchObject({ status: 'pending' })
  })

  test('of one name cannot be told apart by one row', async () => {
    const [one, other] = [await applicant('批量同名'), await applicant('批量同名')]
    await world.cloud.database.upsert('rosterRows', [row('shared', '批量同名')])
    expect(outcomesOf(await accept(administrator, [one.personId, other.personId]))).toEqual([
      ['批量同名', 'unclear'],
      ['批量同名', 'unclear'],
    ])
  })

  test('are returned with one reason, each is told, and sending it twice changes nothing', async () => {
    const people = [await applicant('批量退回一'), await applicant('批量退回二')]
    const input: Input<'registrations.reviewMany'> = {
      personIds: [...people.map(({ personId }) => personId), people[0]?.personId ?? ''],
      revisions: [0, 0, 0],
      decision: 'return',
      reason: '请补充班级',
    }
    expect(await reviewer.outcome('registrations.reviewMany', { ...input, reason: ' ' })).toBe(
      'REASON_REQUIRED',
    )
    const first = await reviewer.call('registrations.reviewMany', input)
    const records = await Promise.all(people.map(({ personId }) => recordOf(personId)))
    expect(await reviewer.call('registrations.reviewMany', input)).toEqual(first)
    expect(await Promise.all(people.map(({ personId }) => recordOf(personId)))).toEqual(records)
    expect(outcomesOf(first)).toEqual([
      ['批量退回一', 'done'],
      ['批量退回二', 'done'],
    ])
    await world.tick()
    for (const { phone, personId } of people) {
      expect((await phone.call('alumni.readMe', {})).person).toMatchObject({ reason: '请补充班级' })
      expect(await world.cloud.database.count('outbox', { personId })).toBe(1)
    }
  })

  test('are in the trail under each of them', async () => {
    const people = [await applicant('批量留痕一'), await applicant('批量留痕二')]
    const personIds = people.map(({ personId }) => personId)
    await reviewer.call('registrations.reviewMany', {
      personIds,
      revisions: personIds.map(() => 0),
      decision: 'refuse',
      reason: '查无此人',
    })
    for (const target of personIds) {
      expect(await world.cloud.database.find('audit', { target })).toEqual([
        expect.objectContaining({ action: 'registrations.reviewMany' }),
      ])
    }
  })

  test('by two reviewers at once: each person is decided once, and a row goes to nobody who is refused', async () => {
    const people = await Promise.all(
      Array.from({ length: 20 }, async (_, index) => {
        const found = await applicant(`争抢${index}`)
        await world.cloud.database.upsert('rosterRows', [row(`contested ${index}`, `争抢${index}`)])
        return found
      }),
    )
    const personIds = people.map(({ personId }) => personId)
    const [accepted, refused] = await Promise.all([
      accept(administrator, personIds),
      reviewer.call('registrations.reviewMany', {
        personIds,
        revisions: personIds.map(() => 0),
        decision: 'refuse',
        reason: '查无此人',
      }),
    ])
    for (const [index, { personId }] of people.entries()) {
      const outcomes = [accepted.people[index]?.outcome, refused.people[index]?.outcome]
      expect(outcomes.sort()).toEqual(['closed', 'done'])
      const { verification } = await recordOf(personId)
      expect(await holderOf(`desk:contested ${index}`)).toBe(
        verification.status === 'verified' ? personId : null,
      )
    }
  })

  test('of other bodies are answered like nobody, and nothing happens to them', async () => {
    const { personId } = await applicant('别院之人', { collegeId: 'college-civil' })
    expect((await accept(reviewer, [personId, 'nobody'])).people).toEqual([
      { personId, name: '', outcome: 'missing' },
      { personId: 'nobody', name: '', outcome: 'missing' },
    ])
    expect((await recordOf(personId)).verification.status).toBe('pending')
  })
})

describe('a decision that was wrong', () => {
  test('is taken back with a reason; the person waits again, is told, and the next decision counts', async () => {
    const { phone, personId } = await applicant('误认之人')
    await reviewer.call('registrations.review', { personId, revision: 0, decision: 'accept' })
    expect(await reviewer.call('registrations.reopen', { personId, reason: '与同名校友混淆' })).toEqual({
      status: 'pending',
    })
    expect((await phone.call('alumni.readMe', {})).person).toMatchObject({
      status: 'pending',
      reason: '与同名校友混淆',
    })
    await world.tick()
    expect(await world.cloud.database.count('outbox', { personId })).toBe(1)
    expect(await phone.outcome('giving.give', gift)).toBe('NOT_VERIFIED')
    expect(await administrator.outcome('registrations.reopen', { personId, reason: '再来' })).toBe(
      'REGISTRATION_NOT_DECIDED',
    )
    await reviewer.call('registrations.review', {
      personId,
      revision: 0,
      decision: 'refuse',
      reason: '不是校友',
    })
    expect((await recordOf(personId)).decisions?.map(({ status }) => status)).toEqual([
      'verified',
      'pending',
      'refused',
    ])
  })

  test('frees the roster row, once the person is refused, for the one whose it is', async () => {
    await world.cloud.database.upsert('rosterRows', [row('mistaken', '冒名之人')])
    const { personId } = await applicant('冒名之人')
    await accept(reviewer, [personId])
    expect(await holderOf('desk:mistaken')).toBe(personId)
    await reviewer.call('registrations.reopen', { personId, reason: '本人来电否认' })
    await reviewer.call('registrations.review', { personId, revision: 0, decision: 'refuse', reason: '冒名' })
    await world.tick()
    expect(await holderOf('desk:mistaken')).toBeNull()
  })

  test('is not another college’s to take back', async () => {
    const { personId } = await applicant('别院已认', { collegeId: 'college-civil' })
    await administrator.call('registrations.review', { personId, revision: 0, decision: 'accept' })
    expect(await reviewer.outcome('registrations.reopen', { personId, reason: '误' })).toBe('NOT_FOUND')
    expect(await reviewer.outcome('registrations.reopen', { personId: 'nobody', reason: '误' })).toBe(
      'NOT_FOUND',
    )
  })
})

describe('a class lead', () => {
  const studies = { collegeId: 'college-mechanical', entryYear: 1985, className: '机制 8503 班' }
  const classId = classIdOf(studies)
  let lead: Phone
  beforeAll(async () => {
    lead = world.persona('classlead')
    const { person } = await lead.call('alumni.readMe', {})
    await world.cloud.database.upsert('bodies', [
      {
        _id: classId,
        kind: 'class',
        name: '机制 8503 班',
        parentId: 'college-mechanical',
        bodyPath: ['jiangcheng', 'college-mechanical', classId],
        status: 'open',
        leads: [{ personId: person?.personId, office: '班级联络人' }],
      },
    ])
  })
  const waiting = async () => (await lead.call('registrations.listForLead', {})).classmates
  const vouchesFor = async (personId: string) =>
    (await administrator.call('registrations.read', { personId })).vouches

  test('sees by name, and no more, who waits in their class', async () => {
    const { personId } = await applicant('同窗一', studies)
    await applicant('邻班一', { ...studies, className: '机制 8504 班' })
    expect(await waiting()).toEqual([
      { personId, name: '同窗一', className: '机制 8503 班', registeredAt: expect.any(Number) },
    ])
  })

  test('says that they know somebody, or that they do not, and may change it while it is open', async () => {
    const { personId } = await applicant('同窗二', studies)
    await lead.call('registrations.vouch', { personId, knows: false })
    await lead.call('registrations.vouch', { personId, knows: true })
    expect((await waiting()).find(({ name }) => name === '同窗二')).toMatchObject({ knows: true })
    expect(await vouchesFor(personId)).toEqual([
      {
        leadName: '许若岚',
        office: '班级联络人',
        className: '机制 8503 班',
        knows: true,
        at: expect.any(Number),
      },
    ])
    expect((await recordOf(personId)).verification.status).toBe('pending')
    await administrator.call('registrations.review', { personId, revision: 0, decision: 'accept' })
    expect(await lead.outcome('registrations.vouch', { personId, knows: false })).toBe('REGISTRATION_CLOSED')
    expect((await waiting()).map(({ name }) => name)).not.toContain('同窗二')
  })

  test('spoke for a name; corrected to another, nobody spoke for it', async () => {
    const { phone, personId } = await applicant('同窗三', studies)
    await lead.call('registrations.vouch', { personId, knows: true })
    await administrator.call('registrations.review', {
      personId,
      revision: 0,
      decision: 'return',
      reason: '姓名有误',
    })
    await phone.call('alumni.register', {
      name: '生人三',
      kind: 'alumnus',
      educations: [{ ...studies, degree: 'bachelor' }],
      consentVersion,
      isFourteenOrOlder: true,
    })
    expect(await vouchesFor(personId)).toEqual([])
  })

  test('has no word about other classes, and whoever leads none about anybody', async () => {
    const [own, other] = [
      await applicant('同窗四', studies),
      await applicant('邻班四', { ...studies, className: '机制 8504 班' }),
    ]
    const nobody = 'nobody'
    for (const personId of [other.personId, nobody]) {
      expect(await lead.outcome('registrations.vouch', { personId, knows: true })).toBe('NOT_FOUND')
    }
    const notLead = world.persona('alumnus')
    expect(await notLead.outcome('registrations.vouch', { personId: own.personId, knows: true })).toBe(
      'NOT_FOUND',
    )
    expect(await notLead.call('registrations.listForLead', {})).toEqual({ classes: [], classmates: [] })
    expect(await own.phone.outcome('registrations.vouch', { personId: own.personId, knows: true })).toBe(
      'NOT_VERIFIED',
    )
    expect((await recordOf(own.personId)).vouches).toBeUndefined()
  })
})

const gift: Input<'giving.give'> = {
  projectId: 'project-scholarship',
  amountFen: 7000,
  isAnonymous: false,
  attemptKey: 'desk',
}

describe('somebody who corrects what a reviewer is looking at', () => {
  /** They wait, are read, and tell something else. */
  async function corrected(name: string): Promise<{ personId: string; seen: number }> {
    const { phone, personId } = await applicant(name)
    const { registration } = await reviewer.call('registrations.read', { personId })
    const {
      revision,
      status: _s,
      reason: _r,
      avatar: _a,
      affiliation: _f,
      educations,
      industry,
      ...told
    } = await phone.call('alumni.readProfile', {})
    await phone.call('alumni.updateProfile', {
      ...told,
      revision,
      educations: educations.map(({ college, ...study }) => ({
        ...study,
        collegeId: college.bodyId,
        entryYear: 1999,
      })),
      ...(industry === '' ? {} : { industry }),
    })
    return { personId, seen: registration.revision }
  }

  test.each(['accept', 'return', 'refuse'] as const)(
    'is not decided about by what stood before: %s',
    async (decision) => {
      const { personId, seen } = await corrected(`改中${decision}`)
      const review = { personId, decision, reason: '请补充班级' }
      expect(await reviewer.outcome('registrations.review', { ...review, revision: seen })).toBe(
        'REGISTRATION_CHANGED',
      )
      const { registration } = await reviewer.call('registrations.read', { personId })
      expect(registration.status).toBe('pending')
      await reviewer.call('registrations.review', { ...review, revision: registration.revision })
    },
  )

  test('is left out of a decision about many, by name', async () => {
    const { personId, seen } = await corrected('改中众人')
    const input = {
      personIds: [personId],
      revisions: [seen],
      decision: 'refuse',
      reason: '查无此人',
    } as const
    const { people } = await reviewer.call('registrations.reviewMany', {
      ...input,
      personIds: [...input.personIds],
      revisions: [...input.revisions],
    })
    expect(people).toEqual([{ personId, name: '改中众人', outcome: 'changed' }])
  })
})
