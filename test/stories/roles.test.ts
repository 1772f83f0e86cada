/** Story: roles are given by invitation and taken away with a reason; nobody raises themselves, and the last administrator stays. */
import type { Collection } from '../../cloudfunctions/platform/cloud'
import { personIdOf } from '../../cloudfunctions/platform/ids'
import type { Input } from '../../miniprogram/contract/index'
import type { Role } from '../../miniprogram/contract/roles'
import { fresh, register } from '../support/lives'
import { type Phone, TestWorld } from '../support/world'

const dayMs = 86_400_000
const university = 'jiangcheng'

const setUpCode = 'a-code-that-the-command-printed'
let world: TestWorld
beforeAll(async () => {
  const { digestOf } = await import('../../cloudfunctions/domain/roles/codes')
  world = await TestWorld.open({ variables: { FIRST_ADMINISTRATOR: digestOf(setUpCode) } })
})
afterAll(async () => {
  const problems = await world.problems()
  await world.close()
  expect(problems).toEqual([])
})

const administrator = () => world.persona('administrator')
const someone = () => register(world.stranger(fresh('holder')))

async function invite(
  by: Phone,
  role: Role,
  bodyId: string,
  more: Partial<Input<'roles.invite'>> = {},
): Promise<{ invitationId: string; scene: string }> {
  const input = { draftKey: fresh('invite'), role, bodyId, note: '林老师', ...more }
  const { invitationId } = await by.call('roles.invite', input)
  const { scene } = await by.call('roles.showInvitation', { invitationId })
  return { invitationId, scene }
}

/** Somebody who holds a role by an invitation of the administrator. */
async function holder(role: Role, bodyId: string) {
  const { scene } = await invite(administrator(), role, bodyId)
  const living = await someone()
  await living.phone.call('roles.accept', { scene })
  return { ...living, scene }
}

const rolesOf = async (phone: Phone) => (await phone.call('alumni.readMe', {})).roles.map(({ role }) => role)
const takeAway = (by: Phone, personId: string, role: Role, bodyId: string, more: { eventId?: string } = {}) =>
  by.outcome('roles.takeAway', { personId, role, bodyId, reason: '任期结束', ...more })

