import { CloudId } from '../../../../local/cloud'
import { callOpenApi, type FixtureCloud, startFixtureCloud } from '../fixtures'

let cloud: FixtureCloud

beforeAll(async () => {
  cloud = await startFixtureCloud({ appid: 'wxabc' })
})
afterAll(() => cloud.close())

const steps = { stepInfoList: [{ timestamp: 1, step: 8000 }] }

const ask = (...list: string[]) =>
  cloud.run(async ({ cloud: sdk, input }) => (await sdk.getOpenData({ list: input })).list, list)

test('gives each cloudID its data with a watermark, in the order asked for', async () => {
  const [first, second] = [cloud.openData.issue('o-alice', steps), cloud.openData.issue('o-alice', { a: 1 })]
  expect(await ask(second, first)).toMatchObject([
    { cloudID: second, data: { a: 1, watermark: { appid: 'wxabc' } } },
    { cloudID: first, data: steps },
  ])
})

test('a made-up one, another person’s and an old one have the SDK’s own codes', async () => {
  const bobs = cloud.openData.issue('o-bob', steps)
  const old = cloud.openData.issue('o-alice', steps)
  cloud.clock.advance(301_000)
  expect(await ask('made-up', bobs, old)).toEqual([
    { cloudID: 'made-up', errCode: -601005, errMsg: 'invalid cloudID' },
    { cloudID: bobs, errCode: -601007, errMsg: 'cloudID and calling user does not match' },
    { cloudID: old, errCode: -601006, errMsg: 'cloudID expired' },
  ])
})

test('a cloudID at the top of an event arrives as the data itself, deeper down it does not', async () => {
  const cloudID = cloud.openData.issue('o-alice', steps)
  const code = '({ event }) => ({ top: event.steps, deep: event.more.steps })'
  const event = { code, steps: new CloudId(cloudID), more: { steps: new CloudId(cloudID) } }
  expect(await cloud.call('script', event, { openid: 'o-alice' })).toMatchObject({
    top: { cloudID, data: steps },
    deep: { value: cloudID },
  })
})

test('cloudbase.getOpenData tells the same', async () => {
  const cloudID = cloud.openData.issue('o-alice', steps)
  const answer = await callOpenApi(cloud, 'cloudbase', 'getOpenData', { cloudidList: [cloudID] })
  expect(answer).toMatchObject({
    errCode: 0,
    dataList: [{ cloudId: cloudID, json: { data: steps } }],
  })
})
