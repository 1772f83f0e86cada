/** Story: what must be done before the great day, who looks, who writes, and that owners are reminded once; and counts of alumni. */
import { personIdOf } from '../../cloudfunctions/platform/ids'
import type { Input } from '../../miniprogram/contract/index'
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
  const { taskId } = await editor().call('preparation.create', input)
  return { ...input, taskId }
}

const seenBy = async (persona: string, taskId: string, isDone = false) =>
  (await world.persona(persona).call('preparation.list', { isDone })).tasks.find(
    (task) => task.taskId === taskId,
  )

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
  expect(one).toEqual(two)
  const { draftKey: _, ...content } = input
  const changed = { taskId: one.taskId, revision: 1, ...content }
  const outcomes = await Promise.all([
    editor().outcome('preparation.change', { ...changed, title: '甲' }),
    editor().outcome('preparation.change', { ...changed, title: '乙' }),
  ])
  expect(outcomes.sort()).toEqual(['TASK_CHANGED', 'ok'])
})

test('an intent sent again in other words, because no answer came, is one task in the later words', async () => {
  const { taskId, ...input } = await write()
  expect(await editor().call('preparation.create', { ...input, title: '改过的任务' })).toEqual({ taskId })
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
