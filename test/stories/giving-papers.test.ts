/** Story: what a donor takes along of a gift: a certificate that anybody can check, and the statement of a year. */
import { readSheet } from 'read-excel-file/node'
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

const donor = () => world.persona('alumnus')
const anybody = () => world.persona('visitor')
const treasurer = () => world.persona('treasurer')
const projectId = 'project-scholarship'

let made = 0

/** A gift that was paid; returns our order's number. */
async function paid(amountFen: number, changes: Partial<Input<'giving.give'>> = {}): Promise<string> {
  const { orderNo, payment } = await donor().call('giving.give', {
    projectId,
    amountFen,
    isAnonymous: false,
    attemptKey: `papers-${made++}`,
    ...changes,
  })
  if (!payment) throw new Error('there is nothing to pay')
  await world.wechatPay.finish(world.wechatPay.openSheet(payment, donor().openid).prepayId, 'pay')
  return orderNo
}

/** Things that were announced and have come; returns their code. */
async function broughtThings(name = '图书'): Promise<string> {
  const { orderNo } = await donor().call('giving.announce', {
    attemptKey: `papers-${made++}`,
    projectId,
    way: 'materials',
    amountFen: 0,
    goods: [{ name, quantity: 20, unit: '册' }],
    details: '',
    isAnonymous: false,
  })
  await treasurer().call('giving.receive', { orderNo, amountFen: 0, receivedAt: world.clock.now() })
  return orderNo
}

async function giveBack(orderNo: string, amountFen: number): Promise<void> {
  const attemptKey = `papers-refund-${made++}`
  const wish = { orderNo, amountFen, reason: '重复捐赠', attemptKey }
  const { refundNo } = await treasurer().call('treasury.requestRefund', wish)
  await world.persona('comptroller').call('treasury.decideRefund', { refundNo, approves: true })
  for (let minute = 0; minute < 3; minute++) {
    world.clock.advance(60_000)
    await world.wechatPay.settled()
    await world.tick()
  }
}

const numberOf = async (orderNo: string) =>
  (await donor().call('giving.issueCertificate', { orderNo })).certificate.number

test('a certificate is the same however often it is asked for, and anybody who sees its number can check it', async () => {
  const orderNo = await paid(20_000)
  const { certificate, picture } = await donor().call('giving.issueCertificate', { orderNo })
  expect(certificate).toMatchObject({ donorName: '周书恒', amountFen: 20_000, goods: '' })
  expect(picture).toMatch(/^data:image\/png;base64,/)
  expect(await numberOf(orderNo)).toBe(certificate.number)
  const spelt = certificate.number.toLowerCase().replace(/(.{4})/g, '$1 ')
  for (const number of [certificate.number, spelt])
    expect(await anybody().call('giving.checkCertificate', { number })).toEqual({
      state: 'valid',
      certificate,
    })
})

test('an anonymous donor is named by no certificate, not even on their own phone', async () => {
  const orderNo = await paid(20_001, { isAnonymous: true })
  const issued = await donor().call('giving.issueCertificate', { orderNo })
  const checked = await anybody().call('giving.checkCertificate', { number: issued.certificate.number })
  expect(issued.certificate.donorName).toBe('匿名捐赠人')
  expect(JSON.stringify([issued, checked])).not.toContain('周书恒')
})

test('things have a certificate that names them and no sum', async () => {
  const number = await numberOf(await broughtThings())
  expect(await anybody().call('giving.checkCertificate', { number })).toMatchObject({
    state: 'valid',
    certificate: { amountFen: 0, goods: '图书 20 册' },
  })
})

test('what went back in part is certified as what is left; what went back wholly is certified no more', async () => {
  const orderNo = await paid(30_000)
  const number = await numberOf(orderNo)
  await giveBack(orderNo, 10_000)
  expect(await anybody().call('giving.checkCertificate', { number })).toMatchObject({
    certificate: { amountFen: 20_000 },
  })
  await giveBack(orderNo, 20_000)
  expect(await anybody().call('giving.checkCertificate', { number })).toEqual({ state: 'void', number })
  expect(await donor().outcome('giving.issueCertificate', { orderNo })).toBe('NO_CERTIFICATE')
})

test('there is none below the sum from which there are some, none of what did not come, and none of others’', async () => {
  const small = await paid(9_999)
  expect(await donor().outcome('giving.issueCertificate', { orderNo: small })).toBe('NO_CERTIFICATE')
  expect(await donor().call('giving.readThanks', { orderNo: small })).toMatchObject({ hasCertificate: false })
  const enough = await paid(10_000)
  expect(await donor().call('giving.readThanks', { orderNo: enough })).toMatchObject({ hasCertificate: true })
  for (const orderNo of [enough, 'DNOSUCHORDER'])
    expect(await world.persona('enterprise').outcome('giving.issueCertificate', { orderNo })).toBe(
      'NOT_FOUND',
    )
})

