/** One contract, two adapters: whatever the port promises, v3 and cloudPay both keep, against the same sandbox. */
import type { RefundInput } from '../../../../cloudfunctions/platform/wechat-pay/port'
import { PayRefused } from '../../../../cloudfunctions/platform/wechat-pay/port'
import { type AdapterWorld, adapters, orderInput, paid, prepaid } from './adapters'

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs

const everythingButDate = [
  'hrtime',
  'nextTick',
  'performance',
  'queueMicrotask',
  'setImmediate',
  'clearImmediate',
  'setInterval',
  'clearInterval',
  'setTimeout',
  'clearTimeout',
] as const

describe.each(Object.entries(adapters))('%s', (name, open) => {
  let world: AdapterWorld
  beforeAll(async () => {
    jest.useFakeTimers({ doNotFake: [...everythingButDate] })
    world = await open()
  })
  afterAll(async () => {
    await world.close()
    jest.useRealTimers()
  })

  /** The real client has no clock of its own: so the machine's is moved, and the sandbox notices. */
  function moveTo(moment: string, aheadMs = 0): void {
    jest.setSystemTime(Date.parse(moment) + aheadMs)
    world.clock.advance(0)
  }

  let made = 0
  const refundOf = (outTradeNo: string, changes: Partial<RefundInput> = {}): RefundInput => ({
    outTradeNo,
    outRefundNo: `R${outTradeNo}${made++}`,
    totalFen: 10_000,
    amountFen: 2_550,
    reason: '重复捐赠',
    ...changes,
  })

  test('prepay opens the payment sheet with our order, and again gives the same payment', async () => {
    const input = orderInput(world)
    const params = await prepaid(world, input)
    expect(Object.keys(params).sort()).toEqual(['nonceStr', 'package', 'paySign', 'signType', 'timeStamp'])
    expect(world.sandbox.openSheet(params, world.payer)).toMatchObject({
      amountFen: 10_000,
      description: input.description,
    })
    expect((await prepaid(world, input)).package).toBe(params.package)
  })

  test('prepay of another amount under a known number is refused', async () => {
    const input = orderInput(world)
    await prepaid(world, input)
    await expect(world.port.prepay({ ...input, amountFen: 1 })).rejects.toThrow(PayRefused)
  })

  test('prepay tells that an order is paid, or closed', async () => {
    const input = orderInput(world)
    await world.sandbox.finish(
      world.sandbox.openSheet(await prepaid(world, input), world.payer).prepayId,
      'pay',
    )
    expect(await world.port.prepay(input)).toBe('PAID')
    const other = orderInput(world)
    await prepaid(world, other)
    expect(await world.port.close(other.outTradeNo)).toBe('CLOSED')
    expect(await world.port.prepay(other)).toBe('CLOSED')
  })

  test('query tells all that has to be compared once it is paid, and nothing of the payer before', async () => {
    const { merchant, payer } = world
    const unpaid = await paid(world, 'cancel')
    expect(await world.port.query(unpaid)).toMatchObject({ outTradeNo: unpaid, state: 'NOTPAY', ...merchant })
    expect((await world.port.query(unpaid)) as object).not.toHaveProperty('payerOpenid', payer)
    const outTradeNo = await paid(world, 'payLoseCallback')
    expect(await world.port.query(outTradeNo)).toMatchObject({
      outTradeNo,
      transactionId: expect.stringMatching(/^4200\d+$/),
      state: 'SUCCESS',
      amountFen: 10_000,
      currency: 'CNY',
      payerOpenid: payer,
      ...merchant,
      paidAt: expect.any(Date),
    })
    expect(await world.port.query('DNOBODYUSEDTHIS')).toBe('NOT_EXIST')
  })

  test('close makes an order unpayable, and says so of one that is paid', async () => {
    expect(await world.port.close(await paid(world, 'cancel'))).toBe('CLOSED')
    expect(await world.port.close(await paid(world))).toBe('PAID')
  })

  test('refund is taken on once for its number, and refused beyond what was paid', async () => {
    const outTradeNo = await paid(world)
    const input = refundOf(outTradeNo)
    const first = await world.port.refund(input)
    expect(first).toMatchObject({
      outTradeNo,
      outRefundNo: input.outRefundNo,
      status: 'PROCESSING',
      amountFen: 2_550,
    })
    expect(await world.port.refund(input)).toEqual(first)
    expect(world.sandbox.refunds.filter((refund) => refund.outTradeNo === outTradeNo)).toHaveLength(1)
    moveTo(new Date().toISOString(), 2 * minuteMs)
    await expect(world.port.refund(refundOf(outTradeNo, { amountFen: 7_451 }))).rejects.toEqual(
      new PayRefused('refund', 'INVALID_REQUEST'),
    )
    expect(await world.port.queryRefund(input.outRefundNo, outTradeNo)).toMatchObject({ outTradeNo })
    expect(await world.port.queryRefund('RNOBODYUSEDTHIS', outTradeNo)).toBe('NOT_EXIST')
  })

  test('two refunds of one order within a minute are to be tried again, not given up', async () => {
    const outTradeNo = await paid(world)
    await world.port.refund(refundOf(outTradeNo))
    await expect(world.port.refund(refundOf(outTradeNo, { amountFen: 1 }))).rejects.not.toMatchObject({
      code: 'INVALID_REQUEST',
    })
  })

  test('what the merchant is told of a payment leads to the order, and of a refund to its end', async () => {
    const before = (await world.told()).length
    const outTradeNo = await paid(world)
    const input = refundOf(outTradeNo)
    await world.port.refund(input)
    moveTo(new Date().toISOString(), 2 * minuteMs)
    await world.sandbox.settled()
    const told = (await world.told()).slice(before)
    const read = told.map(({ event, source }) => world.port.parseNotify(event, source))
    const ofOurs = read.filter((one) => JSON.stringify(one).includes(outTradeNo))
    const end = { outRefundNo: input.outRefundNo, outTradeNo, status: 'SUCCESS', amountFen: 2_550 }
    expect(ofOurs).toMatchObject(
      name === 'v3'
        ? [
            { kind: 'trade', trade: { outTradeNo, state: 'SUCCESS' } },
            { kind: 'refund', refund: end },
          ]
        : [
            { kind: 'hint', outTradeNo },
            { kind: 'hint', outTradeNo, outRefundNo: input.outRefundNo, said: end },
          ],
    )
  })

  test('[50] a call that WeChat Pay did not make is not listened to', async () => {
    const forged = { returnCode: 'SUCCESS', resultCode: 'SUCCESS', outTradeNo: 'D1', totalFee: 1 }
    for (const source of ['wx_client', 'wx_http', 'wx_client,wx_paycallback', ''])
      expect(world.port.parseNotify(forged, source)).toMatchObject({ kind: 'reject', status: 401 })
    expect(world.port.parseNotify({ headers: {}, body: '{}' }, 'wx_http')).toMatchObject({ kind: 'reject' })
  })

  test('the bill of a day has its payments and refunds to the fen, and comes at ten the next morning', async () => {
    const day = new Date(world.clock.now() + dayMs / 3 + dayMs).toISOString().slice(0, 10)
    moveTo(`${day}T12:00:00+08:00`)
    const outTradeNo = await paid(world)
    const input = refundOf(outTradeNo)
    await world.port.refund(input)
    expect(await world.port.bill(day)).toBe('NOT_READY')
    moveTo(`${day}T10:00:00+08:00`, dayMs)
    expect(await world.port.bill(day)).toMatchObject([
      { kind: 'payment', outTradeNo, amountFen: 10_000, feeFen: 60, refundId: '', outRefundNo: '' },
      {
        kind: 'refund',
        outTradeNo,
        outRefundNo: input.outRefundNo,
        refundId: expect.stringMatching(/^5030\d+$/),
        refundStatus: 'SUCCESS',
        amountFen: 2_550,
      },
    ])
    expect(await world.port.bill('2020-01-01')).toEqual([])
  })
})
