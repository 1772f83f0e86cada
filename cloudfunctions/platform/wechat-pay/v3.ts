/** The port kept by WeChat Pay API v3 as a direct merchant, through the wechatpay-axios-plugin client. */
import { createHash, randomBytes, sign } from 'node:crypto'
import * as v from 'valibot'
import type { Decorator } from 'wechatpay-axios-plugin'
import { readBill } from './bill'
import { acknowledge, parseNotify } from './notify'
import {
  type PaymentParams,
  type PayPort,
  PayRefused,
  PayUnavailable,
  type PrepayInput,
  type RefundInput,
} from './port'
import { refundFrom } from './refund'
import type { PaySettings } from './settings'
import { chinaTime } from './times'
import { tradeFrom } from './trade'

type Client = Decorator['v3']
type Answer = { status: number; data: unknown } | { refusal: string }

/** How a failure looks that the client threw; it also carries our signature and the payer's openid: never log it. */
const ClientFailure = v.object({
  isAxiosError: v.literal(true),
  code: v.optional(v.string()),
  response: v.optional(v.object({ status: v.number(), data: v.unknown() })),
})
const Refusal = v.object({ code: v.pipe(v.string(), v.regex(/^[A-Z0-9_]{1,64}$/)) })
const BillReply = v.object({
  hash_type: v.literal('SHA1'),
  hash_value: v.string(),
  download_url: v.pipe(v.string(), v.url()),
})
const PrepayReply = v.object({ prepay_id: v.pipe(v.string(), v.nonEmpty()) })

/**
 * A port for these settings. `timeoutMs` is how long one call may take: a person is waiting, and a repeat is harmless.
 */
export function v3Port(settings: PaySettings, { timeoutMs = 5_000 } = {}): PayPort {
  let loading: Promise<Client> | undefined
  /** Loaded at the first call, so that a function which does not pay starts without an HTTP client. */
  const client = () => {
    loading ??= loadClient(settings, timeoutMs)
    return loading
  }

  return {
    merchant: { appid: settings.appid, mchid: settings.mchid },

    async prepay(input) {
      const answer = await ask('prepay', async () =>
        (await client()).post('v3/pay/transactions/jsapi', prepayBody(settings, input)),
      )
      if ('refusal' in answer) {
        if (answer.refusal === 'ORDERPAID') return 'PAID'
        if (answer.refusal === 'ORDER_CLOSED') return 'CLOSED'
        throw new PayRefused('prepay', answer.refusal)
      }
      const reply = v.safeParse(PrepayReply, answer.data)
      if (!reply.success) throw new PayUnavailable('prepay', 'unreadable reply')
      return paymentParams(settings, reply.output.prepay_id)
    },

    async query(outTradeNo) {
      const answer = await ask('query', async () =>
        (await client()).get(orderPath(outTradeNo), { params: { mchid: settings.mchid } }),
      )
      if ('refusal' in answer) {
        if (isUnknownOrder(answer.refusal)) return 'NOT_EXIST'
        throw new PayRefused('query', answer.refusal)
      }
      const trade = tradeFrom(answer.data)
      if (trade?.outTradeNo !== outTradeNo) throw new PayUnavailable('query', 'unreadable reply')
      return trade
    },

    async close(outTradeNo) {
      const answer = await ask('close', async () =>
        (await client()).post(`${orderPath(outTradeNo)}/close`, { mchid: settings.mchid }),
      )
      if ('refusal' in answer) {
        if (answer.refusal === 'ORDERPAID') return 'PAID'
        if (answer.refusal === 'ORDER_CLOSED') return 'CLOSED'
        if (isUnknownOrder(answer.refusal)) return 'NOT_EXIST'
        throw new PayRefused('close', answer.refusal)
      }
      // 202 means that the payer is at it: https://pay.weixin.qq.com/doc/v3/merchant/4012556398
      if (answer.status !== 204) throw new PayUnavailable('close', `HTTP ${answer.status}`)
      return 'CLOSED'
    },

    async refund(input) {
      const answer = await ask('refund', async () =>
        (await client()).post(refundsPath, refundBody(settings, input)),
      )
      if ('refusal' in answer) throw new PayRefused('refund', answer.refusal)
      const report = refundFrom(answer.data)
      if (report?.outRefundNo !== input.outRefundNo) throw new PayUnavailable('refund', 'unreadable reply')
      return report
    },

    async queryRefund(outRefundNo) {
      const answer = await ask('queryRefund', async () =>
        (await client()).get(`${refundsPath}/${encodeURIComponent(outRefundNo)}`),
      )
      if ('refusal' in answer) {
        if (answer.refusal === 'RESOURCE_NOT_EXISTS') return 'NOT_EXIST'
        throw new PayRefused('queryRefund', answer.refusal)
      }
      const report = refundFrom(answer.data)
      if (report?.outRefundNo !== outRefundNo) throw new PayUnavailable('queryRefund', 'unreadable reply')
      return report
    },

    async bill(day) {
      const answer = await ask('bill', async () =>
        (await client()).get('v3/bill/tradebill', { params: { bill_date: day, bill_type: 'ALL' } }),
      )
      if ('refusal' in answer) {
        if (answer.refusal === 'NO_STATEMENT_EXIST') return []
        if (answer.refusal === 'STATEMENT_CREATING') return 'NOT_READY'
        throw new PayRefused('bill', answer.refusal)
      }
      const reply = v.safeParse(BillReply, answer.data)
      if (!reply.success) throw new PayUnavailable('bill', 'unreadable reply')
      const file = await download(await client(), reply.output.download_url)
      const hash = createHash('sha1').update(file).digest('hex')
      const rows = hash === reply.output.hash_value.toLowerCase() ? readBill(file) : undefined
      if (!rows) throw new PayUnavailable('bill', 'the file is not whole')
      return rows
    },

    parseNotify: (event) => parseNotify('returnCode' in event ? {} : event, settings, Date.now()),
    acknowledge,
  }
}

