import { Decorator } from 'wechatpay-axios-plugin'
import { alice, appid, keys, orderOf, type PayWorld, startPayWorld } from './world'

let world: PayWorld

beforeAll(async () => {
  world = await startPayWorld()
})
afterAll(() => world.close())

type Sheet = Parameters<PayWorld['sandbox']['openSheet']>[0]

test('gives what wx.requestPayment needs, for whoever called the function', async () => {
  const answer = await world.pay('unifiedOrder', orderOf())
  expect(answer).toMatchObject({
    returnCode: 'SUCCESS',
    returnMsg: 'OK',
    resultCode: 'SUCCESS',
    appid: 'wxd2d16a504f24665e',
    mchId: '1800008281',
    subAppid: appid,
    subMchId: keys.mchid,
    tradeType: 'JSAPI',
    payment: { appId: appid, signType: 'MD5', package: `prepay_id=${answer.prepayId}` },
    errCode: 0,
    errMsg: 'cloudPay.unifiedOrder:ok',
  })
  const payment = answer.payment as Sheet
  expect(world.sandbox.openSheet(payment, alice)).toMatchObject({ amountFen: 8_800, payee: '基金会' })
  expect(() => world.sandbox.openSheet(payment, 'o-bob')).toThrow('账号与支付账号不一致')
  expect(() => world.sandbox.openSheet({ ...payment, nonceStr: 'other' }, alice)).toThrow('验证签名失败')
})

test('the same order again has the same prepay id; other terms are refused', async () => {
  const order = orderOf()
  const first = await world.pay('unifiedOrder', order)
  expect((await world.pay('unifiedOrder', { ...order, nonceStr: 'n2' })).prepayId).toBe(first.prepayId)
  expect(await world.pay('unifiedOrder', { ...order, totalFee: 1 })).toMatchObject({
    returnCode: 'SUCCESS',
    resultCode: 'FAIL',
    errCodeDes: '201 商户订单号重复',
  })
})

test('a paid order is ORDERPAID, yet the SDK says errCode 0', async () => {
  const order = orderOf()
  await world.paid(order)
  expect(await world.pay('unifiedOrder', order)).toMatchObject({
    resultCode: 'FAIL',
    errCodeDes: '该订单已支付',
    errCode: 0,
  })
})

test.each([
  ['another merchant', { subMchId: '1900000000' }, 'sub_mch_id与sub_appid不匹配'],
  ['an amount in text', { totalFee: '100' }, '参数错误: total_fee'],
  ['no function to call back', { functionName: undefined }, '参数错误: function_name'],
  ['goodsTag, which is not offered', { goodsTag: 'x' }, '参数错误: goods_tag'],
])('%s is returnCode FAIL, yet the SDK says errCode 0', async (_case, changes, words) => {
  expect(await world.pay('unifiedOrder', orderOf(changes))).toMatchObject({
    returnCode: 'FAIL',
    returnMsg: expect.stringContaining(words),
    errCode: 0,
  })
})

test('a call that cloudPay does not have here is refused by name', async () => {
  expect(await world.pay('facePay', {})).toMatchObject({
    errCode: -501007,
    errMsg: expect.stringContaining('wx.wxPayApi facePay is not offered by the local cloud'),
  })
})

test('the merchant’s own keys neither see, close nor refund an order of cloudPay', async () => {
  const { outTradeNo } = orderOf()
  await world.pay('unifiedOrder', orderOf({ outTradeNo }))
  const client = new Decorator({
    baseURL: world.sandbox.url,
    mchid: keys.mchid,
    serial: keys.merchantSerial,
    privateKey: keys.merchantPrivateKey,
    certs: { [keys.platformSerial]: keys.platformPublicKey },
    proxy: false,
  }).v3
  const refused = (status: number, code: string) => ({ response: { status, data: { code } } })
  await expect(
    client.get(`/v3/pay/transactions/out-trade-no/${outTradeNo}`, { params: { mchid: keys.mchid } }),
  ).rejects.toMatchObject(refused(404, 'ORDER_NOT_EXIST'))
  // WeChat Pay says so of any number it does not know.
  await expect(
    client.post(`/v3/pay/transactions/out-trade-no/${outTradeNo}/close`, { mchid: keys.mchid }),
  ).resolves.toMatchObject({ status: 204 })
  expect(world.sandbox.orders.find((order) => order.outTradeNo === outTradeNo)?.state).toBe('NOTPAY')
  const refund = {
    out_trade_no: outTradeNo,
    out_refund_no: `R-${outTradeNo}`,
    amount: { refund: 1, total: 8_800, currency: 'CNY' },
  }
  await expect(client.post('/v3/refund/domestic/refunds', refund)).rejects.toMatchObject(
    refused(404, 'RESOURCE_NOT_EXISTS'),
  )
})
