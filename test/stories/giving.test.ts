/** Story: chosen, paid, entered once, thanked for, and on the honour roll. */
import type { Input } from '../../miniprogram/contract/index'
import { TestWorld } from '../support/world'

let world: TestWorld
beforeAll(async () => {
  world = await TestWorld.open()
})
afterEach(async () => {
  expect(await world.problems()).toEqual([])
})
afterAll(() => world.close())

const alumnus = () => world.persona('alumnus')

let attempts = 0
const gift = (changes: Partial<Input<'giving.give'>> = {}): Input<'giving.give'> => ({
  projectId: 'project-scholarship',
  amountFen: 7000,
  isAnonymous: false,
  attemptKey: `attempt-${attempts++}`,
  ...changes,
})

type Outcome = Parameters<TestWorld['wechatPay']['finish']>[1]

/** Gives, and does with the pay sheet what `outcome` says; returns our order's number. */
async function give(outcome: Outcome, changes: Partial<Input<'giving.give'>> = {}): Promise<string> {
  const { orderNo, payment } = await alumnus().call('giving.give', gift(changes))
  if (!payment) throw new Error('there is nothing to pay')
  const { prepayId } = world.wechatPay.openSheet(payment, alumnus().openid)
  await world.wechatPay.finish(prepayId, outcome)
  return orderNo
}

const entriesOf = (orderNo: string) => world.cloud.database.find('ledger', { orderNo })
const raised = async () =>
  (await world.persona('visitor').call('giving.readProject', { projectId: 'project-scholarship' })).project
    .raisedFen

test('a paid gift is one entry in the ledger, counts, and is thanked for', async () => {
  const before = await raised()
  const orderNo = await give('pay')
  expect(await alumnus().call('payments.confirm', { orderNo })).toEqual({ state: 'paid' })
  expect(await entriesOf(orderNo)).toEqual([
    expect.objectContaining({
      lines: [
        { account: 'wechat', amountFen: 7000 },
        { account: 'project:project-scholarship', amountFen: -7000 },
      ],
    }),
  ])
  expect(await raised()).toBe(before + 7000)
  expect(await alumnus().call('giving.readThanks', { orderNo })).toMatchObject({
    state: 'paid',
    donorName: '周书恒',
  })
  const { honours } = await world
    .persona('visitor')
    .call('giving.listHonours', { projectId: 'project-scholarship' })
  expect(honours[0]).toMatchObject({ donorName: '周书恒', amountFen: 7000 })
})

test.each([
  ['pay', 'paid', 1],
  ['payNotifyTwice', 'paid', 1],
  ['payLoseCallback', 'paid', 1],
  ['cancel', 'pending', 0],
  ['fail', 'pending', 0],
] as const)('after "%s" the order is %s, with %i entry in the ledger', async (outcome, state, entries) => {
  const orderNo = await give(outcome)
  expect(await alumnus().call('payments.confirm', { orderNo })).toEqual({ state })
  expect(await entriesOf(orderNo)).toHaveLength(entries)
})

test('[1] twenty notifications at once are one entry in the ledger, and all are acknowledged', async () => {
  const orderNo = await give('payLoseCallback')
  const answers = await world.wechatPay.deliver(orderNo, { times: 20, parallel: true })
  expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200))
  expect(await entriesOf(orderNo)).toHaveLength(1)
})

test.each(['signature', 'body', 'serial', 'probe'] as const)(
  '[7][8][11] a notification with a wrong %s is refused and changes nothing',
  async (tamper) => {
    const orderNo = await give('payLoseCallback')
    const [answer] = await world.wechatPay.deliver(orderNo, { tamper })
    expect(answer?.status).toBeGreaterThanOrEqual(400)
    expect(await entriesOf(orderNo)).toEqual([])
    expect(await world.cloud.database.find('orders', { _id: orderNo })).toMatchObject([{ state: 'pending' }])
  },
)

test('[9] a notification that is old is not believed by itself, but the order is asked about', async () => {
  const orderNo = await give('payLoseCallback')
  const [answer] = await world.wechatPay.deliver(orderNo, { tamper: 'stale' })
  expect(answer?.status).toBe(200)
  expect(await entriesOf(orderNo)).toHaveLength(1)
})

test('[4] a truly signed notification of another amount freezes the order and enters nothing', async () => {
  const orderNo = await give('payLoseCallback')
  await world.wechatPay.deliver(orderNo, { tamper: 'amount' })
  expect(await alumnus().call('payments.confirm', { orderNo })).toEqual({ state: 'frozen' })
  expect(await entriesOf(orderNo)).toEqual([])
  expect(await world.cloud.database.find('exceptions', { orderNo })).toMatchObject([{ kind: 'mismatch' }])
})

test('[3] when the notification never comes and the phone is gone, the timer settles the order', async () => {
  const orderNo = await give('payLoseCallback')
  world.clock.advance(60_000)
  await world.tick()
  expect(await world.cloud.database.find('orders', { _id: orderNo })).toMatchObject([{ state: 'paid' }])
  expect(await entriesOf(orderNo)).toHaveLength(1)
})

