/** Story: the reviewer of one college asks for what is another's, by its true id. It is as if there were nothing. */
import type { ActionName, Input } from '../../miniprogram/contract/index'
import { fresh, type Living, register } from '../support/lives'
import type { Phone } from '../support/world'
import { TestWorld } from '../support/world'

let world: TestWorld
/** Reviews for the computing college alone. */
let reviewer: Phone
/** Somebody who waits in the civil college, and somebody like them. */
let stranger: Living
let twin: Living
/** A code of the civil college. */
let scene: string

const civil = { collegeId: 'college-civil', entryYear: 2001, degree: 'bachelor' as const }

beforeAll(async () => {
  world = await TestWorld.open()
  reviewer = world.persona('reviewer')
  const name = fresh('外院')
  const studies = { name, educations: [civil] }
  stranger = await register(world.stranger(fresh('attack')), studies)
  twin = await register(world.stranger(fresh('attack')), studies)
  const code = { draftKey: 'attack', opens: 'register' as const, targetId: 'college-civil', channel: '展板' }
  const expiresAt = world.clock.now() + 86_400_000
  scene = (await world.persona('administrator').call('codes.create', { ...code, expiresAt })).scene
})
afterAll(async () => {
  expect(await world.problems()).toEqual([])
  await world.close()
})

type Attack<Name extends ActionName = ActionName> = Name extends ActionName
  ? {
      readonly action: Name
      readonly input: (personId: string, otherId: string, code: string, bodyId: string) => Input<Name>
    }
  : never

const attacks: readonly Attack[] = [
  { action: 'registrations.read', input: (personId) => ({ personId }) },
  { action: 'registrations.review', input: (personId) => ({ personId, revision: 0, decision: 'accept' }) },
  { action: 'registrations.reopen', input: (personId) => ({ personId, reason: '看看' }) },
  { action: 'people.read', input: (personId) => ({ personId }) },
  { action: 'people.export', input: (_p, _o, _c, collegeId) => ({ collegeId }) },
  { action: 'merges.read', input: (keepId, mergeId) => ({ keepId, mergeId }) },
  { action: 'merges.merge', input: (keepId, mergeId) => ({ attemptKey: 'a', keepId, mergeId, takes: [] }) },
  { action: 'codes.list', input: (_p, _o, _c, bodyId) => ({ bodyId }) },
  {
    action: 'codes.create',
    input: (_p, _o, _c, targetId) => ({
      draftKey: 'b',
      opens: 'register',
      targetId,
      channel: '展板',
      expiresAt: Date.parse('2027-01-01'),
    }),
  },
  { action: 'codes.poster', input: (_p, _o, code) => ({ scene: code }) },
  { action: 'codes.close', input: (_p, _o, code) => ({ scene: code }) },
  {
    action: 'roster.begin',
    input: (_p, _o, _c, bodyId) => ({ attemptKey: 'c', bodyId, fileId: 'cloud://x/y', fileName: '名册.csv' }),
  },
]

/** What is heard, but for the request id, which is never the same. */
async function heard(action: ActionName, input: unknown): Promise<unknown> {
  const reply = await reviewer.send({ action, input })
  return reply.ok ? reply : { ...reply.error, requestId: '' }
}

test.each(attacks)('$action', async ({ action, input }) => {
  const ofAnother = await heard(action, input(stranger.personId, twin.personId, scene, 'college-civil'))
  const ofNothing = await heard(action, input('nobody', 'nobody-else', 'nosuchcode', 'no-such-body'))
  expect(ofAnother).toMatchObject({ code: 'NOT_FOUND' })
  expect(ofAnother).toEqual(ofNothing)
})

test('what is found among many, or counted, is never another’s', async () => {
  const many = { personIds: [stranger.personId], revisions: [0], decision: 'accept' as const }
  const { people } = await reviewer.call('registrations.reviewMany', many)
  expect(people).toEqual([{ personId: stranger.personId, name: '', outcome: 'missing' }])
  const asked = { name: stranger.name }
  expect((await reviewer.call('people.search', asked)).people).toEqual([])
  expect((await reviewer.call('people.search', { ...asked, collegeId: 'college-civil' })).people).toEqual([])
  expect((await reviewer.call('registrations.list', { ...asked, status: 'pending' })).registrations).toEqual(
    [],
  )
  expect((await reviewer.call('registrations.count', asked)).counts.pending).toBe(0)
  expect(JSON.stringify(await reviewer.call('merges.suggest', {}))).not.toContain(stranger.name)
})
