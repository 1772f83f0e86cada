/** Story: what is stored about oneself is seen, taken along, narrowed, and in the end erased. */
import { readSheet } from 'read-excel-file/node'
import { consentVersion } from '../../miniprogram/contract/alumni'
import type { DataSection } from '../../miniprogram/contract/my-data'
import {
  checkIn,
  fresh,
  give,
  type Living,
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
})
afterAll(() => world.close())

/** Somebody verified by a roster row of their own, with everything told that can be told. */
async function alumnus(rowId: string): Promise<Living & { readonly employer: string }> {
  const known = await rowAsRegistration(world, rowId)
  const told = { city: '江城', industry: 'energy', employer: fresh('某某研究所') } as const
  return { ...(await register(world.stranger(fresh('leaver')), { ...known, ...told })), ...told }
}

const sectionOf = (sections: readonly DataSection[], title: string) =>
  sections.find((section) => section.title === title)?.rows

const statusOf = async (phone: Phone, eventId: string) =>
  (await phone.call('events.read', { eventId })).mine?.status

test('shows all that is kept, in words, and names nobody else', async () => {
  const { phone, name, employer } = await alumnus('sample:2001')
  const eventId = await publish(world, 10, 5)
  await phone.call('events.signUp', { eventId })
  await give(world, phone, 7000)
  const { sections, consent, farewell } = await phone.call('myData.read', {})
  expect(sectionOf(sections, '个人信息')).toEqual(
    expect.arrayContaining([
      ['姓名', name],
      ['工作单位', employer],
    ]),
  )
  expect(sectionOf(sections, '认证')).toEqual([['已认证', '2026-11-20 09:30', '学校名册', '']])
  expect(sectionOf(sections, '活动报名')).toEqual([['江边读书会', '已报名', '2026-11-20 09:30', '', '']])
  expect(sectionOf(sections, '捐赠')).toEqual([
    [
      '银杏奖学金',
      '70',
      name,
      '已支付',
      '2026-11-20 09:30',
      expect.stringMatching(/^D/),
      '0',
      '微信支付',
      '',
      '',
    ],
  ])
  expect({ consent, farewell }).toEqual({ consent: { version: consentVersion, at: expect.any(Number) } })
})

test('a file of it holds the same, for eyes and for programs, ten times a day', async () => {
  const { phone, name } = await alumnus('sample:2002')
  await give(world, phone, 7000)
  const { sections } = await phone.call('myData.read', {})
  const workbook = await phone.call('myData.export', { format: 'xlsx' })
  expect(workbook).toMatchObject({ fileName: '我的校友数据-2026-11-20.xlsx', encoding: 'base64' })
  const bytes = Buffer.from(workbook.content, 'base64')
  expect((await readSheet(bytes, '捐赠')).at(1)?.slice(0, 3)).toEqual(['银杏奖学金', '70', name])
  const text = await phone.call('myData.export', { format: 'json' })
  const known = JSON.parse(text.content) as Record<string, unknown[]>
  expect(Object.keys(known)).toEqual(['导出时间', ...sections.map(({ title }) => title)])
  expect(known.捐赠).toMatchObject([{ 项目: '银杏奖学金', '金额（元）': '70', 署名: name }])
  for (let time = 2; time < 10; time++) await phone.call('myData.export', { format: 'json' })
  expect(await phone.outcome('myData.export', { format: 'json' })).toBe('TOO_OFTEN')
})

test('what a formula could be is a text in the file', async () => {
  const { phone, personId } = await alumnus('sample:2003')
  const [person] = await world.cloud.database.find('people', { _id: personId })
  await world.cloud.database.upsert('people', [{ ...person, employer: '=HYPERLINK("x")' } as object])
  const { content } = await phone.call('myData.export', { format: 'xlsx' })
  const rows = await readSheet(Buffer.from(content, 'base64'), '个人信息')
  expect(rows).toContainEqual(['工作单位', '=HYPERLINK("x")'])
})

