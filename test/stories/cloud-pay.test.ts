/** Story: the same gifts and refunds with cloudPay for WeChat Pay, chosen by one variable; no key is used. */
import { TestWorld } from '../support/world'

const minuteMs = 60_000

let world: TestWorld
beforeAll(async () => {
  const withoutKeys = {
    WECHAT_PAY_ADAPTER: 'cloudPay',
    WECHAT_PAY_MERCHANT_PRIVATE_KEY: '',
    WECHAT_PAY_API_V3_KEY: '',
    WECHAT_PAY_PLATFORM_KEYS: '',
  }
  world = await TestWorld.open({ variables: withoutKeys })
})
afterEach(async () => {
  expect(await world.problems()).toEqual([])
})
afterAll(() => world.close())

const donor = () => world.persona('alumnus')
let made = 0

async function give(outcome: Parameters<TestWorld['wechatPay']['finish']>[1]): Promise<string> {
  const { orderNo, payment } = await donor().call('giving.give', {
    projectId: 'project-scholarship',
    amountFen: 7_000,
    isAnonymous: false,
    attemptKey: `cloud-pay-${made++}`,
  })
  if (!payment) throw new Error('there is nothing to pay')
  expect(payment.signType).toBe('MD5')
  await world.wechatPay.finish(world.wechatPay.openSheet(payment, donor().openid).prepayId, outcome)
  return orderNo
}

const entriesOf = (orderNo: string) => world.cloud.database.count('ledger', { orderNo })

async function minutesPass(minutes: number): Promise<void> {
  for (let minute = 0; minute < minutes; minute++) {
    world.clock.advance(minuteMs)
    await world.wechatPay.settled()
    await world.tick()
  }
}

test.each(['pay', 'payNotifyTwice', 'payLoseCallback'] as const)(
  'after "%s" a gift is entered once',
  async (outcome) => {
    const orderNo = await give(outcome)
    await minutesPass(1)
    expect(await donor().call('payments.confirm', { orderNo })).toEqual({ state: 'paid' })
    expect(await entriesOf(orderNo)).toBe(1)
  },
)

test('[50] a callback that somebody else makes changes nothing, whatever it claims', async () => {
  const orderNo = await give('cancel')
  const claim = { returnCode: 'SUCCESS', resultCode: 'SUCCESS', outTradeNo: orderNo, totalFee: 7_000 }
  const asPhone = { openid: donor().openid }
  expect(await world.cloud.call('payment-notify', claim, asPhone)).toMatchObject({ errcode: 1 })
  // Even WeChat's own call is no more than a reason to ask: the order is not paid.
  const asWechat = { source: 'wx_paycallback' }
  expect(await world.cloud.call('payment-notify', claim, asWechat)).toEqual({ errcode: 0, errmsg: '' })
  expect(await entriesOf(orderNo)).toBe(0)
  expect(await world.cloud.database.find('orders', { _id: orderNo })).toMatchObject([{ state: 'pending' }])
})

test('a refund is done once the callback tells so of one that WeChat Pay has, and not before', async () => {
  const orderNo = await give('pay')
  const { refundNo } = await world.persona('treasurer').call('treasury.requestRefund', {
    orderNo,
    amountFen: 7_000,
    reason: '重复捐赠',
    attemptKey: 'cloud-pay-refund',
  })
  const claim = {
    returnCode: 'SUCCESS',
    outTradeNo: orderNo,
    outRefundNo: refundNo,
    refundStatus: 'SUCCESS',
    refundFee: 7_000,
  }
  await world.cloud.call('payment-notify', claim, { source: 'wx_paycallback' })
  expect(await world.cloud.database.find('refunds', { _id: refundNo })).toMatchObject([
    { state: 'requested' },
  ])
  const approval = { refundNo, approves: true }
  expect(await world.persona('comptroller').call('treasury.decideRefund', approval)).toEqual({
    state: 'processing',
  })
  await minutesPass(2)
  expect(await world.cloud.database.find('refunds', { _id: refundNo })).toMatchObject([{ state: 'success' }])
  expect(await entriesOf(orderNo)).toBe(2)
})

test('an unpaid order is closed once its time is over', async () => {
  const orderNo = await give('cancel')
  await minutesPass(17)
  expect(await donor().call('payments.confirm', { orderNo })).toEqual({ state: 'closed' })
})
