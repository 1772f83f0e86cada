/** Story: every morning WeChat Pay's bill is compared with orders and ledger, and what differs is worked off. */
import { readSheet } from 'read-excel-file/node'
import type { Input } from '../../miniprogram/contract/index'
import { copy } from '../support/copies'
import { payElsewhere, refundElsewhere } from '../support/merchant-console'
import { TestWorld } from '../support/world'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

let world: TestWorld
beforeAll(async () => {
  world = await TestWorld.open()
})
afterEach(async () => {
  expect(await world.problems()).toEqual([])
})
afterAll(() => world.close())

const treasurer = () => world.persona('treasurer')
const donor = () => world.persona('alumnus')
let made = 0

const today = () => new Date(world.clock.now() + 8 * hourMs).toISOString().slice(0, 10)

async function paid(outcome: Parameters<TestWorld['wechatPay']['finish']>[1] = 'pay'): Promise<string> {
  const { orderNo, payment } = await donor().call('giving.give', {
    projectId: 'project-scholarship',
    amountFen: 7_000,
    isAnonymous: false,
    attemptKey: `bills-${made++}`,
  })
  if (!payment) throw new Error('there is nothing to pay')
  await world.wechatPay.finish(world.wechatPay.openSheet(payment, donor().openid).prepayId, outcome)
  return orderNo
}

/** The next morning has come, and the bill of the day before; returns that day. */
async function nextMorning(): Promise<string> {
  const day = today()
  world.clock.moveTo(Date.parse(`${day}T10:05:00+08:00`) + dayMs)
  await world.wechatPay.settled()
  await world.tick()
  return day
}

const billOf = async (day: string) => {
  const { days } = await treasurer().call('treasury.readMoney', {})
  return days.find((bill) => bill.day === day)
}
const openOf = async (day: string) =>
  (await treasurer().call('treasury.listExceptions', { isOpen: true, day })).exceptions
const raised = async () =>
  (await world.persona('visitor').call('giving.readProject', { projectId: 'project-scholarship' })).project
    .raisedFen
const resolve = (changes: Partial<Input<'treasury.resolveException'>> & { exceptionId: string }) =>
  treasurer().call('treasury.resolveException', { reason: '已与微信支付核实', enters: false, ...changes })

test('a day on which everything agrees is closed by itself, with the bill’s sums', async () => {
  await paid()
  await paid()
  const day = await nextMorning()
  expect(await openOf(day)).toEqual([])
  expect(await billOf(day)).toMatchObject({
    state: 'closed',
    payments: 2,
    paidFen: 14_000,
    refunds: 0,
    feeFen: 84,
  })
})

test('what no notification told is made true by the bill before it is compared', async () => {
  const orderNo = await paid('payLoseCallback')
  const [order] = await world.cloud.database.find('orders', { _id: orderNo })
  await world.cloud.database.upsert('orders', [{ ...order, state: 'closed' }])
  const day = await nextMorning()
  expect(await world.cloud.database.find('orders', { _id: orderNo })).toMatchObject([{ state: 'paid' }])
  expect(await billOf(day)).toMatchObject({ state: 'closed', payments: 1 })
})

test('the bill is awaited until it is there, and a broken one is fetched again', async () => {
  await paid()
  const day = today()
  world.clock.moveTo(Date.parse(`${day}T09:59:00+08:00`) + dayMs)
  await world.tick()
  expect(await billOf(day)).toBeUndefined()
  world.wechatPay.faults.failNext('billFile', 'loseReply')
  world.clock.moveTo(Date.parse(`${day}T10:00:00+08:00`) + dayMs)
  await world.tick()
  expect(await billOf(day)).toMatchObject({ state: 'awaited' })
  world.clock.advance(6 * minuteMs)
  await world.tick()
  expect(await billOf(day)).toMatchObject({ state: 'closed', payments: 1 })
})

