/** What somebody does with the merchant's keys elsewhere than in the product: payments and refunds it never asked for. */
import { createSign, randomUUID } from 'node:crypto'
import { readPaySettings } from '../../cloudfunctions/platform/wechat-pay/settings'
import type { PaymentOutcome } from '../../local/wechat-pay'
import type { TestWorld } from './world'

/** A request signed by hand at the world's time, which the real client cannot be moved to. */
async function post(world: TestWorld, target: string, content: object): Promise<Record<string, unknown>> {
  const settings = readPaySettings(world.world.environment)
  const body = JSON.stringify(content)
  const timestamp = Math.floor(world.clock.now() / 1000)
  const nonce = randomUUID().replaceAll('-', '')
  const signature = signed(settings.merchantPrivateKey, ['POST', target, timestamp, nonce, body, ''])
  const fields = {
    mchid: settings.mchid,
    serial_no: settings.merchantSerial,
    nonce_str: nonce,
    timestamp,
    signature,
  }
  const list = Object.entries(fields).map(([name, value]) => `${name}="${value}"`)
  const response = await fetch(new URL(target, settings.baseUrl), {
    method: 'POST',
    body,
    headers: { authorization: `WECHATPAY2-SHA256-RSA2048 ${list.join(',')}` },
  })
  if (!response.ok) throw new Error(`${target}: ${response.status} ${await response.text()}`)
  return (await response.json()) as Record<string, unknown>
}

const signed = (privateKey: string, lines: readonly (string | number)[]) =>
  createSign('sha256').update(lines.join('\n')).sign(privateKey, 'base64')

/** Pays for an order that our product never made; returns its number. */
export async function payElsewhere(
  world: TestWorld,
  openid: string,
  amountFen: number,
  outcome: PaymentOutcome,
): Promise<string> {
  const { appid, mchid, notifyUrl, merchantPrivateKey } = readPaySettings(world.world.environment)
  const orderNo = `X${randomUUID().replaceAll('-', '').slice(0, 20)}`
  const { prepay_id } = await post(world, '/v3/pay/transactions/jsapi', {
    appid,
    mchid,
    description: '别处的收款',
    out_trade_no: orderNo,
    notify_url: notifyUrl,
    amount: { total: amountFen, currency: 'CNY' },
    payer: { openid },
  })
  const params = {
    timeStamp: String(Math.floor(world.clock.now() / 1000)),
    nonceStr: 'n',
    package: `prepay_id=${prepay_id}`,
    signType: 'RSA',
  }
  const paySign = signed(merchantPrivateKey, [appid, params.timeStamp, params.nonceStr, params.package, ''])
  const { prepayId } = world.wechatPay.openSheet({ ...params, paySign }, openid)
  await world.wechatPay.finish(prepayId, outcome)
  return orderNo
}

/** Gives money of one of our orders back at WeChat Pay's console, which notifies nobody. */
export async function refundElsewhere(world: TestWorld, orderNo: string, amountFen: number): Promise<void> {
  const order = world.wechatPay.orders.find(({ outTradeNo }) => outTradeNo === orderNo)
  await post(world, '/v3/refund/domestic/refunds', {
    out_trade_no: orderNo,
    out_refund_no: `console-${randomUUID()}`,
    amount: { refund: amountFen, total: order?.amountFen, currency: 'CNY' },
  })
}