describe('an invitation', () => {
  test('opened in WeChat says what it is to; accepted, it counts at the next call, once', async () => {
    const { invitationId, scene } = await invite(administrator(), 'reviewer', 'college-civil')
    const { phone } = await someone()
    expect(await phone.call('codes.open', { scene })).toEqual({ opens: 'role' })
    expect(await phone.call('roles.readInvitation', { scene })).toMatchObject({
      role: 'reviewer',
      body: { name: '土木与交通工程学院' },
      byName: '顾远山',
      isAccepted: false,
      isRegistered: true,
    })
    expect(await phone.outcome('registrations.list', { status: 'pending' })).toBe('FORBIDDEN')
    await phone.call('roles.accept', { scene })
    await phone.call('roles.accept', { scene })
    expect(await phone.outcome('registrations.list', { status: 'pending' })).toBe('ok')
    expect(await rolesOf(phone)).toEqual(['reviewer'])
    expect(await phone.call('roles.readInvitation', { scene })).toMatchObject({ isAccepted: true })
    const [kept] = await world.cloud.database.find('roleInvitations', { _id: invitationId })
    expect(JSON.stringify(kept)).not.toContain(scene)
  })

  test('two who open it at once: one holds the role, the other hears what an unknown code hears', async () => {
    const { scene } = await invite(administrator(), 'editor', 'college-civil')
    const people = await Promise.all([someone(), someone()])
    const outcomes = await Promise.all(people.map(({ phone }) => phone.outcome('roles.accept', { scene })))
    expect(outcomes.sort()).toEqual(['CODE_UNKNOWN', 'ok'])
    const held = await Promise.all(people.map(({ phone }) => rolesOf(phone)))
    expect(held.flat()).toEqual(['editor'])
  })

  test('used, withdrawn, expired, unknown, or of somebody who lost their role: all are answered alike', async () => {
    const { phone } = await someone()
    const lost = await holder('administrator', 'college-civil')
    const used = await holder('reviewer', 'college-civil')
    const withdrawn = await invite(administrator(), 'editor', university)
    await administrator().call('roles.withdrawInvitation', { invitationId: withdrawn.invitationId })
    const ofLost = await invite(lost.phone, 'reviewer', 'college-civil')
    expect(await takeAway(administrator(), lost.personId, 'administrator', 'college-civil')).toBe('ok')
    const expired = await invite(administrator(), 'editor', university)
    world.clock.advance(8 * dayMs)
    const codes = [used.scene, withdrawn.scene, ofLost.scene, expired.scene, 'no-such-code', setUpCode]
    for (const scene of codes) {
      for (const action of ['roles.readInvitation', 'roles.accept', 'codes.open'] as const)
        expect(await phone.outcome(action, { scene })).toBe('CODE_UNKNOWN')
    }
    expect(await rolesOf(phone)).toEqual([])
  })

  test('needs somebody who is registered and not about to leave', async () => {
    const { scene } = await invite(administrator(), 'editor', university)
    const visitor = world.stranger(fresh('visitor'))
    expect(await visitor.call('roles.readInvitation', { scene })).toMatchObject({ isRegistered: false })
    expect(await visitor.outcome('roles.accept', { scene })).toBe('NOT_REGISTERED')
    const { phone } = await someone()
    await phone.call('myData.askErasure', {})
    expect(await phone.outcome('roles.accept', { scene })).toBe('LEAVING')
    await phone.call('myData.keep', {})
    expect(await phone.outcome('roles.accept', { scene })).toBe('ok')
  })

  test('shown again to its inviter alone', async () => {
    const { invitationId } = await invite(administrator(), 'editor', 'college-civil')
    const other = await holder('administrator', university)
    expect(await other.phone.outcome('roles.showInvitation', { invitationId })).toBe('NOT_FOUND')
  })

  test('to the door of one event opens that door and no other', async () => {
    const { events } = await world.persona('editor').call('roles.listOpenings', {})
    const [event, another] = events
    if (!event || !another) throw new Error('the sample world lacks events')
    const { scene } = await invite(world.persona('editor'), 'volunteer', event.bodyId, {
      eventId: event.eventId,
    })
    const { phone, personId } = await someone()
    await phone.call('roles.accept', { scene })
    expect(await phone.outcome('events.readDoor', { eventId: event.eventId })).toBe('ok')
    expect(await phone.outcome('events.readDoor', { eventId: another.eventId })).toBe('NOT_FOUND')
    const door = { eventId: event.eventId }
    expect(await takeAway(world.persona('editor'), personId, 'volunteer', event.bodyId, door)).toBe('ok')
    expect(await phone.outcome('events.readDoor', { eventId: event.eventId })).toBe('FORBIDDEN')
  })
})

describe('nobody', () => {
  test('raises themselves: not by their own invitation, nor by an old one once the role was taken away', async () => {
    const dean = await holder('administrator', 'college-civil')
    const own = await invite(dean.phone, 'treasurer', 'college-civil')
    expect(await dean.phone.outcome('roles.accept', { scene: own.scene })).toBe('INVITATION_OWN')
    expect(await takeAway(administrator(), dean.personId, 'administrator', 'college-civil')).toBe('ok')
    expect(await dean.phone.outcome('roles.accept', { scene: dean.scene })).toBe('ok')
    expect(await rolesOf(dean.phone)).toEqual([])
    expect(await dean.phone.outcome('roles.list', {})).toBe('FORBIDDEN')
  })

  test('gives or takes what lies above or beside them; it is not there for them', async () => {
    const dean = await holder('administrator', 'college-civil')
    const other = await holder('reviewer', 'college-computing')
    const adminId = personIdOf(administrator().openid)
    for (const bodyId of [university, 'college-computing', 'no-such-body']) {
      const input = { draftKey: fresh('invite'), role: 'reviewer' as const, bodyId, note: '谁' }
      expect(await dean.phone.outcome('roles.invite', input)).toBe('NOT_FOUND')
    }
    expect(await takeAway(dean.phone, adminId, 'administrator', university)).toBe('NOT_FOUND')
    expect(await takeAway(dean.phone, other.personId, 'reviewer', 'college-computing')).toBe('NOT_FOUND')
    const { holders } = await dean.phone.call('roles.list', {})
    expect(holders.map(({ personId }) => personId)).not.toContain(other.personId)
    expect(holders.map(({ personId }) => personId)).not.toContain(adminId)
  })

  test('who edits gives more than the door', async () => {
    const editor = world.persona('editor')
    const input = { draftKey: fresh('invite'), role: 'editor' as const, bodyId: university, note: '谁' }
    expect(await editor.outcome('roles.invite', input)).toBe('NOT_FOUND')
    expect(await world.persona('reviewer').outcome('roles.invite', input)).toBe('FORBIDDEN')
  })
})

