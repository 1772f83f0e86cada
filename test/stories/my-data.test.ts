/** Story: what is stored about oneself is seen, taken along, narrowed, and in the end erased. */
import { readSheet } from 'read-excel-file/node'
import { collections } from '../../cloudfunctions/database'
import { consentVersion } from '../../miniprogram/contract/alumni'
import type { DataSection } from '../../miniprogram/contract/my-data'
import type { Phone } from '../support/world'
import { TestWorld } from '../support/world'

const dayMs = 86_400_000

let world: TestWorld
beforeEach(async () => {
  world = await TestWorld.open()
})
afterEach(async () => {
  expect(await world.problems()).toEqual([])
  await world.close()
})

let made = 0

/** Somebody verified by a roster row of their own, with everything told that can be told. */
async function alumnus(): Promise<{ phone: Phone; personId: string; name: string }> {
  const phone = world.stranger(`leaver${made++}`)
  const [row] = await world.cloud.database.find('rosterRows', { _id: `sample:${2000 + made}` })
  const name = String(row?.name)
  await phone.call('alumni.register', {
    name,
    kind: 'alumnus',
    educations: [
      { collegeId: String(row?.collegeId), entryYear: Number(row?.entryYear), degree: 'bachelor' },
    ],
    studentNumberLast4: String(row?.studentNumberLast4),
    city: '江城',
    industry: 'energy',
    employer: '某某研究所',
    consentVersion,
    isFourteenOrOlder: true,
  })
  const { person } = await phone.call('alumni.readMe', {})
  return { phone, personId: person?.personId ?? '', name }
}

/** An event of `capacity` seats, in so many days from now. */
async function publish(inDays: number, capacity: number): Promise<string> {
  const editor = world.persona('editor')
  const startsAt = world.clock.now() + inDays * dayMs
  const { eventId, revision } = await editor.call('events.create', {
    draftKey: `my-data-${made++}`,
    content: {
      hostId: 'jiangcheng',
      title: '江边读书会',
      description: '',
      place: '江边',
      startsAt,
      endsAt: startsAt + dayMs,
      signUpOpensAt: world.clock.now() - dayMs,
      signUpClosesAt: startsAt,
      admission: 'everyone',
      capacity,
    },
  })
  await editor.call('events.publish', { eventId, revision })
  return eventId
}

async function give(phone: Phone, amountFen: number, outcome: 'pay' | 'cancel' = 'pay'): Promise<string> {
  const { orderNo, payment } = await phone.call('giving.give', {
    projectId: 'project-scholarship',
    amountFen,
    isAnonymous: false,
    attemptKey: `my-data-${made++}`,
  })
  if (!payment) throw new Error('there is nothing to pay')
  await world.wechatPay.finish(world.wechatPay.openSheet(payment, phone.openid).prepayId, outcome)
  if (outcome === 'pay') await phone.call('payments.confirm', { orderNo })
  return orderNo
}

const sectionOf = (sections: readonly DataSection[], title: string) =>
  sections.find((section) => section.title === title)?.rows

const statusOf = async (phone: Phone, eventId: string) =>
  (await phone.call('events.read', { eventId })).mine?.status

/** The collections in which a text occurs. */
async function tracesOf(text: string): Promise<string[]> {
  const traces = []
  for (const { name } of collections) {
    const words = JSON.stringify(await world.cloud.database.find(name, {}))
    if (words.includes(text)) traces.push(name)
  }
  return traces
}

/** A week and the quiet minute go by. */
async function weekPasses(): Promise<void> {
  world.clock.advance(7 * dayMs)
  await world.tick()
  world.clock.advance(60_000)
  await world.tick()
}

test('shows all that is kept, in words, and names nobody else', async () => {
  const { phone, name } = await alumnus()
  const eventId = await publish(10, 5)
  await phone.call('events.signUp', { eventId })
  await give(phone, 7000)
  const { sections, consent, farewell } = await phone.call('myData.read', {})
  expect(sectionOf(sections, '个人信息')).toEqual(
    expect.arrayContaining([
      ['姓名', name],
      ['工作单位', '某某研究所'],
    ]),
  )
  expect(sectionOf(sections, '认证')).toEqual([['已认证', '2026-11-20 09:30', '学校名册', '']])
  expect(sectionOf(sections, '活动报名')).toEqual([['江边读书会', '已报名', '2026-11-20 09:30', '']])
  expect(sectionOf(sections, '捐赠')).toEqual([
    ['银杏奖学金', '70', name, '已支付', '2026-11-20 09:30', expect.stringMatching(/^D/)],
  ])
  expect({ consent, farewell }).toEqual({ consent: { version: consentVersion, at: expect.any(Number) } })
})

test('a file of it holds the same, for eyes and for programs, ten times a day', async () => {
  const { phone, name } = await alumnus()
  await give(phone, 7000)
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
  const { phone, personId } = await alumnus()
  const [person] = await world.cloud.database.find('people', { _id: personId })
  await world.cloud.database.upsert('people', [{ ...person, employer: '=HYPERLINK("x")' } as object])
  const { content } = await phone.call('myData.export', { format: 'xlsx' })
  const rows = await readSheet(Buffer.from(content, 'base64'), '个人信息')
  expect(rows).toContainEqual(['工作单位', '=HYPERLINK("x")'])
})

