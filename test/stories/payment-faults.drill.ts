/** Story: the faults that payments meet, by their numbers in the fault matrix, where no other story tells of them. */
import fs from 'node:fs'
import path from 'node:path'
import { type Drill, interruptEverywhere } from '../support/interruptions'
import { TestWorld } from '../support/world'

const minuteMs = 60_000

const lines: string[] = []
let world: TestWorld
beforeAll(async () => {
  world = await TestWorld.open({ log: (line) => lines.push(line) })
})
afterEach(async () => {
  world.cloud.faults.clear()
  expect(await world.problems()).toEqual([])
})
afterAll(() => world.close())

const donor = () => world.persona('alumnus')
let made = 0

const wish = () => ({
  projectId: 'project-library',
  amountFen: 700,
  isAnonymous: false,
  attemptKey: `fault-${made++}`,
})

async function opened(input = wish()): Promise<{ orderNo: string; prepayId: string }> {
  const { orderNo, payment } = await donor().call('giving.give', input)
  if (!payment) throw new Error('there is nothing to pay')
  return { orderNo, prepayId: world.wechatPay.openSheet(payment, donor().openid).prepayId }
}

async function paid(): Promise<string> {
  const { orderNo, prepayId } = await opened()
  await world.wechatPay.finish(prepayId, 'pay')
  return orderNo
}

const stateOf = async (orderNo: string) =>
  (await world.cloud.database.find('orders', { _id: orderNo }))[0]?.state
const entries = (orderNo: string) => world.cloud.database.count('ledger', { orderNo })

async function minutesPass(minutes: number): Promise<void> {
  for (let minute = 0; minute < minutes; minute++) {
    world.clock.advance(minuteMs)
    await world.wechatPay.settled()
    await world.tick()
  }
}

test('[2][13] whatever the phone says, the order is paid as the notification said before', async () => {
  const { orderNo, prepayId } = await opened()
  await world.wechatPay.finish(prepayId, 'pay')
  // The phone heard "cancel", as phones do on a bad line, and asks.
  expect(await donor().call('payments.confirm', { orderNo })).toEqual({ state: 'paid' })
  expect(await entries(orderNo)).toBe(1)
})

test('[15] one wish sent by five taps at once is one gift, one order, and one request to be paid', async () => {
  const input = wish()
  const replies = await Promise.all(Array.from({ length: 5 }, () => donor().call('giving.give', input)))
  const orderNos = new Set(replies.map(({ orderNo }) => orderNo))
  expect(orderNos.size).toBe(1)
  const [orderNo = ''] = orderNos
  const { prepayId } = await opened(input)
  await world.wechatPay.finish(prepayId, 'pay')
  expect(await entries(orderNo)).toBe(1)
  expect(await world.cloud.database.count('gifts', { orderNo })).toBe(1)
  expect(await world.cloud.database.count('orders', { _id: orderNo })).toBe(1)
  expect(world.wechatPay.orders.filter(({ outTradeNo }) => outTradeNo === orderNo)).toHaveLength(1)
})

test('[16] a project’s new minimum does not touch an order that stands: the same tap pays what was agreed', async () => {
  const input = wish()
  const { orderNo } = await opened(input)
  const [project] = await world.cloud.database.find('projects', { _id: input.projectId })
  await world.cloud.database.upsert('projects', [{ ...project, minimumFen: 100_000 }])
  const again = await opened(input)
  await world.cloud.database.upsert('projects', [{ ...project }])
  expect(again.orderNo).toBe(orderNo)
  await world.wechatPay.finish(again.prepayId, 'pay')
  expect(await stateOf(orderNo)).toBe('paid')
})

test('[18] a lost answer to closing leaves the order to be closed the next time', async () => {
  const { orderNo } = await opened()
  world.wechatPay.faults.failNext('close', 'loseReply')
  await minutesPass(15)
  expect(await stateOf(orderNo)).toBe('pending')
  await minutesPass(1)
  expect(await stateOf(orderNo)).toBe('closed')
})

test('[43] a notification that is not answered in time comes again, and is entered once', async () => {
  const { orderNo, prepayId } = await opened()
  const slow = world.cloud.faults.kill({
    functionName: 'payment-notify',
    action: 'database.insertDocument',
    atRequest: 1,
    moment: 'after',
  })
  await world.wechatPay.finish(prepayId, 'pay')
  expect(slow.hasStruck).toBe(true)
  world.clock.advance(15_000)
  await world.wechatPay.settled()
  expect(await stateOf(orderNo)).toBe('paid')
  expect(await entries(orderNo)).toBe(1)
})

test('[44] while the database is down nobody is asked to pay, and a notification is asked for again', async () => {
  const { orderNo, prepayId } = await opened()
  const prepays = world.wechatPay.requests.prepay ?? 0
  const down = world.cloud.faults.down()
  await donor().outcome('giving.give', wish())
  await world.wechatPay.finish(prepayId, 'pay')
  down.disarm()
  expect(world.wechatPay.requests.prepay ?? 0).toBe(prepays)
  expect(await stateOf(orderNo)).toBe('pending')
  world.clock.advance(15_000)
  await world.wechatPay.settled()
  expect(await stateOf(orderNo)).toBe('paid')
})

