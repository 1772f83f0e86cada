/** Story: whoever is not in an action's audience hears the same, whatever they ask about and however they ask. */
import { type ActionName, contract } from '../../miniprogram/contract/index'
import { isRole } from '../../miniprogram/contract/roles'
import type { Phone } from '../support/world'
import { TestWorld } from '../support/world'

let world: TestWorld
beforeAll(async () => {
  world = await TestWorld.open()
})
afterAll(() => world.close())

const names = Object.keys(contract) as ActionName[]
const closedTo = (kinds: readonly string[]) => names.filter((name) => kinds.includes(contract[name].audience))
const staffActions = names.filter((name) => {
  const { audience } = contract[name]
  return audience === 'staff' || isRole(audience)
})

/** Things that exist, things that do not, nothing at all, and an attack. */
const inputs: readonly unknown[] = [
  { eventId: 'event-homecoming', code: 'ticket.x', revision: 1 },
  { eventId: 'event-draft' },
  { eventId: 'no-such-event' },
  { personId: 'nobody', decision: 'accept' },
  { projectId: 'project-scholarship', amountFen: 100, isAnonymous: false, attemptKey: 'a' },
  { orderNo: 'DSAMPLE000001' },
  { orderNo: 'DNOSUCHORDER' },
  {},
  undefined,
  { eventId: { $ne: '' } },
]

/** What is heard, but for the request id, which is never the same. */
async function answers(phone: Phone, action: string): Promise<Set<string>> {
  const replies = await Promise.all(inputs.map((input) => phone.send({ action, input })))
  return new Set(replies.map((reply) => JSON.stringify(reply.ok ? reply : { ...reply.error, requestId: '' })))
}

test.each(staffActions)('%s: a verified alumnus without a role hears one refusal', async (action) => {
  const heard = await answers(world.persona('alumnus'), action)
  expect([...heard]).toEqual([expect.stringContaining('"FORBIDDEN"')])
})

test.each(closedTo(['person', 'alumnus']))(
  '%s: somebody not registered hears one refusal',
  async (action) => {
    const heard = await answers(world.persona('visitor'), action)
    expect([...heard]).toEqual([expect.stringContaining('"NOT_REGISTERED"')])
  },
)

test.each(staffActions)('%s is refused to a visitor', async (action) => {
  const heard = await answers(world.persona('visitor'), action)
  expect([...heard]).toEqual([expect.stringContaining('"FORBIDDEN"')])
})

test('the volunteer, the editor, the reviewer and the treasurer each do their own and no more', async () => {
  const may = async (persona: string, action: ActionName) =>
    !(await world.persona(persona).send({ action, input: {} })).ok &&
    ((await world.persona(persona).send({ action, input: {} })) as { error: { code: string } }).error.code !==
      'FORBIDDEN'
  const reach = Object.fromEntries(
    await Promise.all(
      ['volunteer', 'editor', 'reviewer', 'treasurer', 'administrator'].map(async (persona) => [
        persona,
        await Promise.all(
          (['events.checkIn', 'events.create', 'registrations.review'] as const).map((action) =>
            may(persona, action),
          ),
        ),
      ]),
    ),
  )
  expect(reach).toEqual({
    volunteer: [true, false, false],
    editor: [true, true, false],
    reviewer: [false, false, true],
    treasurer: [false, false, false],
    administrator: [true, true, true],
  })
})

test('only a phone may call: neither the timer, nor another function, nor the web', async () => {
  const openid = world.persona('administrator').openid
  const event = { action: 'celebration.readHome', input: {} }
  for (const source of ['wx_trigger', 'wx_client,scf', 'wx_http', 'wx_unknown', '']) {
    const reply = await world.cloud.call('api', event, { openid, source })
    expect(reply).toMatchObject({ ok: false, error: { code: 'FORBIDDEN' } })
  }
  expect(await world.cloud.call('api', event, {})).toMatchObject({ ok: false, error: { code: 'FORBIDDEN' } })
})

test('[49] an event that a phone dresses up as the timer’s does not run the timer', async () => {
  const order = { _id: 'DPENDING', state: 'pending', createdAt: new Date(0), expiresAt: new Date(0) }
  await world.cloud.database.insert('orders', [order])
  await world.cloud.call(
    'timer',
    { Type: 'Timer', TriggerName: 'everyMinute' },
    { openid: world.persona('visitor').openid },
  )
  expect(world.wechatPay.requests.query ?? 0).toBe(0)
})

test.each(['__proto__', 'constructor', 'events.destroy', '', 1, null])('%p is no action', async (action) => {
  const reply = await world.persona('administrator').send({ action, input: {} })
  expect(reply).toMatchObject({ ok: false, error: { code: 'NO_SUCH_ACTION' } })
})
