/** Story: two records of one person are found, compared, made one, and taken apart again. */

import {
  checkIn,
  fresh,
  give,
  type Living,
  minutePasses,
  publish,
  register,
  rowAsRegistration,
  tracesOf,
  weekPasses,
} from '../support/lives'
import type { Phone } from '../support/world'
import { TestWorld } from '../support/world'

const dayMs = 86_400_000

let world: TestWorld
beforeAll(async () => {
  world = await TestWorld.open()
})
afterEach(async () => {
  expect(await world.problems()).toEqual([])
  await minutePasses(world)
  expect(await world.problems()).toEqual([])
})
afterAll(() => world.close())

const reviewer = () => world.persona('reviewer')
const administrator = () => world.persona('administrator')

/** Somebody who is verified, and the same person with a new account, who therefore waits. */
async function twoOfOne(employer = '新单位'): Promise<{ keep: Living; merge: Living }> {
  const [row] = await world.cloud.database.find('rosterRows', {
    collegeId: 'college-computing',
    claimedBy: null,
  })
  const known = await rowAsRegistration(world, String(row?._id))
  const keep = await register(world.stranger(fresh('keep')), known)
  const merge = await register(world.stranger(fresh('merge')), {
    ...known,
    city: '江城',
    employer,
  })
  return { keep, merge }
}

const mergeInput = (keep: Living, merge: Living, takes: ('city' | 'employer' | 'name')[] = []) => ({
  attemptKey: fresh('attempt-'),
  keepId: keep.personId,
  mergeId: merge.personId,
  takes,
})

const merged = async (keep: Living, merge: Living, takes: ('city' | 'employer')[] = []) =>
  (await reviewer().call('merges.merge', mergeInput(keep, merge, takes))).recordId

const statusOf = async (phone: Phone, eventId: string) =>
  (await phone.call('events.read', { eventId })).mine?.status
const person = async ({ personId }: Living) =>
  (await world.cloud.database.find('people', { _id: personId }))[0]

describe('two records of one person', () => {
  test('are proposed to the reviewer: the recognised one to keep, with the reason', async () => {
    const { keep, merge } = await twoOfOne()
    const sides = { keep: { personId: keep.personId }, merge: { personId: merge.personId } }
    const pair = expect.objectContaining({
      keep: expect.objectContaining(sides.keep),
      merge: expect.objectContaining(sides.merge),
      why: 'studies',
    })
    expect((await reviewer().call('merges.suggest', {})).pairs).toContainEqual(pair)
    for (const { personId } of [keep, merge]) {
      expect((await reviewer().call('merges.suggest', { personId })).pairs).toEqual([pair])
    }
  })

  test('are proposed for the same phone number, whatever they are called', async () => {
    const one = await register(world.stranger('one'))
    const other = await register(world.stranger('other'))
    for (const living of [one, other]) {
      const phone = { sealed: '', hash: 'the same', last4: '1234' }
      await world.writePeople([{ ...(await person(living)), phone } as object])
    }
    const { pairs } = await reviewer().call('merges.suggest', { personId: one.personId })
    expect(pairs).toMatchObject([{ why: 'phone' }])
  })

  test('are read side by side: what differs, and what would move', async () => {
    const { keep, merge } = await twoOfOne()
    await merge.phone.call('events.signUp', { eventId: await publish(world, 10, 5) })
    const compared = await reviewer().call('merges.read', {
      keepId: keep.personId,
      mergeId: merge.personId,
    })
    expect(compared.fields.filter(({ differs }) => differs)).toEqual([
      { field: 'city', label: '所在城市', keep: '', merge: '江城', differs: true },
      { field: 'employer', label: '工作单位', keep: '', merge: '新单位', differs: true },
    ])
    expect(compared.moves).toEqual([
      { title: '名册记录', count: 0 },
      { title: '活动报名', count: 1 },
      { title: '活动反馈', count: 0 },
      { title: '捐赠', count: 0 },
      { title: '联系请求', count: 0 },
      { title: '组织与职务', count: 0 },
      { title: '消息', count: 0 },
      { title: '经手的文章', count: 0 },
      { title: '校庆祝福', count: 0 },
    ])
    expect(compared.obstacle).toBeUndefined()
  })

  test('become one: everything moves, and whoever comes with either account is the same person', async () => {
    const { keep, merge } = await twoOfOne()
    await administrator().call('registrations.review', {
      personId: merge.personId,
      revision: 0,
      decision: 'accept',
    })
    const [coming, past] = [await publish(world, 10, 1), await publish(world, 2, 5)]
    const queued = await publish(world, 12, 1)
    await world.persona('classlead').call('events.signUp', { eventId: queued })
    for (const eventId of [coming, past, queued]) await merge.phone.call('events.signUp', { eventId })
    const { code } = await merge.phone.call('events.readTicket', { eventId: coming })
    await checkIn(world, merge.phone, past)
    await give(world, merge.phone, 7000)
    const ledger = await world.cloud.database.find('ledger', {})

    await merged(keep, merge, ['city'])

    expect(await person(keep)).toMatchObject({ city: '江城', employer: '' })
    for (const phone of [keep.phone, merge.phone]) {
      expect((await phone.call('alumni.readMe', {})).person?.personId).toBe(keep.personId)
      expect(await statusOf(phone, coming)).toBe('confirmed')
      expect(await statusOf(phone, queued)).toBe('waiting')
      expect((await phone.call('giving.listMine', {})).gifts).toMatchObject([{ amountFen: 7000 }])
    }
    expect((await keep.phone.call('events.readTicket', { eventId: past })).signUp.checkedInAt).toBeDefined()
    // A ticket kept on the other phone from before still opens the door, once.
    const volunteer = world.persona('volunteer')
    expect(
      await volunteer.call('events.checkIn', { eventId: coming, code, scanId: 'from-before' }),
    ).toMatchObject({
      status: 'checkedIn',
    })
    expect(await world.cloud.database.find('ledger', {})).toEqual(ledger)
    expect(await reviewer().outcome('merges.suggest', { personId: merge.personId })).toBe('NOT_FOUND')
    const trail = await world.cloud.database.find('audit', { action: 'merges.merge' })
    expect(trail.map(({ target }) => target)).toContain(keep.personId)
  })

  test('become one by any number of taps', async () => {
    const { keep, merge } = await twoOfOne()
    const input = mergeInput(keep, merge)
    await Promise.all(Array.from({ length: 5 }, () => reviewer().outcome('merges.merge', input)))
    expect(await reviewer().call('merges.merge', input)).toMatchObject({ state: 'merged' })
    expect(await world.cloud.database.count('merges', { keepId: keep.personId })).toBe(1)
  })

  test('make the kept one recognised, if the other was', async () => {
    const { keep, merge } = await twoOfOne()
    await merged(merge, keep)
    expect(await merge.phone.call('alumni.readCard', {})).toMatchObject({ status: 'verified' })
  })
})