test.each(['-501003', '-501004'])(
  '[46] a database that refuses with %s for now leaves nothing behind that the same tap does not finish',
  async (code) => {
    const input = wish()
    const refusing = world.cloud.faults.refuse({
      functionName: 'api',
      action: 'database.insertDocument',
      atRequest: 2,
      code,
      message: 'request rate exceeds the limit',
    })
    await donor().outcome('giving.give', input)
    expect(refusing.hasStruck).toBe(true)
    const { orderNo, prepayId } = await opened(input)
    await world.wechatPay.finish(prepayId, 'pay')
    expect(await entries(orderNo)).toBe(1)
    expect(await world.cloud.database.count('gifts', { orderNo })).toBe(1)
  },
)

test('[65] a server whose clock is ten minutes off believes no notification by itself, and asks', async () => {
  const { orderNo, prepayId } = await opened()
  const skew = world.cloud.faults.skewClock({ functionName: 'payment-notify', aheadMs: 10 * minuteMs })
  await world.wechatPay.finish(prepayId, 'pay')
  skew.disarm()
  await minutesPass(1)
  expect(await stateOf(orderNo)).toBe('paid')
  expect(await entries(orderNo)).toBe(1)
})

test.each([Number.NaN, Number.POSITIVE_INFINITY, -1, 0, 1.5, 1e21, '1', [1], null])(
  '[57] %p is no amount, to give or to give back',
  async (amountFen) => {
    const gift = { action: 'giving.give', input: { ...wish(), amountFen } }
    const back = { orderNo: 'DSAMPLE000001', amountFen, reason: '误付', attemptKey: 'a' }
    const replies = [
      await donor().send(gift),
      await world.persona('treasurer').send({ action: 'treasury.requestRefund', input: back }),
    ]
    for (const reply of replies) expect(reply).toMatchObject({ ok: false, error: { code: 'INVALID_INPUT' } })
  },
)

const approving: Drill = {
  functionName: 'api',
  action: 'treasury.decideRefund',
  async prepare() {
    const orderNo = await paid()
    const { refundNo } = await world.persona('treasurer').call('treasury.requestRefund', {
      orderNo,
      amountFen: 700,
      reason: '误付',
      attemptKey: `fault-refund-${made++}`,
    })
    return {
      run: () => world.persona('comptroller').call('treasury.decideRefund', { refundNo, approves: true }),
      async hold() {
        await minutesPass(2)
        expect(await world.cloud.database.find('refunds', { _id: refundNo })).toMatchObject([
          { state: 'success' },
        ])
        expect(await entries(orderNo)).toBe(2)
        expect(world.wechatPay.refunds.filter(({ outTradeNo }) => outTradeNo === orderNo)).toHaveLength(1)
      },
    }
  },
}

/** Done at WeChat Pay, and the function that is told dies. */
const hearing: Drill = {
  functionName: 'payment-notify',
  async prepare() {
    const { run, hold } = await approving.prepare()
    await run()
    return {
      async run() {
        world.clock.advance(minuteMs)
        await world.wechatPay.settled()
      },
      hold,
    }
  },
}

test.each([
  ['approving a refund', approving, 'before', 'retry'],
  ['approving a refund', approving, 'after', 'timer'],
  ['hearing that a refund is done', hearing, 'before', 'timer'],
  ['hearing that a refund is done', hearing, 'after', 'timer'],
] as const)('%s, killed at each of its changes, is put right', async (_what, drill, moment, mend) => {
  const minutePasses = () => minutesPass(1)
  expect(
    await interruptEverywhere(world, drill, { moment, mend, minutesPass: minutePasses }),
  ).toBeGreaterThan(2)
})

test('no secret and no payer is in any log line, nor in the repository', () => {
  const {
    WECHAT_PAY_API_V3_KEY = 'x',
    WECHAT_PAY_MERCHANT_PRIVATE_KEY = 'x',
    SECRET_KEY = 'x',
  } = world.world.environment
  const pem = WECHAT_PAY_MERCHANT_PRIVATE_KEY.split('\n')[1] ?? 'x'
  const all = lines.join('\n')
  expect(lines.length).toBeGreaterThan(50)
  for (const secret of [WECHAT_PAY_API_V3_KEY, pem, SECRET_KEY, donor().openid, 'WECHATPAY2-SHA256'])
    expect(all).not.toContain(secret)
  const root = path.resolve(__dirname, '../..')
  const sources = ['cloudfunctions', 'miniprogram', 'local'].flatMap((folder) =>
    fs
      .readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(?:ts|js|json|mjs)$/.test(name) && !name.includes('miniprogram_npm'))
      .map((name) => path.join(root, folder, name)),
  )
  const withKey = sources.filter((file) =>
    /-----BEGIN [A-Z ]*PRIVATE KEY-----\s*[A-Za-z0-9+/]{40}/.test(fs.readFileSync(file, 'utf8')),
  )
  expect(withKey).toEqual([])
})