test('[25] an orphan payment keeps its day open until somebody says what it was for, with a reason', async () => {
  const orderNo = await payElsewhere(world, donor().openid, 7_000, 'payLoseCallback')
  const { database } = world.cloud
  const before = await raised()
  const day = await nextMorning()
  const [exception] = await openOf(day)
  expect(exception).toMatchObject({ kind: 'orphan payment', wechatFen: 7_000, ourFen: 0, donorName: '' })
  expect(await billOf(day)).toMatchObject({ state: 'open', exceptionsOpen: 1 })
  const exceptionId = exception?.exceptionId ?? ''
  await copy(world, 'projects', { status: 'open' }, 'closed', 60, () => ({ status: 'closed', order: -1 }))
  const detail = await treasurer().call('treasury.readException', { exceptionId })
  expect(detail).toMatchObject({ correctionFen: 7_000 })
  // Those to which one can give are first, however many have closed, and fifty are offered.
  const open = await database.find('projects', { status: 'open' })
  expect(open.length).toBeGreaterThan(2)
  const offered = detail.projects.map(({ projectId }) => projectId)
  expect(offered).toHaveLength(50)
  expect(offered.slice(0, open.length).sort()).toEqual(open.map(({ _id }) => _id).sort())
  expect(
    await treasurer().outcome('treasury.resolveException', { exceptionId, reason: '无', enters: true }),
  ).toBe('PROJECT_REQUIRED')
  const entering = { exceptionId, enters: true, projectId: 'project-scholarship', reason: '捐赠人来电确认' }
  expect(await resolve(entering)).toMatchObject({
    isOpen: false,
    resolution: { by: '唐慎微', enteredFen: 7_000, projectTitle: '银杏奖学金' },
  })
  expect(await resolve(entering)).toMatchObject({ isOpen: false })
  expect(await treasurer().outcome('treasury.resolveException', { ...entering, enters: false })).toBe(
    'EXCEPTION_RESOLVED',
  )
  expect(await raised()).toBe(before + 7_000)
  expect(await database.find('ledger', { orderNo })).toMatchObject([
    { _id: `difference:${exceptionId}`, reason: '捐赠人来电确认' },
  ])
  expect(await billOf(day)).toMatchObject({ state: 'closed' })
})

test('[6] a payment for an unknown order is answered with success and listed at once, in one place', async () => {
  const orderNo = await payElsewhere(world, donor().openid, 100, 'payNotifyTwice')
  expect(await openOf(today())).toMatchObject([{ kind: 'orphan payment', orderNo, wechatFen: 100 }])
  const day = await nextMorning()
  expect(await openOf(day)).toHaveLength(1)
})

test('[24] a refund made at WeChat Pay’s console is found in the bill, and entered as one of that gift', async () => {
  const orderNo = await paid()
  const before = await raised()
  await refundElsewhere(world, orderNo, 2_000)
  world.clock.advance(2 * minuteMs)
  await world.wechatPay.settled()
  const day = await nextMorning()
  const [exception] = await openOf(day)
  expect(exception).toMatchObject({
    kind: 'foreign refund',
    orderNo,
    donorName: '周书恒',
    wechatFen: 2_000,
    ourFen: 0,
  })
  await resolve({ exceptionId: exception?.exceptionId ?? '', enters: true, reason: '商户平台误操作' })
  expect(await raised()).toBe(before - 2_000)
  expect(await donor().call('giving.readThanks', { orderNo })).toMatchObject({ refundedFen: 2_000 })
  expect(await treasurer().call('treasury.readPayment', { orderNo })).toMatchObject({ refundableFen: 5_000 })
  expect(await billOf(day)).toMatchObject({ state: 'closed', refundedFen: 2_000 })
})

test('[25] a payment that is ours alone, and one of another amount, are exceptions of their day', async () => {
  const [orderNo, other] = [await paid(), await paid()]
  const { database } = world.cloud
  const [order] = await database.find('orders', { _id: orderNo })
  const [entry] = await database.find('ledger', { orderNo })
  const invented = { ...order, _id: 'DINVENTED', transactionId: 'invented' }
  await database.upsert('orders', [invented])
  await database.upsert('ledger', [{ ...entry, _id: 'pay:invented', orderNo: 'DINVENTED' }])
  const [gift] = await database.find('gifts', { orderNo })
  await database.upsert('gifts', [{ ...gift, _id: 'invented-gift', orderNo: 'DINVENTED' }])
  const [wrong] = await database.find('orders', { _id: other })
  const [wrongEntry] = await database.find('ledger', { orderNo: other })
  const [wrongGift] = await database.find('gifts', { orderNo: other })
  await database.upsert('orders', [{ ...wrong, amountFen: 7_100 }])
  await database.upsert('gifts', [{ ...wrongGift, amountFen: 7_100, keptFen: 7_100 }])
  await database.upsert('ledger', [
    {
      ...wrongEntry,
      lines: [
        { account: 'wechat', amountFen: 7_100 },
        { account: 'project:project-scholarship', amountFen: -7_100 },
      ],
    },
  ])
  const before = await raised()
  const day = await nextMorning()
  const open = await openOf(day)
  const summary = open.map(({ kind, wechatFen, ourFen }) => [kind, wechatFen, ourFen])
  expect(summary.sort()).toEqual([
    ['missing payment', 0, 7_000],
    ['payment differs', 7_000, 7_100],
  ])
  for (const { exceptionId } of open) await resolve({ exceptionId, enters: true })
  expect(await raised()).toBe(before - 7_100)
  expect(await billOf(day)).toMatchObject({ state: 'closed' })
})

