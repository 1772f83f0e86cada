/** Story: alumni find one another, as far as each lets the other, and no further. */
import type { Person } from '../../cloudfunctions/domain/alumni/records'
import { personIdOf } from '../../cloudfunctions/platform/ids'
import { closedPrivacy, type Privacy } from '../../miniprogram/contract/directory'
import { keepPeople } from '../support/kept-documents'
import type { Phone } from '../support/world'
import { TestWorld } from '../support/world'

let world: TestWorld
let restore: () => Promise<void>
beforeAll(async () => {
  world = await TestWorld.open()
  restore = await keepPeople(world)
})
beforeEach(async () => {
  await restore()
  await world.writePeople(await closedPeople())
})
afterEach(async () => {
  expect(await world.problems()).toEqual([])
})
afterAll(() => world.close())

/** Everybody of the sample world, closed as everybody begins. */
async function closedPeople(): Promise<object[]> {
  const people = await world.cloud.database.find('people')
  return people.map((person) => ({ ...person, privacy: closedPrivacy, findableBy: [] }))
}

const idOf = (phone: Phone) => personIdOf(phone.openid)
const open = (phone: Phone, changes: Partial<Privacy>) =>
  phone.call('directory.changePrivacy', { privacy: { ...closedPrivacy, ...changes } })
const namesFound = async (phone: Phone, input: object = {}) =>
  (await phone.call('directory.search', input)).people.map(({ name }) => name)

/** Changes what the records hold of somebody, as another part of the product would. */
async function rewrite(phone: Phone, changes: object): Promise<void> {
  const [person] = await world.cloud.database.find('people', { _id: idOf(phone) })
  await world.writePeople([{ ...person, ...changes }])
}

describe('privacy', () => {
  test('everybody begins closed, and nobody finds them by anything', async () => {
    const alumnus = world.persona('alumnus')
    expect((await alumnus.call('directory.readPrivacy', {})).privacy).toEqual(closedPrivacy)
    expect(await namesFound(world.persona('administrator'))).toEqual([])
    expect(await namesFound(world.persona('administrator'), { name: '周书' })).toEqual([])
  })

  test('what others see of me is told as they would see it', async () => {
    const settings = await open(world.persona('alumnus'), {
      listing: 'college',
      city: 'classmates',
      employer: 'verified',
    })
    const { classmates, college, verified } = settings.seenBy
    expect(classmates).toMatchObject({ name: '周书恒', city: expect.stringMatching(/./) })
    expect(college).toMatchObject({ name: '周书恒', city: '', employer: classmates?.employer })
    expect(verified).toBeUndefined()
  })

  test('who opened their name to their college is found from there and not from elsewhere', async () => {
    await open(world.persona('alumnus'), { listing: 'college' })
    expect(await namesFound(world.persona('administrator'), { name: '周书' })).toEqual(['周书恒'])
    expect(await namesFound(world.persona('classlead'), { name: '周书' })).toEqual([])
  })

  test('closing takes effect with the very next search', async () => {
    const [alumnus, viewer] = [world.persona('alumnus'), world.persona('classlead')]
    await open(alumnus, { listing: 'verified' })
    expect(await namesFound(viewer, { name: '周书' })).toEqual(['周书恒'])
    await open(alumnus, {})
    expect(await namesFound(viewer, { name: '周书' })).toEqual([])
  })

  test('of several changes at once the last one written stands whole', async () => {
    const alumnus = world.persona('alumnus')
    const widths = ['nobody', 'classmates', 'college', 'verified'] as const
    await Promise.all(widths.flatMap((listing) => [open(alumnus, { listing }), open(alumnus, { listing })]))
    const { privacy, seenBy } = await alumnus.call('directory.readPrivacy', {})
    expect(widths).toContain(privacy.listing)
    expect(seenBy.verified !== undefined).toBe(privacy.listing === 'verified')
  })

  test('a privacy is not written over a profile that changed since it was read', async () => {
    const alumnus = world.persona('alumnus')
    Object.assign(process.env, world.cloud.environment({}))
    const { writePrivacy } = await import('../../cloudfunctions/domain/directory/records')
    const [read] = (await world.cloud.database.find('people', { _id: idOf(alumnus) })) as unknown as Person[]
    if (!read) throw new Error('the alumnus is not there')
    const written = {
      privacy: { ...closedPrivacy, listing: 'verified' as const },
      bodyPath: [],
      findableBy: [],
    }
    const { educations } = read
    for (const changed of [
      { name: '周新名' },
      { city: '拉萨' },
      { industry: 'law' },
      { memberOf: ['branch-beijing'] },
      { educations: educations.map((education) => ({ ...education, entryYear: 1950 })) },
    ]) {
      await rewrite(alumnus, { ...read, ...changed })
      expect(await writePrivacy(read, written)).toBe(false)
    }
    await rewrite(alumnus, read)
    expect(await writePrivacy(read, { ...written, privacy: closedPrivacy, bodyPath: ['x'] })).toBe(true)
    await rewrite(alumnus, read)
  })

  test('somebody whose registration still waits may choose already, and is found once verified', async () => {
    const [alumnus, viewer] = [world.persona('alumnus'), world.persona('classlead')]
    const [person] = await world.cloud.database.find('people', { _id: idOf(alumnus) })
    const { verification } = person as { verification: object }
    await rewrite(alumnus, { verification: { ...verification, status: 'pending', by: '' } })
    await open(alumnus, { listing: 'verified' })
    expect(await namesFound(viewer)).toEqual([])
    expect(await viewer.outcome('directory.readPerson', { personId: idOf(alumnus) })).toBe('NOT_FOUND')
    await rewrite(alumnus, {
      ...(await world.cloud.database.find('people', { _id: idOf(alumnus) }))[0],
      verification,
    })
    expect(await namesFound(viewer)).toEqual(['周书恒'])
  })
})

