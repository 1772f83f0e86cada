/** A merchant for tests: a sandbox with its clock, a notify URL that records calls, and requests signed by hand. */
import { createHash, createSign, createVerify, randomUUID } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Decorator } from 'wechatpay-axios-plugin'
import type { HttpEvent, HttpReply } from '../../../cloudfunctions/platform/wechat-pay/port'
import { type PaySettings, readPaySettings } from '../../../cloudfunctions/platform/wechat-pay/settings'
import { MovableClock } from '../../../local/clock'
import { startWechatPay, type WechatPaySandbox, wechatPayEnvironment } from '../../../local/wechat-pay'
import { wechatPayKeys } from '../../support/wechat-pay-keys'

export const appid = 'wxd678efh567hg6787'
export const openid = 'oUpF8uMuAJO_M2pxb1Q9zNjWeS6o'
export const keys = wechatPayKeys()

export class NotifyUrl {
  /** Every call, as the HTTP access service would hand it to a function. */
  readonly events: HttpEvent[] = []
  /** How to answer; until a test says otherwise, done. */
  answer: (event: HttpEvent) => HttpReply | Promise<HttpReply> = () => ({
    statusCode: 200,
    headers: {},
    body: '',
  })

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async start(): Promise<NotifyUrl> {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const notifyUrl = new NotifyUrl(server, `http://127.0.0.1:${port}/pay/notify`)
    server.on('request', async (request, response) => {
      const pieces: Buffer[] = []
      for await (const piece of request) pieces.push(piece)
      const headers = request.headers as Record<string, string>
      const event = { headers, body: Buffer.concat(pieces).toString('base64'), isBase64Encoded: true }
      notifyUrl.events.push(event)
      const reply = await notifyUrl.answer(event)
      response.writeHead(reply.statusCode, reply.headers)
      response.end(reply.body)
    })
    return notifyUrl
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.server.close(() => resolve())
      this.server.closeAllConnections()
    })
  }
}

export interface World {
  clock: MovableClock
  sandbox: WechatPaySandbox
  notifyUrl: NotifyUrl
  settings: PaySettings
  logLines: string[]
  close(): Promise<void>
}

export async function startWorld(dataFile?: string): Promise<World> {
  const clock = new MovableClock()
  const notifyUrl = await NotifyUrl.start()
  const logLines: string[] = []
  const log = (line: string) => logLines.push(line)
  const sandbox = await startWechatPay({ keys, appid, clock, dataFile, payee: '教育发展基金会', log })
  const environment = wechatPayEnvironment(keys, { appid, url: sandbox.url, notifyUrl: notifyUrl.url })
  return {
    clock,
    sandbox,
    notifyUrl,
    settings: readPaySettings(environment),
    logLines,
    async close() {
      await sandbox.close()
      await notifyUrl.close()
    },
  }
}

export function newOutTradeNo(): string {
  return `D${randomUUID().replaceAll('-', '').slice(0, 25)}`
}

export function prepayRequest(notifyUrl: string, changes: object = {}) {
  return {
    appid,
    mchid: keys.mchid,
    description: '校庆捐赠',
    out_trade_no: newOutTradeNo(),
    attach: 'donation',
    notify_url: notifyUrl,
    amount: { total: 10_000, currency: 'CNY' },
    payer: { openid },
    ...changes,
  }
}

export interface RawReply {
  status: number
  body: Record<string, unknown>
  isSigned: boolean
}

/** A request signed by hand at the world's time, which the real client cannot be moved to; checks the reply's signature. */
export async function request(
  { sandbox, clock }: World,
  method: 'GET' | 'POST',
  target: string,
  content?: object,
  { privateKey = keys.merchantPrivateKey, serial = keys.merchantSerial, skewSeconds = 0 } = {},
): Promise<RawReply> {
  const body = content ? JSON.stringify(content) : ''
  const timestamp = Math.floor(clock.now() / 1000) + skewSeconds
  const nonce = createHash('md5').update(randomUUID()).digest('hex')
  const signature = createSign('sha256')
    .update([method, target, timestamp, nonce, body, ''].join('\n'))
    .sign(privateKey, 'base64')
  const fields = { mchid: keys.mchid, serial_no: serial, nonce_str: nonce, timestamp, signature }
  const list = Object.entries(fields).map(([name, value]) => `${name}="${value}"`)
  const response = await fetch(new URL(target, sandbox.url), {
    method,
    body: body || undefined,
    headers: { authorization: `WECHATPAY2-SHA256-RSA2048 ${list.join(',')}` },
  })
  const text = await response.text()
  const [signedAt, signedNonce] = ['timestamp', 'nonce'].map((name) =>
    response.headers.get(`wechatpay-${name}`),
  )
  const isSigned = createVerify('sha256')
    .update([signedAt, signedNonce, text, ''].join('\n'))
    .verify(keys.platformPublicKey, response.headers.get('wechatpay-signature') ?? '', 'base64')
  return { status: response.status, body: text ? JSON.parse(text) : {}, isSigned }
}

/** What the merchant's server gives the phone for a prepay id. */
export function sheetParams(prepayId: string, nowMs: number, changes: Record<string, string> = {}) {
  const params = {
    timeStamp: String(Math.floor(nowMs / 1000)),
    nonceStr: randomUUID().slice(0, 32),
    package: `prepay_id=${prepayId}`,
    signType: 'RSA',
  }
  const message = `${appid}\n${params.timeStamp}\n${params.nonceStr}\n${params.package}\n`
  const paySign = createSign('sha256').update(message).sign(keys.merchantPrivateKey, 'base64')
  return { ...params, paySign, ...changes }
}

/** A new unpaid order. */
export async function openOrder(
  world: World,
  changes: object = {},
): Promise<{ outTradeNo: string; prepayId: string }> {
  const content = prepayRequest(world.notifyUrl.url, changes)
  const { status, body } = await request(world, 'POST', '/v3/pay/transactions/jsapi', content)
  if (status !== 200) throw new Error(`prepay: ${status} ${JSON.stringify(body)}`)
  return { outTradeNo: content.out_trade_no, prepayId: String(body.prepay_id) }
}

/** The client library that merchants really use: it signs, and believes signed replies alone. */
export function realClient({ sandbox }: World) {
  return new Decorator({
    baseURL: sandbox.url,
    mchid: keys.mchid,
    serial: keys.merchantSerial,
    privateKey: keys.merchantPrivateKey,
    certs: { [keys.platformSerial]: keys.platformPublicKey },
    proxy: false,
  }).v3
}
