/** Story: whoever writes projects, and whoever keeps the money, find each of them, however many there are. */
import { projectIds } from '../../local/seed/giving'
import { type ProjectStatus, projectStatuses } from '../../miniprogram/contract/giving-projects'
import { type Phone, TestWorld } from '../support/world'

let world: TestWorld
let treasurer: Phone
beforeAll(async () => {
  world = await TestWorld.open()
  treasurer = world.persona('treasurer')
})
afterEach(async () => {
  expect(await world.problems()).toEqual([])
})
afterAll(() => world.close())

/** Projects alike to the library, of which several stand at the same place in the order. */
async function keep(name: string, count: number, status: ProjectStatus, from = 1000): Promise<string[]> {
  const [project] = await world.cloud.database.find('projects', { _id: projectIds.library })
  const made = Array.from({ length: count }, (_, at) => ({
    ...project,
    _id: `${name}-${String(at).padStart(3, '0')}`,
    order: from + Math.floor(at / 7),
    status,
  }))
  await world.cloud.database.upsert('projects', made)
  return made.map(({ _id }) => _id)
}

async function readAll(phone: Phone, status: ProjectStatus): Promise<string[]> {
  const found: string[] = []
  let after: string | undefined
  do {
    const { projects, next } = await phone.call('giving.listManaged', { status, after })
    expect(projects.length).toBeLessThanOrEqual(20)
    found.push(...projects.map(({ projectId }) => projectId))
    after = next
  } while (after !== undefined)
  return found
}

test('of more projects than a page holds each is listed once, in their order, and the tabs count them', async () => {
  const closed = await keep('closed', 65, 'closed')
  expect((await readAll(treasurer, 'closed')).filter((id) => id.startsWith('closed-'))).toEqual(closed)
  for (const status of Object.keys(projectStatuses) as ProjectStatus[]) {
    const { counts } = await treasurer.call('giving.listManaged', { status: 'open' })
    expect(counts[status]).toBe((await readAll(treasurer, status)).length)
  }
})

test('drafts are their editors’ own, also where there are many', async () => {
  const drafts = await keep('draft', 25, 'draft')
  expect(await readAll(treasurer, 'draft')).toEqual([])
  const editor = world.persona('editor')
  expect((await readAll(editor, 'draft')).filter((id) => id.startsWith('draft-'))).toEqual(drafts)
})

test('a message offers every project to which one can give, however many have closed before', async () => {
  await keep('long-closed', 60, 'closed', -1000)
  const { projects } = await world.persona('administrator').call('notices.listTargets', {})
  const open = await world.cloud.database.find('projects', { status: 'open' })
  expect(open.length).toBeGreaterThan(2)
  expect(projects.map(({ projectId }) => projectId).sort()).toEqual(open.map(({ _id }) => _id).sort())
})
