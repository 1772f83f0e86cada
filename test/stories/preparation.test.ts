/** Story: what must be done before the great day, who looks, who writes, and that owners are reminded once; and counts of alumni. */
import { overAt } from '../../cloudfunctions/domain/preparation/rules'
import { personIdOf } from '../../cloudfunctions/platform/ids'
import type { Input } from '../../miniprogram/contract/index'
import type { PreparationTask } from '../../miniprogram/contract/preparation'
import { fresh, minutePasses } from '../support/lives'
import { TestWorld } from '../support/world'

const dayMs = 86_400_000
const university = 'jiangcheng'

let world: TestWorld
beforeAll(async () => {
  world = await TestWorld.open()
})
afterAll(async () => {
  const problems = await world.problems()
  await world.close()
  expect(problems).toEqual([])
})

const editor = () => world.persona('editor')
const reviewer = () => world.persona('reviewer')
const idOf = (persona: string) => personIdOf(world.persona(persona).openid)
const dayIn = (days: number) =>
  new Date(world.clock.now() + days * dayMs + 8 * 3_600_000).toISOString().slice(0, 10)

const wish = (changes: Partial<Input<'preparation.create'>> = {}): Input<'preparation.create'> => ({
  draftKey: fresh('task'),
  title: fresh('任务'),
  note: '',
  bodyId: university,
  ownerId: idOf('volunteer'),
  day: dayIn(10),
  ...changes,
})

async function write(changes: Partial<Input<'preparation.create'>> = {}) {
  const input = wish(changes)
  const { task } = await editor().call('preparation.create', input)
  return { ...input, taskId: task?.taskId ?? '' }
}

/** All that somebody sees, page by page. */
async function readAll(persona: string, isDone = false): Promise<readonly PreparationTask[]> {
  const found: PreparationTask[] = []
  let after: string | undefined
  do {
    const { tasks, next } = await world.persona(persona).call('preparation.list', { isDone, after })
    expect(tasks.length).toBeLessThanOrEqual(20)
    found.push(...tasks)
    after = next
  } while (after !== undefined)
  return found
}

const seenBy = async (persona: string, taskId: string, isDone = false) =>
  (await readAll(persona, isDone)).find((task) => task.taskId === taskId)

test('what is late or due within three days is told, until it is done', async () => {
  const late = await write({ day: dayIn(-1) })
  const soon = await write({ day: dayIn(3) })
  const later = await write({ day: dayIn(5) })
  expect((await seenBy('editor', late.taskId))?.heat).toBe('late')
  expect((await seenBy('editor', soon.taskId))?.heat).toBe('soon')
  expect((await seenBy('editor', later.taskId))?.heat).toBe('none')
  await editor().call('preparation.report', { taskId: late.taskId, revision: 1, status: 'done' })
  expect(await seenBy('editor', late.taskId)).toBeUndefined()
  expect(await seenBy('editor', late.taskId, true)).toMatchObject({ heat: 'none', status: 'done' })
})

test('an intent sent twice is one task; of two who change it at once, one hears so', async () => {
  const input = wish()
  const [one, two] = await Promise.all([
    editor().call('preparation.create', input),
    editor().call('preparation.create', input),
  ])
  const taskId = one.task?.taskId ?? ''
  expect(two.task?.taskId).toBe(taskId)
  const { draftKey: _, ...content } = input
  const changed = { taskId, revision: 1, ...content }
  const outcomes = await Promise.all([
    editor().outcome('preparation.change', { ...changed, title: '甲' }),
    editor().outcome('preparation.change', { ...changed, title: '乙' }),
  ])
  expect(outcomes.sort()).toEqual(['TASK_CHANGED', 'ok'])
})

test('an intent sent again in other words, because no answer came, is one task in the later words', async () => {
  const { taskId, ...input } = await write()
  const again = await editor().call('preparation.create', { ...input, title: '改过的任务' })
  expect(again.task).toMatchObject({ taskId, title: '改过的任务', revision: 2 })
  expect((await seenBy('editor', taskId))?.title).toBe('改过的任务')
})

test('editors of the body write, its owner reports, its staff look, and for others it is not there', async () => {
  const task = await write({ bodyId: 'college-civil' })
  expect((await seenBy('editor', task.taskId))?.may).toBe('write')
  expect((await seenBy('volunteer', task.taskId))?.may).toBe('report')
  expect(await seenBy('reviewer', task.taskId)).toBeUndefined()
  const report = { taskId: task.taskId, revision: 1, status: 'doing' } as const
  expect(await reviewer().outcome('preparation.report', report)).toBe('NOT_FOUND')
  expect(await world.persona('volunteer').outcome('preparation.report', report)).toBe('ok')
  expect(await reviewer().outcome('preparation.create', wish())).toBe('FORBIDDEN')
  const removal = { taskId: task.taskId, revision: 2, reason: '并入另一项' }
  expect(await editor().outcome('preparation.remove', removal)).toBe('ok')
  expect(await editor().outcome('preparation.remove', removal)).toBe('ok')
})

