/** Story: one treasurer asks, another agrees, WeChat Pay gives the money back once, and every sum follows. */
import type { Input, Output } from '../../miniprogram/contract/index'
import { someMorning, TestWorld } from '../support/world'

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs

let world: TestWorld
beforeAll(async () => {
  world = await TestWorld.open()
})
afterEach(async () => {
  expect(await world.problems()).toEqual([])
})
afterAll(() => world.close())

const asker = () => world.persona('treasurer')
const approver = () => world.persona('comptroller')
const donor = () => world.persona('alumnus')

let made = 0

/** A gift that was paid; returns our order's number. */
async function paid(amountFen = 7_000): Promise<string> {
  const { orderNo, payment } = await donor().call('giving.give', {
    projectId: 'project-scholarship',
    amountFen,
    isAnonymous: false,
    attemptKey: `refunds-${made++}`,
  })
  if (!payment) throw new Error('there is nothing to pay')
  await world.wechatPay.finish(world.wechatPay.openSheet(payment, donor().openid).prepayId, 'pay')
  return orderNo
}

const wish = (
  orderNo: string,
  amountFen: number,
  changes: Partial<Input<'treasury.requestRefund'>> = {},
): Input<'treasury.requestRefund'> => ({
  orderNo,
  amountFen,
  reason: '重复捐赠',
  attemptKey: `refund-${made++}`,
  ...changes,
})

/** Asked for and agreed to; returns the refund's number. */
async function refunded(orderNo: string, amountFen: number): Promise<string> {
  const { refundNo } = await asker().call('treasury.requestRefund', wish(orderNo, amountFen))
  await approver().call('treasury.decideRefund', { refundNo, approves: true })
  return refundNo
}

async function minutesPass(minutes: number): Promise<void> {
  for (let minute = 0; minute < minutes; minute++) {
    world.clock.advance(minuteMs)
    await world.wechatPay.settled()
    await world.tick()
  }
}

const stateOf = async (orderNo: string) =>
  (await asker().call('treasury.readPayment', { orderNo })).refunds.map(({ state }) => state)
const entriesOf = (orderNo: string) => world.cloud.database.find('ledger', { orderNo })
const raised = async () =>
  (await world.persona('visitor').call('giving.readProject', { projectId: 'project-scholarship' })).project
    .raisedFen
const latest = async (): Promise<Output<'giving.listHonours'>['honours']> =>
  (await world.persona('visitor').call('giving.listHonours', { projectId: 'project-scholarship' })).honours
const refundRequests = () => world.wechatPay.requests.refund ?? 0

test('a whole gift goes back: out of the totals and the honour roll, in the ledger, and told to the donor', async () => {
  const [before, honours] = [await raised(), await latest()]
  const orderNo = await paid()
  const { refundNo, state } = await asker().call('treasury.requestRefund', wish(orderNo, 7_000))
  expect(state).toBe('requested')
  expect(refundRequests()).toBe(0)
  expect(await approver().call('treasury.decideRefund', { refundNo, approves: true })).toEqual({
    state: 'processing',
  })
  await minutesPass(2)
  expect(await stateOf(orderNo)).toEqual(['success'])
  expect(await entriesOf(orderNo)).toMatchObject([
    { lines: [{ account: 'wechat', amountFen: 7_000 }, {}] },
    {
      _id: `refund:${refundNo}`,
      reason: '重复捐赠',
      lines: [
        { account: 'wechat', amountFen: -7_000 },
        { account: 'project:project-scholarship', amountFen: 7_000 },
      ],
    },
  ])
  expect(await raised()).toBe(before)
  expect(await latest()).toEqual(honours)
  expect(await donor().call('giving.readThanks', { orderNo })).toMatchObject({ refundedFen: 7_000 })
  const { messages } = await donor().call('messages.list', {})
  expect(messages[0]).toMatchObject({ kind: 'giftRefunded', title: '捐赠退款：银杏奖学金' })
})

test('part of a gift goes back, and the rest stays where it counts', async () => {
  const before = await raised()
  const orderNo = await paid(7_000)
  await refunded(orderNo, 2_000)
  await minutesPass(2)
  expect(await raised()).toBe(before + 5_000)
  expect((await latest())[0]).toMatchObject({ amountFen: 5_000 })
  expect(await asker().call('treasury.readPayment', { orderNo })).toMatchObject({
    refundedFen: 2_000,
    refundableFen: 5_000,
    obstacle: '',
  })
})