describe('searching', () => {
  test('every criterion, alone and together, finds who opened it', async () => {
    const [alumnus, viewer] = [world.persona('alumnus'), world.persona('classlead')]
    const all = { listing: 'verified', city: 'verified', industry: 'verified' } as const
    await rewrite(alumnus, { city: '武汉', industry: 'law' })
    await open(alumnus, all)
    const classOf = { collegeId: 'college-civil', entryYear: 1996, className: '结构工程9601' }
    const criteria = {
      name: '周 书',
      collegeId: 'college-civil',
      classOf,
      city: '武汉',
      industry: 'law',
    } as const
    for (const [key, value] of Object.entries(criteria))
      expect(await namesFound(viewer, { [key]: value })).toEqual(['周书恒'])
    expect(await namesFound(viewer, criteria)).toEqual(['周书恒'])
    expect(await namesFound(viewer, { ...criteria, city: '北京' })).toEqual([])
    expect(await namesFound(viewer, { ...criteria, classOf: { ...classOf, entryYear: 1997 } })).toEqual([])
  })

  test('pages follow one another without a gap or a repetition', async () => {
    const people = await world.cloud.database.find('people')
    const listed = people.map((person, index) => ({
      ...person,
      // Many of one moment: then ids alone tell their order.
      registeredAt: new Date(Date.parse('2026-01-01') + Math.floor(index / 30) * 1000),
      privacy: { ...closedPrivacy, listing: 'verified' },
      findableBy: ['verified|'],
    }))
    await world.writePeople(listed)
    const viewer = world.persona('alumnus')
    const seen: string[] = []
    let after: string | undefined
    do {
      const page = await viewer.call('directory.search', after === undefined ? {} : { after })
      expect(page.people.length).toBeLessThanOrEqual(20)
      seen.push(...page.people.map(({ personId }) => personId))
      after = page.next
    } while (after !== undefined)
    const verified = people.filter(
      ({ verification }) => (verification as { status: string }).status === 'verified',
    )
    expect(new Set(seen).size).toBe(seen.length)
    expect(new Set([...seen, idOf(viewer)])).toEqual(new Set(verified.map(({ _id }) => _id)))
    await world.writePeople(await closedPeople())
  })

  test('a name of more letters than are kept is found when it is written in full', async () => {
    const alumnus = world.persona('alumnus')
    await rewrite(alumnus, { name: '阿卜杜拉·买买提·艾合买提江' })
    await open(alumnus, { listing: 'verified' })
    expect(await namesFound(world.persona('classlead'), { name: '阿卜杜拉买买提艾合买提江' })).toHaveLength(1)
  })

  test('costs the gate’s read, the count of calls, and one query', async () => {
    const viewer = world.persona('alumnus')
    await viewer.call('directory.search', { name: '周书' })
    world.cloud.requests.reset()
    await viewer.call('directory.search', { name: '周书', city: '北京' })
    expect(world.cloud.requests.byInvocation()).toMatchObject([{ databaseRequests: 3 }])
  })
})

