import path from 'node:path'
import { listPages } from '../../../local/phone/server/pages'
import { sampleActs } from '../../../local/seed/acts'
import { TestWorld } from '../../support/world'

const miniprogram = path.resolve(__dirname, '../../../miniprogram')

let world: TestWorld
beforeAll(async () => {
  world = await TestWorld.open()
})
afterAll(() => world.close())

test('every page of the mini-program is worth looking at somewhere, and no place is of a page that is none', async () => {
  const pages = (await listPages(miniprogram)).map((page) => page.path)
  const shown = (await world.world.places()).map(({ page }) => page.split('?')[0])
  expect([...new Set(shown)].sort()).toEqual([...pages].sort())
})

test('every place is somebody’s, and names its record', async () => {
  const personas = new Set(world.world.personas.map(({ key }) => key))
  for (const { persona, page } of await world.world.places()) {
    expect(personas).toContain(persona)
    expect(page).not.toMatch(/=(&|$)/)
  }
})

test('what staff have done already is done as they do it, and stands in the trail', async () => {
  await sampleActs(world.world)
  const { rows } = await world.persona('administrator').call('trail.list', {})
  expect(rows.map(({ action, outcome }) => [action, outcome])).toEqual(
    expect.arrayContaining([
      ['organisations.change', 'done'],
      ['preparation.report', 'done'],
      ['roles.invite', 'done'],
      ['roles.withdrawInvitation', 'done'],
    ]),
  )
  expect(await world.problems()).toEqual([])
})