test('nobody agrees to their own request, and nobody but a treasurer of the foundation asks or agrees', async () => {
  const orderNo = await paid()
  const { refundNo } = await asker().call('treasury.requestRefund', wish(orderNo, 100))
  expect(await asker().outcome('treasury.decideRefund', { refundNo, approves: true })).toBe('REFUND_OWN')
  expect(await asker().outcome('treasury.decideRefund', { refundNo, approves: false })).toBe('REFUND_OWN')
  for (const persona of ['administrator', 'editor', 'reviewer', 'alumnus', 'visitor']) {
    const other = world.persona(persona)
    expect(await other.outcome('treasury.requestRefund', wish(orderNo, 100))).toBe('FORBIDDEN')
    expect(await other.outcome('treasury.decideRefund', { refundNo, approves: true })).toBe('FORBIDDEN')
  }
  expect(await stateOf(orderNo)).toEqual(['requested'])
  await approver().call('treasury.decideRefund', { refundNo, approves: false, reason: '捐赠人已改变主意' })
  const { refunds } = await asker().call('treasury.readPayment', { orderNo })
  expect(refunds).toMatchObject([{ state: 'declined', answer: '捐赠人已改变主意', decidedBy: '陆怀瑾' }])
  expect(await approver().outcome('treasury.decideRefund', { refundNo, approves: true })).toBe(
    'REFUND_DECIDED',
  )
})

test('whoever declines says why, and both what is asked and what is decided is in the trail', async () => {
  const orderNo = await paid()
  const { refundNo } = await asker().call('treasury.requestRefund', wish(orderNo, 100))
  expect(await approver().outcome('treasury.decideRefund', { refundNo, approves: false })).toBe(
    'REASON_REQUIRED',
  )
  await approver().call('treasury.decideRefund', { refundNo, approves: true })
  await minutesPass(2)
  const trail = await world.cloud.database.find('audit', { target: { $in: [orderNo, refundNo] } })
  expect(trail.map(({ action }) => action)).toEqual([
    'treasury.requestRefund',
    'treasury.decideRefund',
    'treasury.decideRefund',
  ])
})

test('the same request sent twice is one, and its number is never used for another', async () => {
  const orderNo = await paid()
  const asked = wish(orderNo, 300)
  const [one, two] = await Promise.all([
    asker().call('treasury.requestRefund', asked),
    asker().call('treasury.requestRefund', asked),
  ])
  expect(two).toEqual(one)
  expect(await stateOf(orderNo)).toEqual(['requested'])
  expect(await asker().outcome('treasury.requestRefund', { ...asked, amountFen: 301 })).toBe(
    'ATTEMPT_CHANGED',
  )
  const { refundNo } = one
  const approvals = await Promise.all(
    [1, 2, 3].map(() => approver().call('treasury.decideRefund', { refundNo, approves: true })),
  )
  expect(new Set(approvals.map(({ state }) => state)).has('declined')).toBe(false)
  await minutesPass(2)
  expect(world.wechatPay.refunds.filter(({ outTradeNo }) => outTradeNo === orderNo)).toHaveLength(1)
  expect(await entriesOf(orderNo)).toHaveLength(2)
})

test('[20] a lost reply is asked for again under the same number, and is one refund', async () => {
  const orderNo = await paid()
  world.wechatPay.faults.failNext('refund', 'loseReply')
  const refundNo = await refunded(orderNo, 700)
  expect(await stateOf(orderNo)).toEqual(['approved'])
  await minutesPass(4)
  expect(await stateOf(orderNo)).toEqual(['success'])
  expect(world.wechatPay.refunds.filter(({ outTradeNo }) => outTradeNo === orderNo)).toMatchObject([
    { outRefundNo: refundNo, amountFen: 700 },
  ])
})

test('[21] more than was paid, or later than a year after, is refused before WeChat Pay is asked', async () => {
  const asked = refundRequests()
  const orderNo = await paid(1_000)
  expect(await asker().outcome('treasury.requestRefund', wish(orderNo, 1_001))).toBe('REFUND_TOO_MUCH')
  expect(await asker().outcome('treasury.requestRefund', wish('DNOSUCHORDER', 1))).toBe('NOT_FOUND')
  const stored = (await world.cloud.database.find('orders', { _id: orderNo }))[0]
  const longAgo = new Date(world.clock.now() - 366 * dayMs)
  await world.cloud.database.upsert('orders', [{ ...stored, paidAt: longAgo }])
  expect(await asker().outcome('treasury.requestRefund', wish(orderNo, 1))).toBe('REFUND_TOO_LATE')
  const fifty = { fen: 50, count: 50, lastAt: new Date(someMorning), by: {} }
  await world.cloud.database.upsert('orders', [{ ...stored, refunding: fifty }])
  expect(await asker().outcome('treasury.requestRefund', wish(orderNo, 1))).toBe('REFUND_TOO_MANY')
  await world.cloud.database.upsert('orders', [{ ...stored }])
  expect(refundRequests()).toBe(asked)
})

