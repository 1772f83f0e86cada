/** Story: whom giving serves is a setting that the server keeps to; what is missing closes it, and staff read what. */
import { fresh, give, register } from '../support/lives'
import { TestWorld } from '../support/world'

const within = async (
  variables: Readonly<Record<string, string>>,
  tell: (world: TestWorld) => Promise<void>,
) => {
  const world = await TestWorld.open({ variables })
  try {
    await tell(world)
    expect(await world.problems()).toEqual([])
  } finally {
    await world.close()
  }
}

const wish = () => ({
  projectId: 'project-scholarship',
  amountFen: 700,
  isAnonymous: false,
  attemptKey: fresh('opened-'),
})

const announced = () => ({ ...wish(), way: 'transfer' as const, goods: [], details: '' })

const shown = async (world: TestWorld) =>
  (await world.persona('visitor').call('giving.readProject', { projectId: 'project-scholarship' })).project

const missing = async (world: TestWorld) =>
  (await world.persona('treasurer').call('giving.listManaged', { status: 'open' })).missing

test('verified alumni alone give, unless told otherwise; whoever waits hears so whatever they ask about', () =>
  within({}, async (world) => {
    const { phone } = await register(world.stranger('waits'))
    for (const projectId of ['project-scholarship', 'no-such-project']) {
      expect(await phone.outcome('giving.give', { ...wish(), projectId })).toBe('NOT_VERIFIED')
      expect(await phone.outcome('giving.announce', { ...announced(), projectId })).toBe('NOT_VERIFIED')
    }
    expect(await shown(world)).toMatchObject({ audience: 'alumnus', isOnlineOpen: true })
    expect(await missing(world)).toEqual([])
  }))

test('where giving serves whoever is registered, a friend gives in their own name, and a visitor registers first', () =>
  within({ GIVING_AUDIENCE: 'person' }, async (world) => {
    expect(await world.persona('visitor').outcome('giving.give', wish())).toBe('NOT_REGISTERED')
    const { phone, name } = await register(world.stranger('friend'), { kind: 'friend', educations: [] })
    const orderNo = await give(world, phone, 700)
    expect(await phone.call('giving.readThanks', { orderNo })).toMatchObject({
      state: 'paid',
      donorName: name,
    })
    const inClass = { kind: 'class', bodyId: 'class-8503' } as const
    expect(await phone.outcome('giving.give', { ...wish(), donor: inClass })).toBe('DONOR_NOT_YOURS')
    expect(await shown(world)).toMatchObject({ audience: 'person' })
  }))

test('what is not configured closes giving online, staff read each reason, and other ways stay open', () =>
  within({ GIVING_PERMIT: '', GIVING_AUDIENCE: 'everybody' }, async (world) => {
    const donor = world.persona('alumnus')
    expect(await donor.outcome('giving.give', wish())).toBe('GIVING_CLOSED')
    expect(await shown(world)).toMatchObject({ isOnlineOpen: false, isOpen: true })
    expect(await missing(world)).toEqual(['募捐许可或备案编号', '捐赠对象（alumnus 或 person）'])
    expect(await donor.outcome('giving.announce', announced())).toBe('ok')
    expect(world.wechatPay.requests.prepay ?? 0).toBe(0)
  }))

test('a college’s treasurer, even who edits there, enters, decides and reads nothing of what the foundation keeps', () =>
  within({}, async (world) => {
    const [person] = await world.cloud.database.find('people', { name: '程立诚' })
    const bodyId = 'college-computing'
    const grants = [
      { role: 'treasurer', bodyId },
      { role: 'editor', bodyId },
    ]
    await world.cloud.database.upsert('people', [{ ...person, grants }])
    const phone = world.persona('reviewer')
    const heard = [
      await phone.outcome('giving.listInvoices', { state: 'asked' }),
      await phone.outcome('giving.listOffline', { status: 'pledged' }),
      await phone.outcome('giving.listWords', {}),
      await phone.outcome('giving.listBankRows', { state: 'open' }),
      await phone.outcome('giving.dropPledge', { orderNo: 'JZNOSUCHCODE', reason: '作废' }),
      await phone.outcome('giving.decideProject', {
        projectId: 'project-scholarship',
        revision: 1,
        decision: 'approve',
        reason: '',
      }),
    ]
    expect(heard).toEqual(heard.map(() => 'FORBIDDEN'))
    expect(await phone.call('giving.listManaged', { status: 'open' })).toMatchObject({
      isEditor: true,
      isTreasurer: false,
    })
  }))
