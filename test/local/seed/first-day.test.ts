/** The first day of an installation: nothing is there yet, and nothing breaks for it. */
import { firstDay } from '../../../local/seed/empty'
import { openWorld, type World } from '../../../local/world'
import type { ActionName, Input, Reply } from '../../../miniprogram/contract/index'
import { wechatPayKeys } from '../../support/wechat-pay-keys'
import { functionsFolder } from '../../support/world'

let world: World
beforeAll(async () => {
  world = await openWorld({
    functionsFolder,
    sample: firstDay,
    timers: false,
    wechatPayKeys: wechatPayKeys(),
  })
})
afterAll(() => world.close())

async function answer<Name extends ActionName>(key: string, action: Name, input: Input<Name>) {
  const openid = world.personas.find((persona) => persona.key === key)?.openid ?? ''
  return (await world.cloud.call('api', { action, input }, { openid })) as Reply<unknown>
}

test('the clock has nothing to do', async () => {
  await expect(world.cloud.fireTimer('timer')).resolves.not.toThrow()
})

test.each([
  ['visitor', 'celebration.readHome', {}],
  ['visitor', 'events.list', { period: 'upcoming' }],
  ['visitor', 'giving.listProjects', {}],
  ['visitor', 'news.list', {}],
  ['administrator', 'directory.search', {}],
  ['administrator', 'trail.list', {}],
  ['administrator', 'preparation.list', { isDone: false }],
] as const)('%s reads %s', async (key, action, input) => {
  expect(await answer(key, action, input as Input<typeof action>)).toMatchObject({ ok: true })
})