test('neither reply tells who reviewed, who let in, or anybody’s id', async () => {
  const { phone, personId } = await register(world.stranger('reviewed'))
  await world
    .persona('administrator')
    .call('registrations.review', { personId, revision: 0, decision: 'accept' })
  const replies = [await phone.call('myData.read', {}), await phone.call('myData.export', { format: 'json' })]
  const staff = await world.persona('administrator').call('alumni.readMe', {})
  for (const words of replies.map((reply) => JSON.stringify(reply))) {
    expect(words).toContain('审核员')
    expect(words).not.toContain('顾远山')
    expect(words).not.toContain(staff.person?.personId)
    expect(words).not.toContain(personId)
  }
})

test('withdrawing consent erases what is not necessary, and shows nothing to anybody', async () => {
  const { phone, personId, name, employer } = await alumnus('sample:2004')
  const { consent } = await phone.call('myData.withdrawConsent', {})
  expect(consent).toEqual({
    version: consentVersion,
    at: expect.any(Number),
    narrowedAt: expect.any(Number),
  })
  world.clock.advance(dayMs)
  expect(await phone.call('myData.withdrawConsent', {})).toEqual({ consent })
  expect(await world.cloud.database.find('people', { _id: personId })).toMatchObject([
    {
      name,
      city: '',
      industry: '',
      employer: '',
      findableBy: [],
      privacy: { listing: 'nobody', employer: 'nobody' },
      verification: { status: 'verified' },
    },
  ])
  expect(await tracesOf(world, employer)).toEqual([])
})