test('neither reply tells who reviewed, who let in, or anybody’s id', async () => {
  const phone = world.stranger('reviewed')
  await phone.call('alumni.register', {
    name: '来宾甲',
    kind: 'friend',
    educations: [],
    consentVersion,
    isFourteenOrOlder: true,
  })
  const personId = (await phone.call('alumni.readMe', {})).person?.personId ?? ''
  await world.persona('administrator').call('registrations.review', { personId, decision: 'accept' })
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
  const { phone, personId, name } = await alumnus()
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
  expect(await tracesOf('某某研究所')).toEqual([])
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
    await weekPasses()
    expect((await phone.call('myData.read', {})).farewell).toBeUndefined()
    expect(await phone.outcome('giving.give', gift)).toBe('ok')
  })

  test('leaves no trace, while sums, places and the honour roll stay as they were', async () => {
    const { phone, personId, name } = await alumnus()
    await phone.call('myData.withdrawConsent', {})
    const past = await publish(2, 5)
    const coming = await publish(20, 1)
    for (const eventId of [past, coming]) await phone.call('events.signUp', { eventId })
    const waiting = world.persona('classlead')
    await waiting.call('events.signUp', { eventId: coming })
    const { code } = await phone.call('events.readTicket', { eventId: past })
    await world.persona('volunteer').call('events.checkIn', { eventId: past, code })
    const orderNo = await give(phone, 12345)
    const ledger = await world.cloud.database.find('ledger', {})
    const before = await world
      .persona('visitor')
      .call('giving.readProject', { projectId: 'project-scholarship' })

    await phone.call('myData.askErasure', {})
    await weekPasses()

    for (const trace of [personId, phone.openid, '某某研究所']) expect(await tracesOf(trace)).toEqual([])
    expect((await tracesOf(name)).filter((collection) => collection !== 'rosterRows')).toEqual([])
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
    expect(await world.cloud.database.count('erasures')).toBe(1)
  })

  test('is somebody new when they come again: the roster recognises them, and nothing leads back', async () => {
    const { phone, name } = await alumnus()
    const [row] = await world.cloud.database.find('rosterRows', { _id: `sample:${2000 + made}` })
    await give(phone, 100)
    await phone.call('myData.askErasure', {})
    await weekPasses()
    expect((await phone.call('alumni.readMe', {})).person).toBeUndefined()
    const again = await phone.call('alumni.register', {
      name,
      kind: 'alumnus',
      educations: [
        { collegeId: String(row?.collegeId), entryYear: Number(row?.entryYear), degree: 'bachelor' },
      ],
      studentNumberLast4: String(row?.studentNumberLast4),
      consentVersion,
      isFourteenOrOlder: true,
    })
    expect(again).toEqual({ status: 'verified' })
    expect(sectionOf((await phone.call('myData.read', {})).sections, '捐赠')).toEqual([])
  })

  test('does nothing more once the time is over, and the door is open again a minute later', async () => {
    const { phone } = await alumnus()
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
    const { phone, personId } = await alumnus()
    const orderNo = await give(phone, 100)
    await world.cloud.database.upsert('orders', [
      { ...(await world.cloud.database.find('orders', { _id: orderNo }))[0], state: 'frozen' } as object,
    ])
    await phone.call('myData.askErasure', {})
    await weekPasses()
    expect(await world.cloud.database.count('people', { _id: personId })).toBe(1)
    expect((await phone.call('myData.read', {})).farewell).toBeDefined()
    await world.cloud.database.upsert('orders', [
      { ...(await world.cloud.database.find('orders', { _id: orderNo }))[0], state: 'paid' } as object,
    ])
    await weekPasses()
    expect(await world.cloud.database.count('people', { _id: personId })).toBe(0)
  })

  test.each(['reviewer', 'administrator'])('hands a role back first: the %s', async (persona) => {
    expect(await world.persona(persona).outcome('myData.askErasure', {})).toBe('ROLES_HELD')
    expect((await world.persona(persona).call('myData.read', {})).holdsRoles).toBe(true)
  })

  test('is written down in the trail by the pseudonym, as is what they did as staff', async () => {
    const reviewer = world.persona('reviewer')
    const [person] = await world.cloud.database.find('people', { name: '程立诚' })
    const guest = world.stranger('guest')
    await guest.call('alumni.register', {
      name: '来宾乙',
      kind: 'alumnus',
      educations: [{ collegeId: 'college-computing', entryYear: 2001, degree: 'bachelor' }],
      consentVersion,
      isFourteenOrOlder: true,
    })
    const guestId = (await guest.call('alumni.readMe', {})).person?.personId ?? ''
    await reviewer.call('registrations.review', { personId: guestId, decision: 'accept' })
    await world.cloud.database.upsert('people', [{ ...person, grants: [] } as object])
    await reviewer.call('myData.askErasure', {})
    await weekPasses()
    const [{ _id: pseudonymId } = { _id: '' }] = await world.cloud.database.find('erasures', {})
    expect(await world.cloud.database.find('audit', { actorId: pseudonymId })).toMatchObject([
      { action: 'registrations.review', target: guestId },
      { action: 'myData.askErasure', target: pseudonymId },
    ])
    expect(await world.cloud.database.find('people', { _id: guestId })).toMatchObject([
      { verification: { by: pseudonymId } },
    ])
    expect(await tracesOf(String(person?._id))).toEqual([])
  })
})

const gift = {
  projectId: 'project-scholarship',
  amountFen: 7000,
  isAnonymous: false,
  attemptKey: 'my-data',
}