describe('signed up twice for one event', () => {
  test('the kept place stays, and the other goes to whoever waits', async () => {
    const { keep, merge } = await twoOfOne()
    const eventId = await publish(world, 10, 2)
    const waiting = world.persona('classlead')
    for (const phone of [keep.phone, merge.phone, waiting]) await phone.call('events.signUp', { eventId })
    await merged(keep, merge)
    expect(await statusOf(waiting, eventId)).toBe('confirmed')
    expect(await statusOf(merge.phone, eventId)).toBe('confirmed')
  })

  test.each(['waits', 'withdrew'] as const)(
    'the seat stays with the person, though the kept record only %s',
    async (how) => {
      const { keep, merge } = await twoOfOne()
      const eventId = await publish(world, 10, 1)
      if (how === 'withdrew') {
        await keep.phone.call('events.signUp', { eventId })
        await keep.phone.call('events.withdraw', { eventId })
      }
      await merge.phone.call('events.signUp', { eventId })
      if (how === 'waits') await keep.phone.call('events.signUp', { eventId })
      await merged(keep, merge)
      expect(await statusOf(keep.phone, eventId)).toBe('confirmed')
      const { event } = await keep.phone.call('events.read', { eventId })
      expect(event.seats).toEqual({ capacity: 1, left: 0, waiting: 0 })
    },
  )

  test('and let in twice, they are two people, and nothing is merged', async () => {
    const { keep, merge } = await twoOfOne()
    const eventId = await publish(world, 10, 2)
    for (const { phone } of [keep, merge]) {
      await phone.call('events.signUp', { eventId })
      await checkIn(world, phone, eventId)
    }
    expect(await reviewer().outcome('merges.merge', mergeInput(keep, merge))).toBe('MERGE_BOTH_CAME')
  })
})

describe('taken apart again', () => {
  test('everything is as it was, for each account on its own', async () => {
    const { keep, merge } = await twoOfOne()
    const eventId = await publish(world, 10, 5)
    await merge.phone.call('events.signUp', { eventId })
    const recordId = await merged(keep, merge, ['city', 'employer'])
    const undone = await reviewer().call('merges.undo', { recordId })
    expect(undone).toEqual({ state: 'undone', left: [] })
    expect(await reviewer().call('merges.undo', { recordId })).toEqual(undone)
    expect(await person(keep)).toMatchObject({ city: '', employer: '' })
    expect((await merge.phone.call('alumni.readMe', {})).person?.personId).toBe(merge.personId)
    expect([await statusOf(keep.phone, eventId), await statusOf(merge.phone, eventId)]).toEqual([
      undefined,
      'confirmed',
    ])
    // And they can be made one again.
    expect(await reviewer().outcome('merges.merge', mergeInput(keep, merge))).toBe('ok')
  })

  test('what changed since stays, and is said', async () => {
    const { keep, merge } = await twoOfOne()
    const eventId = await publish(world, 10, 2)
    for (const { phone } of [keep, merge]) await phone.call('events.signUp', { eventId })
    const recordId = await merged(keep, merge, ['city'])
    await world.writePeople([{ ...(await person(keep)), city: '杭州' } as object])
    const { left } = await reviewer().call('merges.undo', { recordId })
    expect(left).toEqual(['活动报名 1 项', '所在城市（合并后已修改）'])
    expect(await person(keep)).toMatchObject({ city: '杭州' })
    expect(await statusOf(merge.phone, eventId)).toBe('withdrawn')
    const [listed] = (await reviewer().call('merges.list', {})).merges
    expect(listed).toMatchObject({ recordId, state: 'undone', canUndo: false, left })
  })

  test('for thirty days', async () => {
    const { keep, merge } = await twoOfOne()
    const recordId = await merged(keep, merge)
    await minutePasses(world)
    world.clock.advance(30 * dayMs)
    expect(await reviewer().outcome('merges.undo', { recordId })).toBe('UNDO_TOO_LATE')
  })
})

