import { keys, type PayWorld, startPayWorld } from './world'

const dayMs = 24 * 3_600_000

let world: PayWorld

beforeAll(async () => {
  world = await startPayWorld()
})
afterAll(() => world.close())

test('the provider’s bill comes as text, or zipped as bytes; a day without one is returnCode FAIL', async () => {
  const outTradeNo = await world.paid()
  const campusDay = new Date(world.clock.now() + dayMs / 3).toISOString().slice(0, 10)
  const wanted = { subMchId: keys.mchid, nonceStr: 'n', billDate: campusDay.replaceAll('-', '') }
  expect(await world.pay('downloadBill', wanted)).toMatchObject({
    returnCode: 'FAIL',
    returnMsg: 'Bill Creating',
    errCode: 0,
  })
  world.clock.moveTo(Date.parse(`${campusDay}T10:00:00+08:00`) + dayMs)
  const { data } = await world.pay('downloadBill', wanted)
  const [headings, line] = String(data).split('\r\n')
  expect(headings).toMatch(/^\ufeff交易时间,/)
  expect(line?.split(',').slice(2, 7)).toEqual([
    '`1800008281',
    `\`${keys.mchid}`,
    '`',
    expect.stringMatching(/^`4200\d+$/),
    `\`${outTradeNo}`,
  ])
  const zipped = await world.pay('downloadBill', { ...wanted, tarType: 'GZIP' })
  expect(Buffer.from(zipped.data as Uint8Array).subarray(0, 2)).toEqual(Buffer.from([0x1f, 0x8b]))
  expect(await world.pay('downloadBill', { ...wanted, billDate: '20200101' })).toMatchObject({
    returnCode: 'FAIL',
    returnMsg: 'No Bill Exist',
  })
})
