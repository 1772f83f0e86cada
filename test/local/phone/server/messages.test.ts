import path from 'node:path'
import { buildFunctions } from '../../../../local/build/functions'
import { borrowPackages, temporaryFolder } from '../../temporary-folder'
import { type Fixture, openEvents, openFixture } from './fixture'

/** A function that sends the caller a subscribe message through the real SDK. */
const remind = `
  import cloud from 'wx-server-sdk'
  cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV })
  export async function main() {
    const touser = cloud.getWXContext().OPENID
    const data = { thing1: { value: '秋季校友论坛' } }
    try {
      await cloud.openapi.subscribeMessage.send({ touser, templateId: 'template-1', page: 'pages/home/home', data })
      return 'sent'
    } catch (error) {
      return error.errCode
    }
  }
`

let fixture: Fixture

beforeAll(async () => {
  const root = temporaryFolder({
    'cloudfunctions/remind/index.ts': remind,
    'cloudfunctions/remind/config.json': '{"permissions":{"openapi":["subscribeMessage.send"]}}',
  })
  borrowPackages(root)
  const outFolder = path.join(root, 'out')
  await buildFunctions({ root, outFolder })
  fixture = await openFixture(outFolder)
})
afterAll(() => fixture.close())

const remindEditor = async () =>
  (await fixture.post('/phone/call', { persona: 'editor', name: 'remind' })).body.result

test('a template accepted on the phone lets one message through, which the panel shows with the person’s name', async () => {
  const events = await openEvents(fixture.server.url)
  expect(await remindEditor()).not.toBe('sent')
  expect(await fixture.post('/phone/subscribe', { persona: 'editor', accepted: ['template-1'] })).toEqual({
    status: 200,
    body: {},
  })
  expect(await remindEditor()).toBe('sent')
  expect(await remindEditor()).not.toBe('sent')

  const shown = { to: '何编辑', message: { data: { thing1: '秋季校友论坛' }, page: 'pages/home/home' } }
  expect(await events.next('message')).toMatchObject(shown)
  const { messages } = (await fixture.get('/panel/state')).body
  expect(messages).toMatchObject([shown])
  expect(JSON.stringify(messages)).not.toContain('oEditor')
  expect((await fixture.get('/inside/messages')).body).toEqual([
    expect.objectContaining({ to: '何编辑', templateId: 'template-1', data: shown.message.data }),
  ])
  events.close()
})

test('a list of accepted templates that is none is refused', async () => {
  expect((await fixture.post('/phone/subscribe', { persona: 'editor', accepted: 'template-1' })).status).toBe(
    400,
  )
})