describe('is refused', () => {
  test('to a reviewer of other bodies, who hears that there is nothing', async () => {
    const { keep, merge } = await twoOfOne()
    const elsewhere = await register(world.stranger('elsewhere'), {
      educations: [{ collegeId: 'college-civil', entryYear: 2001, degree: 'bachelor' }],
    })
    for (const [one, other] of [
      [keep, elsewhere],
      [elsewhere, merge],
    ] as const) {
      expect(await reviewer().outcome('merges.merge', mergeInput(one, other))).toBe('NOT_FOUND')
      const ids = { keepId: one.personId, mergeId: other.personId }
      expect(await reviewer().outcome('merges.read', ids)).toBe('NOT_FOUND')
    }
    const { recordId } = await administrator().call('merges.merge', mergeInput(keep, elsewhere))
    expect(await reviewer().outcome('merges.undo', { recordId })).toBe('NOT_FOUND')
    const listedFor = async (staff: Phone) =>
      (await staff.call('merges.list', {})).merges.map((one) => one.recordId)
    expect(await listedFor(reviewer())).not.toContain(recordId)
    expect(await listedFor(administrator())).toContain(recordId)
  })

  test('with oneself, with whoever holds a role, with itself, and with whoever leaves', async () => {
    const { keep, merge } = await twoOfOne()
    const { person: self } = await reviewer().call('alumni.readMe', {})
    const own = { phone: reviewer(), personId: self?.personId ?? '', name: '' }
    for (const input of [mergeInput(own, merge), mergeInput(keep, own)]) {
      expect(await reviewer().outcome('merges.merge', input)).toBe('MERGE_OWN')
      expect(await administrator().outcome('merges.merge', input)).toBe('MERGE_ROLES')
    }
    expect(await reviewer().outcome('merges.merge', mergeInput(keep, keep))).toBe('INVALID_INPUT')
    await merge.phone.call('myData.askErasure', {})
    expect(await reviewer().outcome('merges.merge', mergeInput(keep, merge))).toBe('MERGE_LEAVING')
  })

  test('in chains: a record that others became part of is kept, not merged', async () => {
    const { keep, merge } = await twoOfOne()
    const third = await register(world.stranger('third'))
    await merged(keep, merge)
    expect(await reviewer().outcome('merges.merge', mergeInput(third, keep))).toBe('MERGE_CHAINED')
    expect(await reviewer().outcome('merges.merge', mergeInput(keep, third))).toBe('ok')
  })

  test('when two merges cross: at most one of them is made', async () => {
    for (let round = 0; round < 5; round++) {
      const { keep, merge } = await twoOfOne()
      const outcomes = await Promise.all([
        reviewer().outcome('merges.merge', mergeInput(keep, merge)),
        administrator().outcome('merges.merge', mergeInput(merge, keep)),
      ])
      expect(outcomes.filter((outcome) => outcome === 'ok').length).toBeLessThanOrEqual(1)
    }
  })
})

test('one’s own data names the other record; narrowing and leaving reach it too', async () => {
  const employer = fresh('某某研究所')
  const { keep, merge } = await twoOfOne(employer)
  await administrator().call('registrations.review', {
    personId: merge.personId,
    revision: 0,
    decision: 'accept',
  })
  await give(world, merge.phone, 7000)
  await merged(keep, merge, ['employer'])
  const { sections } = await merge.phone.call('myData.read', {})
  expect(sections.find(({ title }) => title === '档案合并')?.rows).toMatchObject([
    [expect.any(String), '已合并', merge.name, '江城', employer],
  ])
  await keep.phone.call('myData.withdrawConsent', {})
  expect(await tracesOf(world, employer)).toEqual([])
  await merge.phone.call('myData.askErasure', {})
  await weekPasses(world)
  await minutePasses(world)
  for (const { personId, phone } of [keep, merge]) {
    expect(await tracesOf(world, personId)).toEqual([])
    expect(await tracesOf(world, phone.openid)).toEqual([])
  }
})