test('a wrong number, a malformed one and one never given out are answered alike, and not endlessly', async () => {
  await paid(40_000)
  const stranger = world.stranger('oPapersGuesser')
  for (const number of ['ZS00000000000000000000', 'ZS1', '=1+1', '{"$ne":""}'])
    expect(await stranger.outcome('giving.checkCertificate', { number })).toBe('NOT_FOUND')
  const number = 'ZS00000000000000000001'
  const more = await Promise.all(
    Array.from({ length: 30 }, () => stranger.outcome('giving.checkCertificate', { number })),
  )
  expect(new Set(more)).toEqual(new Set(['NOT_FOUND', 'TOO_OFTEN']))
})

test('the statements of all years are together what my gifts say, with things apart', async () => {
  await broughtThings('显微镜')
  await giveBack(await paid(5_000), 1_000)
  const { gifts } = await donor().call('giving.listMine', {})
  const kept = gifts
    .filter(({ state, refundedFen, amountFen }) => state === 'paid' && refundedFen < amountFen)
    .reduce((sum, { amountFen, refundedFen }) => sum + amountFen - refundedFen, 0)
  const { years } = await donor().call('giving.readStatement', {})
  const statements = await Promise.all(years.map((year) => donor().call('giving.readStatement', { year })))
  expect(statements.reduce((sum, { totalFen }) => sum + totalFen, 0)).toBe(kept)
  expect(statements.flatMap(({ rows }) => rows)).toContainEqual(
    expect.objectContaining({ goods: '显微镜 20 册', amountFen: 0, way: 'materials' }),
  )
})

test('a statement is taken along as a table with its sum at the end, in which nothing is a formula', async () => {
  await broughtThings('=1+1')
  const { year, rows, totalFen } = await donor().call('giving.readStatement', {})
  const { url } = await donor().call('giving.exportStatement', { year })
  const response = await fetch(url)
  const table = await readSheet(Buffer.from(await response.arrayBuffer()))
  const cells = table.map((row) => row.map((cell) => String(cell ?? '')))
  expect(cells).toHaveLength(rows.length + 2)
  expect(cells.at(-1)?.slice(0, 4)).toEqual(['合计', '', '', String(totalFen / 100)])
  expect(cells.flat()).toContain("'=1+1 20 册")
  world.clock.advance(61 * 60_000)
  expect((await fetch(url)).status).not.toBe(200)
})

test('a year of many gifts is read page by page, each of them once, under the sum of all', async () => {
  const before = await donor().call('giving.readStatement', {})
  const [gift] = await world.cloud.database.find('gifts', {
    status: 'received',
    way: 'wechat',
    keptFen: 7_000,
  })
  const { person } = await donor().call('alumni.readMe', {})
  const at = new Date(world.clock.now())
  const made = Array.from({ length: 45 }, (_, place) => `many-${String(place).padStart(2, '0')}`)
  const own = { personId: person?.personId, receivedAt: at, createdAt: at }
  const putBack = world.cloud.database.keep()
  await world.cloud.database.upsert(
    'gifts',
    made.map((_id) => ({ ...gift, ...own, _id, orderNo: _id })),
  )
  const found: string[] = []
  let after: string | undefined
  do {
    const statement = await donor().call('giving.readStatement', { year: before.year, after })
    expect(statement).toMatchObject({
      gifts: before.gifts + 45,
      things: before.things,
      totalFen: before.totalFen + 45 * 7_000,
    })
    expect(statement.rows.length).toBeLessThanOrEqual(20)
    found.push(...statement.rows.map(({ orderNo }) => orderNo))
    after = statement.next
  } while (after !== undefined)
  expect(new Set(found).size).toBe(before.gifts + 45)
  expect(found.filter((orderNo) => orderNo.startsWith('many-'))).toEqual(made)
  await putBack()
})

test('a year without gifts is an empty statement, and somebody else’s year is their own', async () => {
  expect(await donor().call('giving.readStatement', { year: 2001 })).toMatchObject({ rows: [], totalFen: 0 })
  const mine = (await donor().call('giving.readStatement', {})).rows.map(({ orderNo }) => orderNo)
  const { rows } = await world.persona('enterprise').call('giving.readStatement', {})
  expect(rows.filter(({ orderNo }) => mine.includes(orderNo))).toEqual([])
})