describe('attacks', () => {
  test('a guessed id is answered alike for nobody, the closed, the unverified, oneself and whoever blocked one', async () => {
    const [viewer, closed, blocker] = [
      world.persona('alumnus'),
      world.persona('classlead'),
      world.persona('enterprise'),
    ]
    await rewrite(blocker, { blockedIds: [idOf(viewer)] })
    await open(blocker, { listing: 'verified' })
    const [unverified] = await world.cloud.database.find('people', { 'verification.status': 'pending' })
    const replies = await Promise.all(
      ['nobody', idOf(closed), String(unverified?._id), idOf(viewer), idOf(blocker)].map(async (personId) => {
        const reply = await viewer.send({ action: 'directory.readPerson', input: { personId } })
        return JSON.stringify({ ...reply, error: { ...(reply.ok ? {} : reply.error), requestId: '' } })
      }),
    )
    expect(new Set(replies).size).toBe(1)
    expect(replies[0]).toContain('NOT_FOUND')
    expect(await namesFound(viewer, { name: '贺明' })).toEqual([])
    expect(await namesFound(world.persona('classlead'), { name: '贺明' })).toEqual(['贺明川'])
  })

  test('whoever searches too often is stopped, and learns nothing beyond that from what they go on asking', async () => {
    const viewer = world.persona('alumnus')
    const outcomes: string[] = []
    for (let calls = 0; calls < 121; calls++) outcomes.push(await viewer.outcome('directory.search', {}))
    expect(outcomes.slice(119)).toEqual(['ok', 'TOO_OFTEN'])
    for (let calls = 0; calls < 200; calls++)
      await viewer.outcome('directory.readPerson', { personId: 'guess' })
    await open(world.persona('classlead'), { listing: 'verified' })
    for (const personId of ['guess', idOf(world.persona('classlead'))])
      expect(await viewer.outcome('directory.readPerson', { personId })).toBe('TOO_OFTEN')
    world.clock.advance(3_600_000)
    expect(await viewer.outcome('directory.search', {})).toBe('ok')
  })

  test.each([
    ['an operator for a name', { name: { $regex: '.*' } }],
    ['an operator for a city', { city: { $ne: '' } }],
    ['a name of one character', { name: '周' }],
    ['a way into the records', { findableBy: ['verified|'] }],
    ['another viewer', { viewerId: 'somebody' }],
    ['a circle of one’s choosing', { circles: ['class:x'] }],
    ['a class by its entry', { classOf: 'class:x|' }],
  ])('a search with %s is refused', async (_what, input) => {
    const reply = await world.persona('alumnus').send({ action: 'directory.search', input })
    expect(reply).toMatchObject({ ok: false, error: { code: 'INVALID_INPUT' } })
  })

  test('a value that looks like an entry of another circle opens nothing', async () => {
    await open(world.persona('classlead'), { listing: 'classmates', city: 'classmates' })
    for (const city of ['江城|', 'x', 'verified|city=江城'])
      expect(await namesFound(world.persona('alumnus'), { city })).toEqual([])
    for (const after of ['garbled', '0_', 'zzzzzzzzzzz_x'])
      expect(await namesFound(world.persona('alumnus'), { after })).toEqual([])
  })

  test.each(['visitor', 'newcomer'])(
    '%s finds nobody, because only the verified may look',
    async (persona) => {
      for (const [action, input] of [
        ['directory.search', {}],
        ['directory.readPerson', { personId: idOf(world.persona('alumnus')) }],
        ['directory.countCities', {}],
      ] as const)
        expect(await world.persona(persona).outcome(action, input)).toBe('NOT_REGISTERED')
    },
  )
})

describe('cities', () => {
  test('are counted of those who opened them to all, and not again before an hour is over', async () => {
    const people = await world.cloud.database.find('people', { 'verification.status': 'verified' })
    const live = (count: number, from: number, city: string, listing: string) =>
      people.slice(from, from + count).map((person) => ({
        ...person,
        city,
        privacy: { ...closedPrivacy, listing, city: 'verified' },
      }))
    const openPeople = [
      ...live(6, 0, '武汉', 'verified'),
      ...live(4, 10, '拉萨', 'verified'),
      ...live(9, 20, '三亚', 'college'),
    ]
    const { findableBy } = await import('../../cloudfunctions/domain/directory/circles')
    await world.writePeople(
      openPeople.map((person) => ({ ...person, findableBy: findableBy(person as never) })),
    )
    const viewer = world.persona('alumnus')
    const counted = await viewer.call('directory.countCities', {})
    expect(counted).toMatchObject({ cities: [{ city: '武汉', people: 6 }], elsewhere: 0 })
    expect(JSON.stringify(counted)).not.toMatch(/拉萨|三亚/)

    world.cloud.requests.reset()
    await viewer.call('directory.countCities', {})
    expect(world.cloud.requests.byInvocation()).toMatchObject([{ databaseRequests: 2 }])

    await world.writePeople(await closedPeople())
    await world.tick()
    expect((await viewer.call('directory.countCities', {})).cities).toHaveLength(1)
    world.clock.advance(3_600_000)
    await world.tick()
    expect(await viewer.call('directory.countCities', {})).toMatchObject({ cities: [], elsewhere: 0 })
  })
})