test('[4] a frozen order is an exception of the day on which it was paid, found once', async () => {
  const orderNo = await paid('payLoseCallback')
  await world.wechatPay.deliver(orderNo, { tamper: 'amount' })
  const day = await nextMorning()
  expect(await openOf(day)).toMatchObject([{ kind: 'mismatch', orderNo }])
  const [exception] = await openOf(day)
  await resolve({ exceptionId: exception?.exceptionId ?? '', reason: '测试通知，未入账' })
  const { exceptions } = await treasurer().call('treasury.listExceptions', { isOpen: false, day })
  expect(exceptions).toMatchObject([{ orderNo, isOpen: false }])
})

test('the spreadsheet for finance balances to the bill to the fen, names no anonymous donor, and is logged', async () => {
  const orderNo = await paid()
  const day = await nextMorning()
  const { url, rows } = await treasurer().call('treasury.exportBills', { from: day, to: day })
  expect(rows).toBe(1)
  const sheet = await readSheet(Buffer.from(await (await fetch(url)).arrayBuffer()))
  expect(sheet.map((row) => row.slice(-3))).toEqual([
    ['收款（元）', '退款（元）', '手续费（元）'],
    ['70.00', null, '0.42'],
    ['70.00', '0.00', '0.42'],
  ])
  expect(sheet[1]?.[2]).toBe(orderNo)
  expect(await world.cloud.database.count('audit', { action: 'treasury.exportBills' })).toBe(1)
  const tooLong = { from: '2026-01-01', to: '2026-03-01' }
  expect(await treasurer().outcome('treasury.exportBills', tooLong)).toBe('RANGE_TOO_LONG')
})

test('days on which the timer stood still are fetched when it goes again', async () => {
  const first = today()
  await paid()
  world.clock.advance(dayMs)
  await paid()
  const second = today()
  world.clock.advance(dayMs)
  const third = await nextMorning()
  await world.tick()
  for (const day of [first, second, third]) expect(await billOf(day)).toMatchObject({ state: 'closed' })
})

test('the ledger is read aloud to a treasurer, a sentence for each entry, corrections with their reasons', async () => {
  const orderNo = await paid()
  const { refundNo } = await treasurer().call('treasury.requestRefund', {
    orderNo,
    amountFen: 2_000,
    reason: '捐赠人填错金额',
    attemptKey: 'read-aloud',
  })
  await world.persona('comptroller').call('treasury.decideRefund', { refundNo, approves: true })
  world.clock.advance(2 * minuteMs)
  await world.wechatPay.settled()
  const { ledger } = await treasurer().call('treasury.readPayment', { orderNo })
  console.info(ledger.join('\n'))
  expect(ledger.map((sentence) => sentence.replace(/^\S+ \S+ /, '').replace(orderNo, '…'))).toEqual([
    '收到捐赠：“银杏奖学金”增加 70 元，存于微信支付（订单 …）。',
    '退还捐赠：“银杏奖学金”减少 20 元，由微信支付付出（订单 …）；原因：捐赠人填错金额。',
  ])
})

test('nobody but a treasurer of the foundation sees money', async () => {
  for (const persona of ['administrator', 'reviewer', 'editor', 'alumnus'])
    expect(await world.persona(persona).outcome('treasury.readMoney', {})).toBe('FORBIDDEN')
})
