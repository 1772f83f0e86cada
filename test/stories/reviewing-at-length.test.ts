/** Story: what a reviewer brought in and merged is found again, however much it is: the latest first, page by page. */
import { bodyIds } from '../../local/seed/body-ids'
import { copy } from '../support/copies'
import { fresh, register } from '../support/lives'
import { RosterDesk, rosterCsv } from '../support/roster-desk'
import { type Phone, TestWorld } from '../support/world'

const hourMs = 3_600_000

let world: TestWorld
/** Reviews for the computing college alone. */
let reviewer: Phone
beforeAll(async () => {
  world = await TestWorld.open()
  reviewer = world.persona('reviewer')
})
afterEach(async () => {
  expect(await world.problems()).toEqual([])
})
afterAll(() => world.close())

/** Several at the same moment, each moment an hour before the one that came first. */
const momentOf = (at: number) => new Date(world.clock.now() - (1 + Math.floor(at / 7)) * hourMs)

/** As copies are listed: by moment and then by id, the last first. */
const listedAs = (ids: readonly string[]) =>
  ids
    .map((id, at) => ({ id, moment: momentOf(at).getTime() }))
    .sort((one, other) => other.moment - one.moment || (one.id < other.id ? 1 : -1))
    .map(({ id }) => id)

async function readAll(
  read: (after: string | undefined) => Promise<{ ids: string[]; next: string | undefined }>,
): Promise<string[]> {
  const found: string[] = []
  let after: string | undefined
  do {
    const { ids, next } = await read(after)
    // A page that goes on is a full one.
    expect(ids.length).toBe(next === undefined ? Math.min(ids.length, 20) : 20)
    found.push(...ids)
    after = next
  } while (after !== undefined)
  return found
}

test('of more imports of the roster than a page holds each is listed once', async () => {
  const { batchId } = await new RosterDesk(world, reviewer).tryFile(rosterCsv([{ name: '许久安' }]))
  const made = await copy(world, 'rosterBatches', { _id: batchId }, 'batch', 25, (at) => ({
    at: momentOf(at),
    nextAt: null,
  }))
  const found = await readAll(async (after) => {
    const { batches, next } = await reviewer.call('roster.list', { after })
    return { ids: batches.map((batch) => batch.batchId), next }
  })
  expect(found).toEqual([batchId, ...listedAs(made)])
})

test('of more merges than a page holds each is listed once, and none of somebody beyond reach', async () => {
  const educations = [{ collegeId: bodyIds.computing, entryYear: 2003, degree: 'bachelor' as const }]
  const [keep, merge] = [
    await register(world.stranger(fresh('keep')), { name: '许久安', educations }),
    await register(world.stranger(fresh('merge')), { name: '许久安', educations }),
  ]
  const input = { attemptKey: fresh('attempt-'), keepId: keep.personId, mergeId: merge.personId, takes: [] }
  const { recordId } = await reviewer.call('merges.merge', input)
  const past = (at: number) => ({ at: momentOf(at), state: 'undone', nextAt: null })
  const made = await copy(world, 'merges', { _id: recordId }, 'merge', 25, past)
  await copy(world, 'merges', { _id: recordId }, 'beyond', 25, (at) => ({
    ...past(at),
    mergedPath: [bodyIds.university, bodyIds.civil],
  }))
  const found = await readAll(async (after) => {
    const { merges, next } = await reviewer.call('merges.list', { after })
    return { ids: merges.map((one) => one.recordId), next }
  })
  expect(found).toEqual([recordId, ...listedAs(made)])
})
