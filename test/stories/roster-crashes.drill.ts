/** Story: a function that reads, imports or takes back a roster is killed at every one of its changes; it is brought to its end. */
import { interruptEverywhere } from '../support/interruptions'
import { fresh, minutePasses } from '../support/lives'
import { RosterDesk, rosterCsv } from '../support/roster-desk'
import type { Phone } from '../support/world'
import { TestWorld } from '../support/world'

let world: TestWorld
let reviewer: Phone
let desk: RosterDesk
beforeAll(async () => {
  world = await TestWorld.open()
  reviewer = world.persona('reviewer')
  desk = new RosterDesk(world, reviewer)
})
afterEach(async () => {
  await minutePasses(world)
  expect(await world.problems()).toEqual([])
})
afterAll(() => world.close())

/** As many steps as it takes when nothing goes wrong. */
async function someSteps(batchId: string): Promise<void> {
  for (let step = 0; step < 4; step++) await reviewer.call('roster.proceed', { batchId })
}

const grounds = {
  'while reading': async () => {
    const name = fresh('断电')
    return { name, batchId: await desk.begin(reviewer, rosterCsv([{ name }])) }
  },
  'while importing': async () => {
    const name = fresh('断电')
    await desk.importFile(rosterCsv([{ name: `${name}旧` }]))
    const { batchId } = await desk.tryFile(
      rosterCsv([{ name }, { name: `${name}旧`, className: '软件 0309' }]),
    )
    await reviewer.call('roster.import', { batchId })
    return { name, batchId }
  },
}
describe.each(Object.entries(grounds))('%s', (_when, lay) => {
  test('after any of its changes, the timer brings it to its end', async () => {
    const requests = await interruptEverywhere(
      world,
      {
        functionName: 'api',
        action: 'roster.proceed',
        async prepare() {
          world.clock.advance(3_600_000)
          const { name, batchId } = await lay()
          return {
            run: () => someSteps(batchId),
            async hold() {
              await desk.follow(reviewer, batchId)
              const after = await reviewer.call('roster.read', { batchId })
              if (after.state === 'checked') {
                await reviewer.call('roster.import', { batchId })
                await desk.follow(reviewer, batchId)
              }
              expect(await desk.rowsNamed(name)).toMatchObject([{ batchId }])
              expect(await world.cloud.database.find('rosterChunks', { batchId })).toEqual([])
            },
          }
        },
      },
      {
        moment: 'after',
        mend: 'retry',
        async minutesPass() {
          await minutePasses(world)
          await minutePasses(world)
        },
      },
    )
    expect(requests).toBeGreaterThan(3)
  })
})

test('while it is taken back, what was added is gone in the end and what was changed is as before', async () => {
  const changes = await interruptEverywhere(
    world,
    {
      functionName: 'api',
      action: 'roster.proceed',
      async prepare() {
        world.clock.advance(3_600_000)
        const name = fresh('断撤')
        await desk.importFile(rosterCsv([{ name: `${name}旧` }]))
        const { batchId } = await desk.importFile(
          rosterCsv([{ name }, { name: `${name}旧`, className: '软件 0310' }]),
        )
        await reviewer.call('roster.undo', { batchId })
        return {
          run: () => desk.follow(reviewer, batchId),
          async hold() {
            expect((await reviewer.call('roster.read', { batchId })).state).toBe('undone')
            expect(await desk.rowsNamed(name)).toEqual([])
            expect(await desk.rowsNamed(`${name}旧`)).toMatchObject([{ className: '' }])
          },
        }
      },
    },
    { moment: 'before', mend: 'retry', minutesPass: () => minutePasses(world) },
  )
  expect(changes).toBeGreaterThan(2)
})