test('[14] the same tap twice is one order, and one that was cancelled can still be paid under its number', async () => {
  const input = gift()
  const [one, two] = await Promise.all([
    alumnus().call('giving.give', input),
    alumnus().call('giving.give', input),
  ])
  expect(two.orderNo).toBe(one.orderNo)
  const payment = (await alumnus().call('giving.give', input)).payment
  if (!payment) throw new Error('there is nothing to pay')
  const sheet = world.wechatPay.openSheet(payment, alumnus().openid)
  await world.wechatPay.finish(sheet.prepayId, 'cancel')
  const again = await alumnus().call('giving.give', input)
  if (!again.payment) throw new Error('there is nothing to pay')
  await world.wechatPay.finish(world.wechatPay.openSheet(again.payment, alumnus().openid).prepayId, 'pay')
  expect(await alumnus().call('giving.give', input)).toEqual({ orderNo: one.orderNo, state: 'paid' })
  expect(await alumnus().outcome('giving.give', { ...input, amountFen: 1 })).toBe('ATTEMPT_CHANGED')
  expect(await alumnus().outcome('giving.give', { ...input, isAnonymous: true })).toBe('ATTEMPT_CHANGED')
  expect(world.wechatPay.orders.filter((order) => order.outTradeNo === one.orderNo)).toHaveLength(1)
})

test('an unpaid order is closed once its time is over', async () => {
  const orderNo = await give('cancel')
  world.clock.advance(16 * 60_000)
  await world.tick()
  expect(await alumnus().call('payments.confirm', { orderNo })).toEqual({ state: 'closed' })
})

test('[45] while WeChat Pay cannot be reached nobody is charged, and the same tap later goes on', async () => {
  const input = gift()
  world.wechatPay.faults.failNext('prepay', 'status500')
  expect(await alumnus().outcome('giving.give', input)).toBe('PAYMENT_UNAVAILABLE')
  world.wechatPay.faults.failNext('prepay', 'loseReply')
  expect(await alumnus().outcome('giving.give', input)).toBe('PAYMENT_UNAVAILABLE')
  expect(await alumnus().call('giving.give', input)).toMatchObject({ payment: { signType: 'RSA' } })
})

test('a forged reply of WeChat Pay is not believed', async () => {
  const orderNo = await give('cancel')
  world.wechatPay.faults.failNext('query', 'badSignature')
  expect(await alumnus().call('payments.confirm', { orderNo })).toEqual({ state: 'pending' })
})

test('an anonymous gift counts, without its name anywhere but with the donor', async () => {
  const orderNo = await give('pay', { isAnonymous: true, amountFen: 1957 })
  const seen = await Promise.all([
    world.persona('visitor').call('giving.listHonours', {}),
    world.persona('treasurer').call('giving.listHonours', { projectId: 'project-scholarship' }),
    world.persona('visitor').call('giving.readProject', { projectId: 'project-scholarship' }),
  ])
  const anonymous = seen
    .flatMap((page) => ('honours' in page ? page.honours : page.latest))
    .find(({ amountFen }) => amountFen === 1957)
  expect(anonymous).toMatchObject({ isAnonymous: true, donorName: '匿名捐赠人' })
  expect(await alumnus().call('giving.readThanks', { orderNo })).toMatchObject({ donorName: '周书恒' })
})

test('nobody reads or confirms another’s order, and hears the same whether or not it exists', async () => {
  const orderNo = await give('pay')
  const other = world.persona('enterprise')
  for (const no of [orderNo, 'DNOSUCHORDER']) {
    expect(await other.outcome('giving.readThanks', { orderNo: no })).toBe('NOT_FOUND')
    expect(await other.outcome('payments.confirm', { orderNo: no })).toBe('NOT_FOUND')
  }
})

test.each([
  ['to a project that does not exist', { projectId: 'nowhere' }, 'NOT_FOUND'],
  ['to a finished project', { projectId: 'project-grove' }, 'PROJECT_CLOSED'],
  ['below the minimum', { projectId: 'project-laboratory', amountFen: 999 }, 'AMOUNT_OUT_OF_RANGE'],
])('a gift %s is refused', async (_what, changes, code) => {
  expect(await alumnus().outcome('giving.give', gift(changes))).toBe(code)
})

test('visitors are asked to register, and nobody can set price, payer or state', async () => {
  expect(await world.persona('visitor').outcome('giving.give', gift())).toBe('NOT_REGISTERED')
  for (const extra of [{ openid: 'oOther' }, { state: 'paid' }, { orderNo: 'D1' }]) {
    const reply = await alumnus().send({ action: 'giving.give', input: { ...gift(), ...extra } })
    expect(reply).toMatchObject({ ok: false, error: { code: 'INVALID_INPUT' } })
  }
})