describe('the last administrator', () => {
  test('stays: neither they themselves nor anybody else takes the role away', async () => {
    const second = await holder('administrator', university)
    const adminId = personIdOf(administrator().openid)
    for (const { personId } of (await administrator().call('roles.list', {})).holders) {
      if (personId !== adminId && personId !== second.personId)
        await takeAway(administrator(), personId, 'administrator', university)
    }
    expect(await takeAway(administrator(), second.personId, 'administrator', university)).toBe('ok')
    expect(await takeAway(administrator(), second.personId, 'administrator', university)).toBe('ok')
    expect(await takeAway(administrator(), adminId, 'administrator', university)).toBe('LAST_ADMINISTRATOR')
    expect(await rolesOf(administrator())).toContain('administrator')
  })

  /** Every administrator of a university removes another one at the same moment; who is left. */
  async function race(count: number): Promise<number> {
    Object.assign(process.env, world.cloud.environment({}))
    const { removeAdministrator } = await import('../../cloudfunctions/domain/roles/removing')
    const bodyId = fresh('university')
    const grant = { role: 'administrator' as const, bodyId }
    const living = await Promise.all(Array.from({ length: count }, () => someone()))
    const ids = living.map(({ personId }) => personId)
    const grantAll = async (grants: readonly object[]) => {
      const people = await world.cloud.database.find('people', { _id: { $in: ids } })
      await world.cloud.database.upsert(
        'people',
        people.map((person) => ({ ...person, grants })),
      )
    }
    await grantAll([grant])
    world.cloud.faults.delay({ fromMs: 0, toMs: 3, seed: 7 })
    await Promise.all(ids.map((id) => removeAdministrator(bodyId, id, grant).catch(() => undefined)))
    world.cloud.faults.clear()
    const left = await world.cloud.database.count('people', { 'grants.bodyId': bodyId })
    await grantAll([])
    return left
  }

  test('stays when all remove each other at once', async () => {
    expect(await race(6)).toBe(1)
  })

  test('control: without the guard, looking first and writing then, nobody is left', async () => {
    Object.assign(process.env, world.cloud.environment({}))
    const { Collection: collection } = await import('../../cloudfunctions/platform/cloud')
    const { change } = collection.prototype
    collection.prototype.change = async function (this: Collection<{ _id: string }>, query, changes) {
      const isGuard = this.name === 'administration'
      return (await change.call(this, isGuard ? { _id: query._id } : query, changes)) || isGuard
    }
    try {
      expect(await race(6)).toBe(0)
    } finally {
      collection.prototype.change = change
    }
  })

  test('is found again after a removal was cut off between its beginning and its end', async () => {
    const second = await holder('administrator', university)
    const guard = { _id: university, revision: 900 }
    const [person] = await world.cloud.database.find('people', { _id: second.personId })
    const [grant] = (person as unknown as { grants: readonly object[] }).grants
    await world.cloud.database.upsert('administration', [
      { ...guard, removing: { personId: second.personId, grant } },
    ])
    const adminId = personIdOf(administrator().openid)
    expect(await takeAway(second.phone, adminId, 'administrator', university)).toBe('LAST_ADMINISTRATOR')
    expect(await rolesOf(second.phone)).toEqual([])
    await world.tick()
    expect(await world.cloud.database.find('administration', { _id: university })).toMatchObject([
      { removing: null },
    ])
  })
})

test('the first administrator comes by the code of the set-up, once, and only while there is none', async () => {
  const adminId = personIdOf(administrator().openid)
  const [person] = await world.cloud.database.find('people', { _id: adminId })
  expect(await administrator().outcome('roles.readInvitation', { scene: setUpCode })).toBe('CODE_UNKNOWN')
  await world.cloud.database.upsert('people', [{ ...person, grants: [] } as object])
  const [one, two] = await Promise.all([someone(), someone()])
  const [first, second] = await Promise.all(
    [one, two].map(({ phone }) => phone.outcome('roles.accept', { scene: setUpCode })),
  )
  expect([first, second].sort()).toEqual(['CODE_UNKNOWN', 'ok'])
  const winner = first === 'ok' ? one : two
  expect(await rolesOf(winner.phone)).toEqual(['administrator'])
  await world.cloud.database.upsert('people', [person as object])
  expect(await takeAway(administrator(), winner.personId, 'administrator', university)).toBe('ok')
  await winner.phone.call('roles.accept', { scene: setUpCode })
  expect(await rolesOf(winner.phone)).toEqual([])
})