test('[22] two who agree to two refunds at once never give back more than was paid', async () => {
  const orderNo = await paid(1_000)
  const requests = await Promise.all(
    [700, 700].map((amountFen) => asker().call('treasury.requestRefund', wish(orderNo, amountFen))),
  )
  await Promise.all(
    requests.map(({ refundNo }) => approver().call('treasury.decideRefund', { refundNo, approves: true })),
  )
  await minutesPass(3)
  expect((await stateOf(orderNo)).sort()).toEqual(['declined', 'success'])
  const { refunds } = await asker().call('treasury.readPayment', { orderNo })
  expect(refunds.find(({ state }) => state === 'declined')?.answer).toBe('退款金额超过可退金额')
})

test('two parts of one gift go back a minute apart', async () => {
  const orderNo = await paid(1_000)
  await refunded(orderNo, 300)
  await refunded(orderNo, 400)
  expect(await stateOf(orderNo)).toEqual(['processing', 'approved'])
  await minutesPass(5)
  expect(await stateOf(orderNo)).toEqual(['success', 'success'])
  expect(await donor().call('giving.readThanks', { orderNo })).toMatchObject({ refundedFen: 700 })
})

test('[23] what WeChat Pay closes is free to be asked for anew under another number', async () => {
  const orderNo = await paid(1_000)
  world.wechatPay.orderRefundOutcome('CLOSED')
  const first = await refunded(orderNo, 1_000)
  expect(await asker().call('treasury.readPayment', { orderNo })).toMatchObject({ refundableFen: 0 })
  await minutesPass(2)
  expect(await stateOf(orderNo)).toEqual(['closed'])
  const second = await refunded(orderNo, 1_000)
  expect(second).not.toBe(first)
  await minutesPass(2)
  expect(await stateOf(orderNo)).toEqual(['closed', 'success'])
  expect(await entriesOf(orderNo)).toHaveLength(2)
})

test('[23] what is abnormal is shown so, its money stays set aside, and nothing is entered', async () => {
  const orderNo = await paid(1_000)
  world.wechatPay.orderRefundOutcome('ABNORMAL')
  await refunded(orderNo, 1_000)
  await minutesPass(2)
  expect(await stateOf(orderNo)).toEqual(['abnormal'])
  expect(await entriesOf(orderNo)).toHaveLength(1)
  expect(await asker().outcome('treasury.requestRefund', wish(orderNo, 1))).toBe('REFUND_TOO_MUCH')
})

test('an order that WeChat Pay does not know is not refunded, and the money is not set aside for ever', async () => {
  const orderNo = 'DSAMPLE000003'
  const refundNo = await refunded(orderNo, 1)
  await minutesPass(1)
  const { refunds, refundableFen, amountFen } = await asker().call('treasury.readPayment', { orderNo })
  expect(refunds).toMatchObject([{ refundNo, state: 'closed', answer: 'RESOURCE_NOT_EXISTS' }])
  expect(refundableFen).toBe(amountFen)
})

test('payments are found by our number and by WeChat Pay’s, and lists page on', async () => {
  const orderNo = await paid()
  const { payments } = await asker().call('treasury.listPayments', { number: orderNo })
  expect(payments).toMatchObject([{ orderNo, donorName: '周书恒', projectTitle: '银杏奖学金' }])
  const number = payments[0]?.transactionId ?? ''
  expect((await asker().call('treasury.listPayments', { number })).payments).toEqual(payments)
  expect((await asker().call('treasury.listPayments', { number: 'nothing' })).payments).toEqual([])
  const first = await asker().call('treasury.listPayments', {})
  const second = await asker().call('treasury.listPayments', { after: first.next })
  expect(first.payments).toHaveLength(20)
  expect(first.payments.map((one) => one.orderNo)).not.toContain(second.payments[0]?.orderNo)
})