async function loadClient(settings: PaySettings, timeoutMs: number): Promise<Client> {
  const { Decorator } = await import('wechatpay-axios-plugin')
  const serials = Object.keys(settings.platformKeys)
  // While one platform key replaces another, WeChat Pay signs its reply with the one that the request names.
  const preferredSerial = serials.find((serial) => serial.startsWith('PUB_KEY_ID_')) ?? serials[0]
  return new Decorator({
    baseURL: settings.baseUrl,
    mchid: settings.mchid,
    serial: settings.merchantSerial,
    privateKey: settings.merchantPrivateKey,
    certs: { ...settings.platformKeys },
    headers: { 'Wechatpay-Serial': preferredSerial },
    timeout: timeoutMs,
    // A proxy of the machine's environment must not see payments.
    proxy: false,
    maxRedirects: 0,
  }).v3
}

/** WeChat Pay takes a repeat only when it is the same, so every byte of this follows from the order and the settings. */
function prepayBody(settings: PaySettings, input: PrepayInput) {
  return {
    appid: settings.appid,
    mchid: settings.mchid,
    description: input.description,
    out_trade_no: input.outTradeNo,
    time_expire: chinaTime(input.expiresAt),
    attach: input.attach,
    notify_url: settings.notifyUrl,
    amount: { total: input.amountFen, currency: 'CNY' },
    payer: { openid: input.openid },
  }
}

/** WeChat Pay takes a repeat for the same refund, never for a second one, because the number is the same. */
function refundBody(settings: PaySettings, input: RefundInput) {
  return {
    out_trade_no: input.outTradeNo,
    out_refund_no: input.outRefundNo,
    reason: input.reason,
    notify_url: settings.notifyUrl,
    amount: { refund: input.amountFen, total: input.totalFen, currency: 'CNY' },
  }
}

/**
 * A bill's bytes. Its reply is not signed: the hash that came in a signed one tells whether it is whole. Only path and
 * query of the address are used, so that what we sign is never sent to anyone else. As text it would lose its BOM.
 */
async function download(client: Client, address: string): Promise<Buffer> {
  const { pathname, searchParams } = new URL(address)
  const answer = await ask('bill', () =>
    client.get(pathname.slice(1), {
      params: Object.fromEntries(searchParams),
      responseType: 'arraybuffer',
      timeout: downloadTimeoutMs,
    }),
  )
  if ('refusal' in answer) throw new PayUnavailable('bill', answer.refusal)
  return Buffer.from(answer.data as ArrayBuffer)
}

/** Signs for the phone: https://pay.weixin.qq.com/wiki/doc/apiv3/apis/chapter7_2_9.shtml */
function paymentParams(settings: PaySettings, prepayId: string): PaymentParams {
  const timeStamp = String(Math.floor(Date.now() / 1000))
  const nonceStr = randomBytes(16).toString('hex')
  const prepayPackage = `prepay_id=${prepayId}`
  const message = `${settings.appid}\n${timeStamp}\n${nonceStr}\n${prepayPackage}\n`
  const paySign = sign('RSA-SHA256', Buffer.from(message), settings.merchantPrivateKey).toString('base64')
  return { timeStamp, nonceStr, package: prepayPackage, signType: 'RSA', paySign }
}

/**
 * One call: its reply, or the code with which WeChat Pay refused.
 * The client checks the signature of every reply that grants something, and leaves refusals unchecked.
 * @throws PayUnavailable when nothing can be said of the outcome.
 */
async function ask(
  operation: string,
  call: () => Promise<{ status: number; data: unknown }>,
): Promise<Answer> {
  try {
    return await call()
  } catch (thrown) {
    const failure = v.safeParse(ClientFailure, thrown)
    if (!failure.success) throw thrown
    const { code = 'no reply', response } = failure.output
    if (!response || code.startsWith('EV3_')) throw new PayUnavailable(operation, code)
    const refusal = v.safeParse(Refusal, response.data)
    const isFinal = response.status >= 400 && response.status < 500 && response.status !== 429
    if (isFinal && refusal.success) return { refusal: refusal.output.code }
    const detail = refusal.success ? ` ${refusal.output.code}` : ''
    throw new PayUnavailable(operation, `HTTP ${response.status}${detail}`)
  }
}

const refundsPath = 'v3/refund/domestic/refunds'
/** Nobody waits for it but the timer. */
const downloadTimeoutMs = 15_000

function orderPath(outTradeNo: string): string {
  return `v3/pay/transactions/out-trade-no/${encodeURIComponent(outTradeNo)}`
}

/** The second spelling is that of older documentation. */
function isUnknownOrder(code: string): boolean {
  return code === 'ORDER_NOT_EXIST' || code === 'ORDERNOTEXIST'
}
