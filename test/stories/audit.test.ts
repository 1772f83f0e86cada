/** Story: what staff do is written down with why, and what it changed; sealed, nobody changes it unseen. */
import { readSheet } from 'read-excel-file/node'
import { looks, looksAtMany } from '../../cloudfunctions/domain/trail/facts'
import { personIdOf } from '../../cloudfunctions/platform/ids'
import { type ActionName, contract } from '../../miniprogram/contract/index'
import { isRole } from '../../miniprogram/contract/roles'
import { fresh, minutePasses, register, weekPasses } from '../support/lives'
import { TestWorld } from '../support/world'

let world: TestWorld
const lines: string[] = []
beforeAll(async () => {
  world = await TestWorld.open({ log: (line) => lines.push(line) })
  Object.assign(process.env, world.cloud.environment({}), { SECRET_KEY: world.settings.SECRET_KEY })
})
afterAll(() => world.close())

const administrator = () => world.persona('administrator')
const reviewer = () => world.persona('reviewer')
const database = () => world.cloud.database
const day = () => new Date(world.clock.now() + 8 * 3_600_000).toISOString().slice(0, 10)

/** Somebody who waits, accepted by the reviewer, and the entry about it. */
async function reviewed(decision: 'accept' | 'return' = 'return') {
  const living = await register(world.stranger(fresh('trail')))
  const { personId } = living
  const reason = decision === 'return' ? { reason: '请补充班级' } : {}
  await reviewer().call('registrations.review', { personId, revision: 0, decision, ...reason })
  return living
}

const rowsAbout = async (targetId: string) => (await administrator().call('trail.list', { targetId })).rows

/** Everything that waits is sealed. */
async function seal(): Promise<void> {
  const { sealTrail } = await import('../../cloudfunctions/domain/trail/sealing')
  world.clock.advance(2 * 60_000)
  await sealTrail(new Date(world.clock.now()))
}

async function trailProblems(): Promise<string[]> {
  const { trailStands } = await import('../../cloudfunctions/domain/trail/sealing')
  const problems: string[] = []
  for await (const problem of trailStands()) problems.push(problem)
  return problems
}

const names = Object.keys(contract) as ActionName[]
const isAudited = (name: ActionName) => 'audits' in contract[name]

test('every action of staff that changes something is written down', () => {
  const looksOnly =
    /\.(read|list|find|count|search|suggest|poster|template|show|verify|link|preview|checkPicture)/
  // A scan at the door, and what a roster's import is made of, have records of their own that say who; exports write themselves.
  const toldElsewhere = /^events\.checkIn(Batch)?$|^roster\.proceed$|\.export/
  const silent = names.filter((name) => {
    const { audience } = contract[name]
    const isStaff = audience === 'staff' || isRole(audience)
    return isStaff && !isAudited(name) && !looksOnly.test(name) && !toldElsewhere.test(name)
  })
  expect(silent).toEqual([])
})

test('of everything that is acted on, the trail knows what to look at', () => {
  // A draft and a file are not there yet when the entry is begun.
  const notThere = ['draftKey', 'fileId', 'targetId']
  const fields = new Set(names.flatMap((name) => (contract[name] as { audits?: string }).audits ?? []))
  expect(
    [...fields].filter((field) => !looks[field] && !looksAtMany[field] && !notThere.includes(field)),
  ).toEqual([])
})

describe('an act', () => {
  test('is told with who, why, and what was before and after', async () => {
    const { personId, name } = await reviewed()
    const [row] = await rowsAbout(personId)
    expect(row).toMatchObject({
      action: 'registrations.review',
      actorName: '程立诚',
      about: name,
      outcome: 'done',
      reason: '请补充班级',
      changes: expect.arrayContaining([{ what: '认证', before: '待审核', after: '待补充' }]),
      isSealed: false,
    })
  })

  test('that was refused is told as tried', async () => {
    const { personId } = await reviewed('accept')
    const again = { personId, revision: 0, decision: 'return', reason: '再看看' } as const
    expect(await reviewer().outcome('registrations.review', again)).toBe('REGISTRATION_CLOSED')
    expect((await rowsAbout(personId)).map(({ outcome }) => outcome)).toEqual(['REGISTRATION_CLOSED', 'done'])
  })

  test('is found by who did it, by its matter, by its day, a page at a time', async () => {
    await reviewed()
    const actorId = personIdOf(reviewer().openid)
    const by = await administrator().call('trail.list', { actorId, domain: 'registrations', from: day() })
    expect(new Set(by.rows.map(({ action }) => action))).toEqual(new Set(['registrations.review']))
    expect((await administrator().call('trail.list', { actorId, domain: 'events' })).rows).toEqual([])
    expect((await administrator().call('trail.list', { until: '2026-01-01' })).rows).toEqual([])
  })

  test('is read by those who administer the university, and by no dean', async () => {
    const [person] = await database().find('people', { _id: personIdOf(reviewer().openid) })
    const dean = { role: 'administrator', bodyId: 'college-computing' }
    await database().upsert('people', [{ ...person, grants: [dean] } as object])
    for (const action of ['trail.list', 'trail.verify', 'trail.export'] as const) {
      const input = {
        'trail.list': {},
        'trail.verify': { day: day() },
        'trail.export': { from: day(), until: day() },
      }
      expect(await reviewer().outcome(action, input[action])).toBe('FORBIDDEN')
    }
    await database().upsert('people', [person as object])
  })
})