/** Tasks of a body as they are stored, one a day from a day on; every fifth of them is done. */
async function hold(name: string, bodyId: string, count: number, over: object = {}): Promise<void> {
  const { database } = world.cloud
  const [[sample], [body]] = await Promise.all([
    database.find('preparationTasks', { status: 'todo' }),
    database.find('bodies', { _id: bodyId }),
  ])
  const made = Array.from({ length: count }, (_, at) => {
    const day = dayIn(at - 1)
    const isDone = at % 5 === 0
    return {
      ...sample,
      _id: `${name}-${String(at).padStart(3, '0')}`,
      bodyId,
      bodyPath: body?.bodyPath,
      ownerId: idOf('editor'),
      day,
      dueAt: overAt(day),
      status: isDone ? 'done' : 'doing',
      finishedAt: isDone ? new Date(world.clock.now() - at * dayMs) : null,
      remindAt: null,
      ...over,
    }
  })
  await database.upsert('preparationTasks', made)
}

const idsOf = (tasks: readonly PreparationTask[], name: string) =>
  tasks.map(({ taskId }) => taskId).filter((taskId) => taskId.startsWith(`${name}-`))

describe('of 65 tasks of two colleges', () => {
  beforeAll(async () => {
    await hold('civil', 'college-civil', 40)
    await hold('computing', 'college-computing', 25)
    // The first and the last of all are the reviewer's own, though of the college where they have no role.
    const own = { ownerId: idOf('reviewer'), status: 'todo', finishedAt: null }
    const last = { day: '2099-12-31', dueAt: overAt('2099-12-31') }
    await hold('first', 'college-civil', 1, own)
    await hold('last', 'college-civil', 1, { ...own, ...last })
  })

  const places = (count: number) => Array.from({ length: count }, (_, at) => at)
  const named = (name: string, ats: readonly number[]) =>
    ats.map((at) => `${name}-${String(at).padStart(3, '0')}`)

  test('whoever has a role on both sees each once: the most pressing first, and the latest done', async () => {
    const [open, done] = await Promise.all([readAll('editor'), readAll('editor', true)])
    const days = open.map(({ day }) => day)
    expect(days).toEqual([...days].sort())
    expect(new Set(open.map(({ taskId }) => taskId)).size).toBe(open.length)
    expect(idsOf(open, 'civil')).toEqual(
      named(
        'civil',
        places(40).filter((at) => at % 5 !== 0),
      ),
    )
    expect(idsOf(open, 'computing')).toEqual(
      named(
        'computing',
        places(25).filter((at) => at % 5 !== 0),
      ),
    )
    expect(idsOf(done, 'civil')).toEqual(
      named(
        'civil',
        places(40).filter((at) => at % 5 === 0),
      ),
    )
  })

  test('whoever has a role on one sees that one’s, and what they themselves took on elsewhere', async () => {
    const open = await readAll('reviewer')
    expect(idsOf(open, 'civil')).toEqual([])
    expect(idsOf(open, 'computing')).toHaveLength(20)
    expect(open[0]).toMatchObject({ taskId: 'first-000', may: 'report' })
    expect(open.at(-1)).toMatchObject({ taskId: 'last-000', may: 'report' })
    expect(open.filter(({ taskId }) => taskId.startsWith('computing-')).map(({ may }) => may)).toEqual(
      Array(20).fill('look'),
    )
  })

  test.each(['editor', 'reviewer', 'volunteer'])(
    'the numbers that the %s is told are of all they see',
    async (persona) => {
      const [open, done, { counts }] = await Promise.all([
        readAll(persona),
        readAll(persona, true),
        world.persona(persona).call('preparation.list', { isDone: true }),
      ])
      const hot = (heat: PreparationTask['heat']) => open.filter((task) => task.heat === heat).length
      expect(counts).toEqual({ open: open.length, done: done.length, late: hot('late'), soon: hot('soon') })
    },
  )

  test('what comes of an act is told with it: the task as it now is, and the numbers', async () => {
    const before = (await reviewer().call('preparation.list', { isDone: false })).counts
    const report = { taskId: 'last-000', revision: 1, status: 'done' } as const
    const [first, again] = [
      await reviewer().call('preparation.report', report),
      await reviewer().call('preparation.report', report),
    ]
    expect(first).toMatchObject({
      task: { taskId: 'last-000', status: 'done', revision: 2 },
      counts: { open: before.open - 1, done: before.done + 1 },
    })
    expect(again).toEqual(first)
    const removal = { taskId: 'civil-001', revision: 1, reason: '不再需要' }
    expect(Object.keys(await editor().call('preparation.remove', removal))).toEqual(['counts'])
  })

  test.each([
    ['of a body', 'open', { bodyPath: { $in: ['college-computing'] } }],
    ['of a body', 'done', { bodyPath: { $in: ['college-computing'] } }],
    ['of one’s own elsewhere', 'open', { bodyPath: { $nin: ['college-mechanical'] }, ownerId: 'editor' }],
    ['of one’s own elsewhere', 'done', { bodyPath: { $nin: ['college-mechanical'] }, ownerId: 'editor' }],
  ] as const)(
    'the first tasks %s that are %s are read without looking at the others',
    (_whose, state, part) => {
      const [status, order] =
        state === 'open'
          ? ([{ $in: ['todo', 'doing'] }, { dueAt: 1, _id: 1 }] as const)
          : (['done', { finishedAt: -1, _id: -1 }] as const)
      const query = { ...part, ...('ownerId' in part ? { ownerId: idOf(part.ownerId) } : {}), status }
      const way = world.cloud.database.explain('preparationTasks', query, { order, limit: 3 })
      expect(way).toMatchObject({ isOrderedByIndex: true, scanned: 3 })
    },
  )
})

