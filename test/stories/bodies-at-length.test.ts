/** Story: a university of any size. Every body is found on some page, and staff choose any that they act for. */
import { plainNameOf } from '../../cloudfunctions/domain/organisations/records'
import { bodyIds } from '../../local/seed/body-ids'
import type { BodyKind } from '../../miniprogram/contract/organisations'
import { type Phone, TestWorld } from '../support/world'

const { university, computing: college } = bodyIds
const rowsAtMost = 50

let world: TestWorld
let administrator: Phone
/** Edits for the whole university; of a college only. */
let editor: Phone
let reviewer: Phone
beforeAll(async () => {
  world = await TestWorld.open()
  administrator = world.persona('administrator')
  editor = world.persona('editor')
  reviewer = world.persona('reviewer')
  await found('branch', 65, university, '第', '地方校友会')
  await found('class', 130, college, '计科', '班', { entryYear: 2003, collegeId: college })
})
afterEach(async () => {
  expect(await world.problems()).toEqual([])
})
afterAll(() => world.close())

/** Bodies right below one, with a number in their names. */
async function found(
  kind: BodyKind,
  count: number,
  parentId: string,
  before: string,
  behind: string,
  fields: object = {},
) {
  const { database } = world.cloud
  const [[parent], [sample]] = await Promise.all([
    database.find('bodies', { _id: parentId }),
    database.find('bodies', { kind, status: 'open' }),
  ])
  const names = Array.from({ length: count }, (_, at) => `${before}${at + 101}${behind}`)
  await database.upsert(
    'bodies',
    names.map((name, at) => {
      const _id = `${kind}-${at + 101}`
      const bodyPath = [...((parent?.bodyPath as string[] | undefined) ?? []), _id]
      const own = { _id, parentId, bodyPath, name, plainName: plainNameOf(name), leads: [], cities: [] }
      return { ...sample, ...own, ...fields }
    }),
  )
}

interface Page {
  readonly bodies: readonly { readonly bodyId: string; readonly kind: BodyKind; readonly name: string }[]
  readonly next: string | undefined
}

async function readAll(read: (after: string | undefined) => Promise<Page>) {
  const found: Page['bodies'][number][] = []
  let after: string | undefined
  do {
    const { bodies, next } = await read(after)
    expect(bodies.length).toBeLessThanOrEqual(rowsAtMost)
    found.push(...bodies)
    after = next
  } while (after !== undefined)
  return found
}

const idsOf = (bodies: Page['bodies']) => bodies.map(({ bodyId }) => bodyId)

test.each([
  ['everybody', () => world.persona('visitor'), 'organisations.listBelow'],
  ['whoever tends the tree', () => administrator, 'organisations.listManaged'],
] as const)('%s reads all that lies below, kind by kind, each body once', async (_who, phone, action) => {
  const rows = await readAll((after) => phone().call(action, { parentId: university, after }))
  expect(new Set(idsOf(rows)).size).toBe(rows.length)
  const branches = rows.filter(({ kind }) => kind === 'branch')
  expect(idsOf(branches).filter((id) => /^branch-\d{3}$/.test(id))).toHaveLength(65)
  const kinds = rows.map(({ kind }) => kind)
  expect(kinds.filter((kind, at) => kind !== kinds[at - 1])).toEqual([...new Set(kinds)])
  expect(kinds[0]).toBe('college')
})

test('the classes of one year come page by page too', async () => {
  const phone = world.persona('visitor')
  const place = { parentId: college, entryYear: 2003 }
  const rows = await readAll((after) => phone.call('organisations.listBelow', { ...place, after }))
  expect(idsOf(rows).filter((id) => /^class-\d{3}$/.test(id))).toHaveLength(130)
})

test('the page of a body shows the first of many, and says that there are more', async () => {
  const { below, hasMoreBelow } = await administrator.call('organisations.readBody', { bodyId: university })
  expect([below.length, hasMoreBelow]).toEqual([12, true])
  const few = await administrator.call('organisations.readBody', { bodyId: college })
  expect(few.hasMoreBelow).toBe(false)
})

test('staff choose among the highest, and find any other by the beginning of its name', async () => {
  const reached = (words: string) => editor.call('organisations.listReached', { actingAs: ['editor'], words })
  const first = await reached('')
  expect([first.bodies.length, first.hasMore]).toEqual([rowsAtMost, true])
  expect(first.bodies[0]?.kind).toBe('university')
  expect(first.bodies.some(({ kind }) => kind === 'class')).toBe(false)

  expect(idsOf((await reached('第165')).bodies)).toEqual(['branch-165'])
  expect(idsOf((await reached('计科 230 班')).bodies)).toEqual(['class-230'])
  const many = await reached('计科')
  expect([many.bodies.length, many.hasMore]).toEqual([rowsAtMost, true])
})

test('nobody is offered what is not theirs, in a role that they hold or in another', async () => {
  const reached = async (phone: Phone, actingAs: 'editor' | 'reviewer' | 'administrator', words: string) =>
    idsOf((await phone.call('organisations.listReached', { actingAs: [actingAs], words })).bodies)
  expect(await reached(reviewer, 'reviewer', '')).toContain(college)
  expect(await reached(reviewer, 'reviewer', '')).not.toContain(university)
  expect(await reached(reviewer, 'reviewer', '第165')).toEqual([])
  expect(await reached(reviewer, 'reviewer', '计科 230')).toEqual(['class-230'])
  expect(await reached(reviewer, 'editor', '')).toEqual([])
  expect(await reached(reviewer, 'administrator', '计科')).toEqual([])
})

test('only kinds that may be chosen are offered, by name as well', async () => {
  const reached = (words: string) =>
    reviewer.call('organisations.listReached', { actingAs: ['reviewer'], kinds: ['college'], words })
  expect(await reached('')).toMatchObject({ bodies: [{ bodyId: college }], hasMore: false })
  expect((await reached('计科')).bodies).toEqual([])
})

test('a body can be moved below any of many, and a class merged into any of its year', async () => {
  const places = (bodyId: string, purpose: 'move' | 'merge', words: string) =>
    administrator.call('organisations.listPlaces', { bodyId, purpose, words })
  const classes = await places('class-101', 'merge', '')
  expect([classes.bodies.length, classes.hasMore]).toEqual([rowsAtMost, true])
  expect(classes.bodies.every(({ entryYear }) => entryYear === 2003)).toBe(true)
  expect(idsOf((await places('class-101', 'merge', '计科 230')).bodies)).toEqual(['class-230'])
  expect(idsOf((await places('class-101', 'merge', '计科 101')).bodies)).toEqual([])
  expect(idsOf((await places('branch-101', 'merge', '第165')).bodies)).toEqual(['branch-165'])
})