test('a table of the trail names staff, and nobody whom something was done about', async () => {
  const { personId, name } = await reviewed()
  const { url, rows } = await administrator().call('trail.export', { from: day(), until: day() })
  const table = (await readSheet(
    Buffer.from(await (await fetch(url)).arrayBuffer()),
  )) as unknown as unknown[][]
  expect(table).toHaveLength(rows + 1)
  const text = JSON.stringify(table)
  expect(text).toContain('程立诚')
  expect(text).toContain(personId)
  expect(text).not.toContain(name)
})

describe('the sealed trail', () => {
  beforeAll(async () => {
    jest.spyOn(console, 'info').mockImplementation(() => undefined)
    await reviewed()
    await reviewed()
    await minutePasses(world)
    await minutePasses(world)
  })
  afterAll(() => jest.restoreAllMocks())

  test('stands: every entry in one chain, verified by whoever asks, its head in the log', async () => {
    expect(await trailProblems()).toEqual([])
    const { entries, seal: head, problems } = await administrator().call('trail.verify', { day: day() })
    expect(problems).toEqual([])
    expect(entries).toBeGreaterThanOrEqual(2)
    expect(lines.join()).toContain(head)
    expect(await database().count('audit', { sealedIn: '' })).toBeLessThan(entries)
  })

  /** Does something to the records, sees what is said about it, and puts them back. */
  async function tampered(collection: string, change: (document: object) => object): Promise<string> {
    const query = collection === 'audit' ? { sealedIn: { $gt: '' }, action: 'registrations.review' } : {}
    const before = (await database().find(collection, query)).at(-1)
    if (!before) throw new Error('nothing to tamper with')
    await database().upsert(collection, [change(before)])
    const found = (await trailProblems()).join()
    await database().upsert(collection, [before])
    expect(await trailProblems()).toEqual([])
    return found
  }

  test.each([
    ['what came of it', { outcome: 'FORBIDDEN' }],
    ['who did it', { actorId: 'somebody' }],
    ['why', { reason: '另有原因' }],
    ['when', { at: new Date(0) }],
    ['what it became', { after: { 认证: '已认证' } }],
    ['to whom', { target: 'somebody-else' }],
  ])('shows when somebody changes %s', async (_what, changes) => {
    expect(await tampered('audit', (entry) => ({ ...entry, ...changes }))).toContain('was changed')
  })

  test('shows when an entry is dropped from its seal, or said to be sealed that is not', async () => {
    expect(await tampered('auditSeals', (last) => ({ ...last, links: [] }))).toContain('and is not')
    const forged = await tampered('auditSeals', (last) => ({ ...last, previous: 'forged' }))
    expect(forged).toContain('not bound')
  })

  test('is told of day by day by the command, which names the first entry that was changed', async () => {
    const { verifyTrail } = await import('../../local/kept-trail')
    const said: string[] = []
    const say = (sentence: string) => void said.push(sentence)
    expect(await verifyTrail(say)).toBe(true)
    expect(said.at(-1)).toMatch(/^The trail stands: \d+ days\.$/)
    const [entry] = await database().find('audit', { sealedIn: { $gt: '' } })
    if (!entry) throw new Error('nothing is sealed')
    await database().upsert('audit', [{ ...entry, outcome: 'FORBIDDEN' }])
    expect(await verifyTrail(say)).toBe(false)
    expect(said.at(-1)).toContain(`The trail is broken. First: entry ${entry._id}`)
    await database().upsert('audit', [entry])
    expect(await verifyTrail(say)).toBe(true)
  })

  test('goes on in one chain when two timers seal at once, and when one died before it marked the entries', async () => {
    const { sealTrail } = await import('../../cloudfunctions/domain/trail/sealing')
    const people = [await reviewed(), await reviewed()]
    world.clock.advance(2 * 60_000)
    const now = new Date(world.clock.now())
    await Promise.all([sealTrail(now), sealTrail(now), sealTrail(now)])
    expect(await trailProblems()).toEqual([])
    const entries = await database().find('audit', { target: people[0]?.personId })
    await database().upsert(
      'audit',
      entries.map((entry) => ({ ...entry, sealedIn: '' })),
    )
    await sealTrail(now)
    expect(await trailProblems()).toEqual([])
    expect(await database().find('audit', { target: people[0]?.personId })).toEqual(entries)
  })

  test('still stands when somebody in it has left, who is in it no more', async () => {
    const { phone, personId } = await reviewed('accept')
    await seal()
    await phone.call('myData.askErasure', {})
    await weekPasses(world)
    await seal()
    expect(await database().count('people', { _id: personId })).toBe(0)
    expect(await database().count('audit', { target: personId })).toBe(0)
    expect(await trailProblems()).toEqual([])
  })
})