test('of those who can be asked fifty are told, and each of the others is found by name', async () => {
  const [person] = await world.cloud.database.find('people', { _id: idOf('reviewer') })
  const colleagues = Array.from({ length: 60 }, (_, at) => ({
    ...person,
    _id: `colleague-${at}`,
    cardNumber: `colleague-${at}`,
    verification: { ...(person?.verification as object), by: idOf('administrator') },
    name: `同事${String(at).padStart(2, '0')}`,
  }))
  await world.writePeople(colleagues)
  const owners = (words?: string) =>
    editor().call('preparation.listOwners', { bodyId: university, ...(words === undefined ? {} : { words }) })
  const all = await owners()
  expect(all).toMatchObject({ hasMore: true })
  expect(all.owners).toHaveLength(50)
  expect(await owners('同事59')).toEqual({
    owners: [{ personId: 'colleague-59', name: '同事59' }],
    hasMore: false,
  })
  expect(await editor().outcome('preparation.create', wish({ ownerId: 'colleague-59' }))).toBe('ok')
  await world.writePeople(colleagues.map((colleague) => ({ ...colleague, grants: [] })))
})

test('nobody is asked who holds no role there', async () => {
  const { owners } = await editor().call('preparation.listOwners', { bodyId: university })
  expect(owners.map(({ name }) => name)).toContain('程立诚')
  expect(await editor().outcome('preparation.create', wish({ ownerId: idOf('alumnus') }))).toBe(
    'INVALID_INPUT',
  )
  expect(await editor().outcome('preparation.create', wish({ bodyId: 'no-such-body' }))).toBe('NOT_FOUND')
})

test('the owner is reminded three days ahead, once; and again when the day was moved', async () => {
  const task = await write({ day: dayIn(6) })
  const told = async () =>
    (await world.persona('volunteer').call('messages.list', {})).messages.filter(({ title, words }) =>
      `${title}${words}`.includes(task.title),
    ).length
  await minutePasses(world)
  expect(await told()).toBe(0)
  world.clock.advance(3 * dayMs)
  await minutePasses(world)
  await minutePasses(world)
  expect(await told()).toBe(1)
  const { draftKey: _, taskId, ...content } = task
  await editor().call('preparation.change', { taskId, revision: 1, ...content, day: dayIn(9) })
  world.clock.advance(6 * dayMs)
  await minutePasses(world)
  expect(await told()).toBe(2)
})

test('the staff door tells what waits for whom, and finds what their roles reach', async () => {
  const waits = async (persona: string) =>
    (await world.persona(persona).call('staff.readToday', {})).waiting.map(({ what }) => what)
  expect(await waits('reviewer')).toEqual(['待审核登记', '待审核文章', '我的筹备任务'])
  expect(await waits('treasurer')).toEqual(
    expect.arrayContaining(['待审核项目', '待复核退款', '待核对账目', '待开具票据', '待看留言']),
  )
  expect(await waits('treasurer')).not.toContain('待审核登记')
  const found = async (persona: string, words: string) =>
    (await world.persona(persona).call('staff.search', { words })).found.map(({ kind }) => kind)
  expect(await found('reviewer', '程立诚')).toEqual(['person'])
  expect(await found('editor', '程立诚')).toEqual([])
  expect(await found('editor', '返校')).toContain('event')
  expect(await found('reviewer', '返校')).toEqual([])
})

test('the dashboard counts what a role reaches, and shows no small cell', async () => {
  const { dashboard } = await world.persona('administrator').call('dashboard.read', {})
  expect(dashboard.body.bodyId).toBe(university)
  expect(dashboard.registered).toBeGreaterThanOrEqual(dashboard.verified)
  for (const { cells } of dashboard.charts) expect(cells.every(({ people }) => people >= 5)).toBe(true)
  const own = await reviewer().call('dashboard.read', {})
  expect(own.dashboard.body.bodyId).toBe('college-computing')
  expect(await reviewer().outcome('dashboard.read', { bodyId: university })).toBe('NOT_FOUND')
  expect(await editor().outcome('dashboard.read', {})).toBe('FORBIDDEN')
})
