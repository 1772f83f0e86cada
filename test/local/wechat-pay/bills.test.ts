/** The trade bill of a day, asked for by the real client and read byte for byte. */
import { createHash } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import {
  keys,
  newOutTradeNo,
  openid,
  openOrder,
  realClient,
  request,
  startWorld,
  type World,
} from './merchant'

const hourMs = 3_600_000
const minuteMs = 60_000

let world: World
/** The campus day on which everything happens; the real client's clock cannot be moved, so it is yesterday. */
let date: string

beforeEach(async () => {
  world = await startWorld()
  const yesterday = new Date(Date.now() + 8 * hourMs - 24 * hourMs).toISOString().slice(0, 10)
  date = yesterday
  world.clock.moveTo(Date.parse(`${date}T12:00:00+08:00`))
})
afterEach(() => world.close())

const ask = (parameters = '') =>
  request(world, 'GET', `/v3/bill/tradebill?bill_date=${date}&bill_type=ALL${parameters}`)

async function payAndRefund(): Promise<{ outTradeNo: string; outRefundNo: string }> {
  const { outTradeNo, prepayId } = await openOrder(world, { attach: 'donation' })
  await world.sandbox.finish(prepayId, 'pay')
  const outRefundNo = `R${newOutTradeNo()}`
  await request(world, 'POST', '/v3/refund/domestic/refunds', {
    out_trade_no: outTradeNo,
    out_refund_no: outRefundNo,
    amount: { refund: 2_550, total: 10_000, currency: 'CNY' },
  })
  return { outTradeNo, outRefundNo }
}

const nextDay = (time: string) => world.clock.moveTo(Date.parse(`${date}T${time}+08:00`) + 24 * hourMs)

async function download(url: unknown): Promise<Buffer> {
  const { pathname, search } = new URL(String(url))
  const response = await fetchSigned(pathname + search)
  return Buffer.from(await response.arrayBuffer())
}

/** `request` reads replies as JSON; a bill is not. */
async function fetchSigned(target: string): Promise<Response> {
  const original = globalThis.fetch
  let kept: Response | undefined
  globalThis.fetch = async (...parameters) => {
    const response = await original(...parameters)
    kept = response.clone()
    return response
  }
  await request(world, 'GET', target).catch(() => {})
  globalThis.fetch = original
  if (!kept) throw new Error('nothing was fetched')
  return kept
}

test('lists payments and refunds in 27 columns with a BOM, CRLF, backticks and yuan, and sums them up', async () => {
  const { outTradeNo, outRefundNo } = await payAndRefund()
  nextDay('10:00:00')
  const { body } = await ask()
  const bytes = await download(body.download_url)
  expect(createHash('sha1').update(bytes).digest('hex')).toBe(body.hash_value)
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  const lines = bytes.toString('utf8').slice(1).split('\r\n')
  const [headings = '', payment = '', refund = '', summaryHeadings = '', summary, end] = lines
  expect(headings.split(',')).toHaveLength(27)
  const row = (line: string) => {
    const names = headings.split(',')
    return Object.fromEntries(line.split(',').map((value, index) => [names[index], value]))
  }
  expect(row(payment)).toMatchObject({
    交易时间: `\`${date} 12:00:00`,
    商户号: `\`${keys.mchid}`,
    商户订单号: `\`${outTradeNo}`,
    用户标识: `\`${openid}`,
    交易状态: '`SUCCESS',
    应结订单金额: '`100.00',
    微信退款单号: '`0',
    退款金额: '`0.00',
    商户数据包: '`donation',
    手续费: '`0.60',
    费率: '`0.60%',
    订单金额: '`100.00',
  })
  expect(row(refund)).toMatchObject({
    商户订单号: `\`${outTradeNo}`,
    商户退款单号: `\`${outRefundNo}`,
    交易状态: '`REFUND',
    退款金额: '`25.50',
    退款状态: '`SUCCESS',
    手续费: '`-0.15',
    订单金额: '`0.00',
    申请退款金额: '`25.50',
  })
  expect(summaryHeadings.split(',')).toHaveLength(7)
  expect([summary, end]).toEqual(['`2,`100.00,`25.50,`0.00,`0.45,`100.00,`25.50', ''])
})

test('GZIP holds the same bytes, and the hash is of what is inside', async () => {
  await payAndRefund()
  nextDay('10:00:00')
  const plain = await ask()
  const zipped = await ask('&tar_type=GZIP')
  expect(zipped.body.hash_value).toBe(plain.body.hash_value)
  expect(gunzipSync(await download(zipped.body.download_url))).toEqual(
    await download(plain.body.download_url),
  )
})

test('it is ready at ten the next morning, not before, and gone after three months', async () => {
  await payAndRefund()
  nextDay('09:59:50')
  expect(await ask()).toMatchObject({ status: 400, body: { code: 'STATEMENT_CREATING' } })
  nextDay('10:00:00')
  expect(await ask()).toMatchObject({ status: 200 })
  world.clock.advance(91 * 24 * hourMs)
  expect(await ask()).toMatchObject({ status: 400, body: { code: 'NO_STATEMENT_EXIST' } })
})

test('a day without trades has no bill', async () => {
  nextDay('11:00:00')
  expect(await ask()).toMatchObject({
    status: 400,
    body: { code: 'NO_STATEMENT_EXIST', message: '账单文件不存在' },
  })
})

test('the URL is good for five minutes, and for nothing but its bill', async () => {
  await payAndRefund()
  nextDay('10:00:00')
  const { pathname, search } = new URL(String((await ask()).body.download_url))
  const changed = search.replace(date, '2020-01-01')
  expect(await request(world, 'GET', pathname + changed)).toMatchObject({ status: 400 })
  world.clock.advance(5 * minuteMs + 1_000)
  expect(await request(world, 'GET', pathname + search)).toMatchObject({
    status: 400,
    body: { message: '下载地址已失效，请重新申请账单' },
  })
})

test('another kind of bill is refused by name', async () => {
  const { status, body } = await request(
    world,
    'GET',
    `/v3/bill/tradebill?bill_date=${date}&bill_type=REFUND`,
  )
  expect([status, body.code, body.message]).toEqual([
    400,
    'PARAM_ERROR',
    expect.stringContaining('/bill_type'),
  ])
})

test('the real client asks for it and downloads it, unsigned as the file is', async () => {
  world.clock.moveTo(Date.now() - 48 * hourMs)
  date = new Date(world.clock.now() + 8 * hourMs).toISOString().slice(0, 10)
  await payAndRefund()
  world.clock.moveTo(Date.now())
  const client = realClient(world)
  const { data } = await client.get('/v3/bill/tradebill', { params: { bill_date: date, bill_type: 'ALL' } })
  const { pathname, search } = new URL(data.download_url)
  // The client knows a file by its path, and would ask for a signature if the token were part of that.
  const params = Object.fromEntries(new URLSearchParams(search))
  const file = await client.get(pathname, { params, responseType: 'arraybuffer' })
  expect(createHash('sha1').update(Buffer.from(file.data)).digest('hex')).toBe(data.hash_value)
})
