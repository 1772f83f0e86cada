/**
 * Story: a function that moves or merges a body, or accepts somebody into one, is killed at every one of its changes
 * in turn. Whoever tries again, and the timer, put everything right; the invariants say so after each.
 */
import { type Drill, interruptEverywhere } from '../support/interruptions'
import { TestWorld } from '../support/world'

jest.setTimeout(240_000)

let world: TestWorld
beforeAll(async () => {
  world = await TestWorld.open()
})
afterEach(async () => {
  expect(await world.problems()).toEqual([])
})
afterAll(() => world.close())

const call: ReturnType<TestWorld['persona']>['call'] = (action, input) =>
  world.persona('administrator').call(action, input)

/** What began before is over by then, and the timer looks after it. */
async function minutePasses(): Promise<void> {
  world.clock.advance(60_000)
  await world.tick()
}

let made = 0
const content = (name: string) => ({
  name,
  intro: '',
  contact: { name: '', phone: '', wechat: '' },
  cities: [],
  leads: [],
})
const found = (kind: 'college' | 'association', name: string, parentId: string) =>
  call('organisations.create', { draftKey: `crash-${made++}`, kind, parentId, content: content(name) })

/** Puts three recognised people, one of them its lead, into a body, as if they had joined it long ago. */
async function settlePeople(bodyId: string): Promise<readonly string[]> {
  const people = (await world.cloud.database.find('people', { 'verification.status': 'verified' })).slice(
    3,
    6,
  )
  const [body = {}] = await world.cloud.database.find('bodies', { _id: bodyId })
  const join = (list: unknown) => [...new Set([...(list as string[]), bodyId])]
  await world.cloud.database.upsert(
    'people',
    people.map((person) => ({
      ...person,
      memberOf: join(person.memberOf),
      bodyPath: [...new Set([person.bodyPath, body.bodyPath].flat())],
    })),
  )
  const at = new Date(world.clock.now())
  await world.cloud.database.upsert(
    'memberships',
    people.map(({ _id }) => ({
      _id: `${bodyId}:${_id}`,
      bodyId,
      personId: _id,
      status: 'member',
      askedAt: at,
      since: at,
      until: null,
      by: 'test',
      unsettled: null,
    })),
  )
  await world.cloud.database.upsert('bodies', [
    { ...body, leads: [{ personId: people[0]?._id, office: '会长' }] },
  ])
  return people.map(({ _id }) => String(_id))
}

/** How many of these people belong to a body. */
const membersOf = (bodyId: string, personIds: readonly string[]) =>
  world.cloud.database.count('people', { _id: { $in: personIds }, bodyPath: bodyId })

const moving: Drill = {
  functionName: 'api',
  action: 'organisations.move',
  async prepare() {
    const { bodyId, revision } = await found('association', `演练行业校友会${made}`, 'college-civil')
    const people = await settlePeople(bodyId)
    return {
      run: () => call('organisations.move', { bodyId, revision, parentId: 'branch-beijing' }),
      async hold() {
        expect(await membersOf('branch-beijing', people)).toBe(people.length)
        expect(await membersOf(bodyId, people)).toBe(people.length)
      },
    }
  },
}

/** A college with a class below it, whose college goes up in another. */
const merging: Drill = {
  functionName: 'api',
  action: 'organisations.merge',
  async prepare() {
    const source = await found('association', `并出行业校友会${made}`, 'jiangcheng')
    const target = await found('association', `并入行业校友会${made}`, 'jiangcheng')
    const people = await settlePeople(source.bodyId)
    return {
      run: () =>
        call('organisations.merge', {
          bodyId: source.bodyId,
          revision: source.revision,
          intoId: target.bodyId,
        }),
      async hold() {
        expect(await membersOf(target.bodyId, people)).toBe(people.length)
        const { body, content: kept } = await call('organisations.readManaged', { bodyId: target.bodyId })
        expect(body.status).toBe('open')
        expect(kept.leads.map(({ personId }) => personId)).toEqual([people[0]])
      },
    }
  },
}

const accepting: Drill = {
  functionName: 'api',
  action: 'organisations.decideRequest',
  async prepare() {
    // So often in a day nobody may ask.
    world.clock.advance(86_400_000)
    const { bodyId } = await found('association', `加入行业校友会${made}`, 'jiangcheng')
    const phone = world.persona('classlead')
    const personId = (await phone.call('alumni.readMe', {})).person?.personId ?? ''
    await phone.call('organisations.join', { bodyId })
    return {
      run: () => call('organisations.decideRequest', { bodyId, personId, decision: 'accept' }),
      async hold() {
        expect(await membersOf(bodyId, [personId])).toBe(1)
      },
    }
  },
}

describe.each(Object.entries({ moving, merging, accepting }))(
  '%s, killed at each of its changes',
  (name, drill) => {
    test.each(['retry', 'timer'] as const)('is put right by the %s', async (mend) => {
      const strikes = { moment: 'after', mend, minutesPass: minutePasses } as const
      const interrupted = await interruptEverywhere(world, drill, strikes)
      expect({ name, interrupted: interrupted >= 3 }).toEqual({ name, interrupted: true })
    })
  },
)

test('a timer killed anywhere while it tidies goes on the next time', async () => {
  const tidying: Drill = {
    functionName: 'timer',
    holdsEitherWay: true,
    async prepare() {
      const { run, hold } = await merging.prepare()
      await run()
      world.clock.advance(60_000)
      return { run: () => world.tick(), hold }
    },
  }
  const drill = { moment: 'after', mend: 'timer', minutesPass: minutePasses } as const
  expect(await interruptEverywhere(world, tidying, drill)).toBeGreaterThan(3)
})
