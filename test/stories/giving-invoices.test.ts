/** Story: a donor asks for the official receipt of a gift; a treasurer issues it or says why not. */
import type { Input } from '../../miniprogram/contract/index'
import { fresh, give, minutePasses, tracesOf, weekPasses } from '../support/lives'
import { TestWorld } from '../support/world'

const dayMs = 86_400_000

let world: TestWorld
beforeAll(async () => {
  world = await TestWorld.open()
})
afterEach(async () => {
  expect(await world.problems()).toEqual([])
})
afterAll(() => world.close())

const treasurer = () => world.persona('treasurer')
const donor = () => world.persona('alumnus')
const payer = '江城自动化设备有限公司'
const sendTo = '江城市银杏路 1957 号 3 栋'

const asked = (orderNo: string, changes: Partial<Input<'giving.askInvoice'>> = {}) =>
  donor().call('giving.askInvoice', { orderNo, payer, taxId: '91420100MA4K', sendTo, ...changes })

const requestOf = async (orderNo: string) => {
  const { invoices } = await treasurer().call('giving.listInvoices', { state: 'asked' })
  const request = invoices.find((one) => one.orderNo === orderNo)
  if (!request) throw new Error('nothing waits for a treasurer')
  return request
}

const newsOf = async (orderNo: string) =>
  (await donor().call('messages.list', {})).messages.filter(({ url }) =>
    url.includes(`invoice?orderNo=${orderNo}`),
  )

test('what is asked for is seen by treasurers, issued once with its number, and told once', async () => {
  const orderNo = await give(world, donor(), 20_000)
  expect((await donor().call('giving.readInvoice', { orderNo })).invoice).toBeUndefined()
  await asked(orderNo)
  const request = await requestOf(orderNo)
  expect(request).toMatchObject({ details: { payer, sendTo, taxId: '91420100MA4K' }, amountFen: 20_000 })
  const decision = { orderNo, revision: request.revision, decision: 'issue', words: '0019570001' } as const
  await treasurer().call('giving.decideInvoice', decision)
  await treasurer().call('giving.decideInvoice', decision)
  expect(await treasurer().outcome('giving.decideInvoice', { ...decision, words: '2' })).toBe('GIFT_CHANGED')
  await minutePasses(world)
  await minutePasses(world)
  expect(await newsOf(orderNo)).toHaveLength(1)
  expect((await donor().call('giving.readInvoice', { orderNo })).invoice).toMatchObject({
    state: 'issued',
    number: '0019570001',
  })
  expect(await donor().outcome('giving.askInvoice', { orderNo, payer, sendTo })).toBe('GIFT_CHANGED')
  const audit = await world.cloud.database.find('audit', { target: orderNo })
  expect(audit.map(({ action }) => action)).toContain('giving.decideInvoice')
})

test('what is sent back says why, and may be asked for again; nothing is issued to what was changed since', async () => {
  const orderNo = await give(world, donor(), 20_000)
  await asked(orderNo, { payer: '写错了' })
  const { revision } = await requestOf(orderNo)
  await treasurer().call('giving.decideInvoice', { orderNo, revision, decision: 'return', words: '抬头不全' })
  expect((await donor().call('giving.readInvoice', { orderNo })).invoice).toMatchObject({
    state: 'returned',
    reason: '抬头不全',
  })
  await asked(orderNo)
  const old = { orderNo, revision, decision: 'issue', words: '1' } as const
  expect(await treasurer().outcome('giving.decideInvoice', old)).toBe('GIFT_CHANGED')
  expect(await requestOf(orderNo)).toMatchObject({ details: { payer }, reason: '' })
})

test('to whom and where stands nowhere in the clear, and is gone a month after it was decided', async () => {
  const orderNo = await give(world, donor(), 20_000)
  await asked(orderNo, { payer: '明文不留公司', sendTo: '明文不留路 1 号' })
  expect(await tracesOf(world, '明文不留')).toEqual([])
  const { revision } = await requestOf(orderNo)
  await treasurer().call('giving.decideInvoice', { orderNo, revision, decision: 'issue', words: '77' })
  world.clock.advance(31 * dayMs)
  await world.tick()
  expect((await donor().call('giving.readInvoice', { orderNo })).invoice).toEqual({
    state: 'issued',
    details: undefined,
    number: '77',
    reason: '',
  })
})

test('nobody asks for others’ gifts, or for what has not come', async () => {
  const orderNo = await give(world, donor(), 20_000)
  const other = world.persona('enterprise')
  for (const no of [orderNo, 'DNOSUCHORDER']) {
    expect(await other.outcome('giving.askInvoice', { orderNo: no, payer, sendTo })).toBe('NOT_FOUND')
    expect(await other.outcome('giving.readInvoice', { orderNo: no })).toBe('NOT_FOUND')
  }
  const pledged = await donor().call('giving.announce', {
    attemptKey: fresh('invoiced'),
    projectId: 'project-scholarship',
    way: 'transfer',
    amountFen: 20_000,
    goods: [],
    details: '',
    isAnonymous: false,
  })
  expect(await donor().outcome('giving.askInvoice', { orderNo: pledged.orderNo, payer, sendTo })).toBe(
    'GIFT_CHANGED',
  )
})

test('whoever leaves takes an open request along; of an issued one the number stays', async () => {
  const phone = donor()
  const orders = [await give(world, phone, 10_000), await give(world, phone, 10_000)]
  for (const orderNo of orders) await phone.call('giving.askInvoice', { orderNo, payer, sendTo })
  const [open = '', issued = ''] = orders
  const { revision } = await requestOf(issued)
  const decision = { orderNo: issued, revision, decision: 'issue', words: '88' } as const
  await treasurer().call('giving.decideInvoice', decision)
  await phone.call('myData.askErasure', {})
  await weekPasses(world)
  expect(await world.cloud.database.find('giftInvoices', { orderNo: open })).toEqual([])
  expect(await world.cloud.database.find('giftInvoices', { orderNo: issued })).toMatchObject([
    { number: '88', details: null },
  ])
})