describe('somebody who asks to be erased', () => {
  test('is shown to nobody from that moment, and may take it back for seven days', async () => {
    const phone = world.persona('alumnus')
    const { farewell } = await phone.call('myData.askErasure', {})
    expect(farewell.erasesAt - farewell.askedAt).toBe(7 * dayMs)
    world.clock.advance(dayMs)
    expect(await phone.call('myData.askErasure', {})).toEqual({ farewell })
    expect(await world.cloud.database.find('people', { name: '周书恒' })).toMatchObject([
      { findableBy: [], privacy: { listing: 'nobody', city: 'nobody' } },
    ])
    expect(await phone.outcome('giving.give', gift)).toBe('LEAVING')
    await phone.call('myData.keep', {})
    await phone.call('myData.keep', {})
    await weekPasses(world)
    expect((await phone.call('myData.read', {})).farewell).toBeUndefined()
    expect(await phone.outcome('giving.give', gift)).toBe('ok')
  })

  test('leaves no trace, while sums, places and the honour roll stay as they were', async () => {
    const { phone, personId, name, employer } = await alumnus('sample:2005')
    await phone.call('myData.withdrawConsent', {})
    const past = await publish(world, 2, 5)
    const coming = await publish(world, 20, 1)
    for (const eventId of [past, coming]) await phone.call('events.signUp', { eventId })
    const waiting = world.persona('classlead')
    await waiting.call('events.signUp', { eventId: coming })
    await checkIn(world, phone, past)
    const orderNo = await give(world, phone, 12345)
    const ledger = await world.cloud.database.find('ledger', {})
    const before = await world
      .persona('visitor')
      .call('giving.readProject', { projectId: 'project-scholarship' })

    await phone.call('myData.askErasure', {})
    await weekPasses(world)

    for (const trace of [personId, phone.openid, employer]) expect(await tracesOf(world, trace)).toEqual([])
    expect((await tracesOf(world, name)).filter((collection) => collection !== 'rosterRows')).toEqual([])
    expect(await world.cloud.database.find('ledger', {})).toEqual(ledger)
    expect(await world.cloud.database.find('orders', { _id: orderNo })).toMatchObject([
      { personId: expect.stringMatching(/^erased_/), openid: '', amountFen: 12345, state: 'paid' },
    ])
    const after = await world
      .persona('visitor')
      .call('giving.readProject', { projectId: 'project-scholarship' })
    expect(after.project.raisedFen).toBe(before.project.raisedFen)
    expect(after.latest[0]).toMatchObject({ donorName: '已注销', amountFen: 12345 })
    expect(await statusOf(waiting, coming)).toBe('confirmed')
    expect(await world.cloud.database.find('checkIns', { eventId: past })).toMatchObject([
      { name: '已注销', personId: expect.stringMatching(/^erased_/) },
    ])
  })

  test('is somebody new when they come again: the roster recognises them, and nothing leads back', async () => {
    const { phone, name } = await alumnus('sample:2006')
    await give(world, phone, 100)
    await phone.call('myData.askErasure', {})
    await weekPasses(world)
    expect((await phone.call('alumni.readMe', {})).person).toBeUndefined()
    await register(phone, await rowAsRegistration(world, 'sample:2006'))
    expect(await phone.call('alumni.readCard', {})).toMatchObject({ name, status: 'verified' })
    expect(sectionOf((await phone.call('myData.read', {})).sections, '捐赠')).toEqual([])
  })

  test('does nothing more once the time is over, and the door is open again a minute later', async () => {
    const { phone } = await alumnus('sample:2007')
    await phone.call('myData.askErasure', {})
    world.clock.advance(7 * dayMs)
    await world.tick()
    for (const [action, input] of [
      ['myData.keep', {}],
      ['alumni.readMe', {}],
      ['alumni.register', {}],
    ] as const) {
      expect(await phone.send({ action, input })).toMatchObject({
        ok: false,
        error: { code: 'BEING_ERASED' },
      })
    }
    world.clock.advance(60_000)
    await world.tick()
    expect((await phone.call('alumni.readMe', {})).person).toBeUndefined()
  })

  test('is not erased while an order is being looked into', async () => {
    const { phone, personId } = await alumnus('sample:2008')
    const orderNo = await give(world, phone, 100)
    await world.cloud.database.upsert('orders', [
      { ...(await world.cloud.database.find('orders', { _id: orderNo }))[0], state: 'frozen' } as object,
    ])
    await phone.call('myData.askErasure', {})
    await weekPasses(world)
    expect(await world.cloud.database.count('people', { _id: personId })).toBe(1)
    expect((await phone.call('myData.read', {})).farewell).toBeDefined()
    await world.cloud.database.upsert('orders', [
      { ...(await world.cloud.database.find('orders', { _id: orderNo }))[0], state: 'paid' } as object,
    ])
    await weekPasses(world)
    expect(await world.cloud.database.count('people', { _id: personId })).toBe(0)
  })

  test.each(['reviewer', 'administrator'])('hands a role back first: the %s', async (persona) => {
    expect(await world.persona(persona).outcome('myData.askErasure', {})).toBe('ROLES_HELD')
    expect((await world.persona(persona).call('myData.read', {})).holdsRoles).toBe(true)
  })

  test('is written down in the trail by the pseudonym, as is what they did as staff', async () => {
    const reviewer = world.persona('reviewer')
    const [person] = await world.cloud.database.find('people', { name: '程立诚' })
    const { personId: guestId } = await register(world.stranger('guest'))
    await reviewer.call('registrations.review', { personId: guestId, revision: 0, decision: 'accept' })
    await world.cloud.database.upsert('people', [{ ...person, grants: [] } as object])
    await reviewer.call('myData.askErasure', {})
    await weekPasses(world)
    const [guest] = await world.cloud.database.find('people', { _id: guestId })
    const { by: pseudonymId } = (guest as { verification: { by: string } }).verification
    expect(await world.cloud.database.count('erasures', { _id: pseudonymId })).toBe(1)
    const trail = await world.cloud.database.find('audit', { actorId: pseudonymId })
    expect(trail.map(({ action, target }) => [action, target])).toEqual(
      expect.arrayContaining([
        ['registrations.review', guestId],
        ['myData.askErasure', pseudonymId],
      ]),
    )
    expect(await tracesOf(world, String(person?._id))).toEqual([])
  })
})

const gift = {
  projectId: 'project-scholarship',
  amountFen: 7000,
  isAnonymous: false,
  attemptKey: 'my-data',
}
