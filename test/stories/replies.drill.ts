/** Story: whatever is asked of any action, fitting or hostile, no reply holds an openid, a stack trace or more rows than a page. */
import { type ActionName, contract } from '../../miniprogram/contract/index'
import { fittingInput, type Known } from '../support/fitting-inputs'
import { type Phone, TestWorld } from '../support/world'

let world: TestWorld
let openids: readonly string[]
let known: Known
beforeAll(async () => {
  world = await TestWorld.open()
  const identities = await world.cloud.database.find('identities')
  openids = identities.map(({ openid }) => String(openid))
  const idOf = async (collection: string, query: object = {}) =>
    String((await world.cloud.database.find(collection, query))[0]?._id)
  const { person } = await world.persona('alumnus').call('alumni.readMe', {})
  const personId = person?.personId ?? ''
  known = {
    eventId: ['event-homecoming'],
    projectId: ['project-scholarship'],
    bodyId: ['jiangcheng', 'college-computing'],
    collegeId: ['college-computing'],
    targetId: ['event-homecoming'],
    personId: [personId],
    holderId: [personId],
    keepId: [personId],
    mergeId: [await idOf('people', { 'verification.status': 'pending' })],
    noticeId: ['sample-notice-arrival'],
    scene: ['ev9Zf6jLi3HyPd8Vg7'],
    orderNo: [await idOf('orders', { state: 'paid' })],
    refundNo: [await idOf('refunds')],
    exceptionId: [await idOf('exceptions')],
    rowId: [await idOf('bankRows')],
    day: ['2026-11-19'],
  }
})
afterAll(async () => {
  expect(await world.problems()).toEqual([])
  await world.close()
})

const names = Object.keys(contract) as ActionName[]
const fitting = (action: ActionName) =>
  fittingInput(contract[action].input as unknown as Parameters<typeof fittingInput>[0], known)

/** What somebody sends who looks for a way in. */
function hostile(action: ActionName): readonly unknown[] {
  const input = fitting(action) as Readonly<Record<string, unknown>>
  const replaced = (by: unknown) => Object.fromEntries(Object.keys(input).map((field) => [field, by]))
  return [
    undefined,
    { ...input, openid: openids[0], role: 'administrator' },
    replaced({ $ne: '' }),
    replaced(`\u0000${'’"\\'.repeat(500)}`),
    replaced(Number.MAX_VALUE),
    replaced([[[[]]]]),
    JSON.parse('{"__proto__":{"isAdmin":true},"constructor":{"prototype":{}}}'),
  ]
}

const takesSomething = (action: ActionName) => Object.keys(fitting(action) as object).length > 0

/** Lists in a reply, wherever they stand. */
function lengthsIn(value: unknown): number[] {
  if (Array.isArray(value)) return [value.length, ...value.flatMap(lengthsIn)]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(lengthsIn) : []
}

/** The longest list in each reply there was. */
const rows: { readonly action: ActionName; readonly most: number }[] = []

async function ask(phone: Phone, action: ActionName, input: unknown): Promise<string> {
  const reply = await phone.send({ action, input })
  const words = JSON.stringify(reply)
  expect(openids.filter((openid) => words.includes(openid))).toEqual([])
  expect(words).not.toMatch(/\bat (?:async )?\S+ \(|node_modules|\.ts:\d/)
  rows.push({ action, most: reply.ok ? Math.max(0, ...lengthsIn(reply.data)) : 0 })
  return reply.ok ? 'ok' : reply.error.code
}

test('what fits is answered or refused, by whoever it is asked, and never falls over', async () => {
  const outcomes: (readonly [string, ActionName, string])[] = []
  for (const key of ['treasurer', 'alumnus', 'administrator']) {
    const phone = world.persona(key)
    for (const action of names) outcomes.push([key, action, await ask(phone, action, fitting(action))])
  }
  expect(outcomes.filter(([, , outcome]) => outcome === 'INTERNAL')).toEqual([])
  const understood = outcomes.filter(([, , outcome]) => outcome !== 'INVALID_INPUT').map(([, name]) => name)
  expect(new Set(understood).size).toBeGreaterThan(names.length * 0.9)
})

test('what does not fit is refused, and says no more than what is wrong', async () => {
  const administrator = world.persona('administrator')
  const accepted: ActionName[] = []
  for (const action of names.filter(takesSomething)) {
    const outcomes = await Promise.all(hostile(action).map((input) => ask(administrator, action, input)))
    if (!outcomes.every((outcome) => outcome === 'INVALID_INPUT' || outcome === 'FORBIDDEN'))
      accepted.push(action)
  }
  expect(accepted).toEqual([])
})

test('no list holds more than fifty rows; but whoever asks what is kept of them is told all of it', () => {
  const long = rows.filter(({ most, action }) => most > 50 && action !== 'myData.read')
  expect(long.map(({ action }) => action)).toEqual([])
})
