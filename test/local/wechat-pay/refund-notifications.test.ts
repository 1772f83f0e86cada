/** The merchant is told how a refund ended, encrypted and signed like a payment. */
import { Aes, Rsa } from 'wechatpay-axios-plugin'
import { keys, newOutTradeNo, openOrder, request, startWorld, type World } from './merchant'

const minuteMs = 60_000

let world: World
beforeEach(async () => {
  world = await startWorld()
})
afterEach(() => world.close())

async function refundedOrder(changes: object = {}) {
  const { outTradeNo, prepayId } = await openOrder(world)
  await world.sandbox.finish(prepayId, 'pay')
  world.notifyUrl.events.splice(0)
  const content = {
    out_trade_no: outTradeNo,
    out_refund_no: `R${newOutTradeNo()}`,
    notify_url: world.notifyUrl.url,
    amount: { refund: 100, total: 10_000, currency: 'CNY' },
    ...changes,
  }
  await request(world, 'POST', '/v3/refund/domestic/refunds', content)
  return content
}

async function advance(spanMs: number): Promise<void> {
  world.clock.advance(spanMs)
  await world.sandbox.settled()
}

test.each([
  ['SUCCESS', 'REFUND.SUCCESS', '退款成功'],
  ['ABNORMAL', 'REFUND.ABNORMAL', '退款异常'],
  ['CLOSED', 'REFUND.CLOSED', '退款关闭'],
] as const)('%s comes as %s when it is done, not before', async (outcome, eventType, summary) => {
  world.sandbox.orderRefundOutcome(outcome)
  const { out_refund_no, out_trade_no } = await refundedOrder()
  await advance(minuteMs - 5_000)
  expect(world.notifyUrl.events).toEqual([])
  await advance(5_000)
  const [event] = world.notifyUrl.events
  const text = Buffer.from(event?.body ?? '', 'base64').toString()
  const header = (name: string) => event?.headers?.[`wechatpay-${name}`] ?? ''
  const message = `${header('timestamp')}\n${header('nonce')}\n${text}\n`
  expect(Rsa.verify(message, header('signature'), keys.platformPublicKey)).toBe(true)
  const { event_type, summary: words, resource } = JSON.parse(text)
  expect([event_type, words]).toEqual([eventType, summary])
  const { nonce, ciphertext, associated_data } = resource
  const plain = Aes.AesGcm.decrypt(ciphertext, keys.apiV3Key, nonce, associated_data)
  expect(JSON.parse(plain.toString())).toMatchObject({
    mchid: keys.mchid,
    out_trade_no,
    out_refund_no,
    refund_status: outcome,
    amount: { total: 10_000, refund: 100, payer_total: 10_000, payer_refund: 100 },
  })
})

test('it is repeated until acknowledged, as for a payment', async () => {
  await refundedOrder()
  world.notifyUrl.answer = () => ({ statusCode: 500, headers: {}, body: '' })
  await advance(minuteMs)
  await advance(15_000)
  world.notifyUrl.answer = () => ({ statusCode: 204, headers: {}, body: '' })
  await advance(15_000)
  await advance(48 * 60 * minuteMs)
  expect(world.notifyUrl.events).toHaveLength(3)
})

test('without a notify_url nobody is told', async () => {
  await refundedOrder({ notify_url: undefined })
  await advance(2 * minuteMs)
  expect(world.notifyUrl.events).toEqual([])
})
