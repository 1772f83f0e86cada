/** Story: bodies are founded, browsed and closed, and nobody is lost; people join, are accepted, and leave. */
import { bodyContent as content, TreeDesk } from '../support/tree-desk'
import { type Phone, TestWorld } from '../support/world'

let world: TestWorld
let administrator: Phone
let tree: TreeDesk
beforeAll(async () => {
  world = await TestWorld.open()
  tree = new TreeDesk(world)
  administrator = tree.administrator
})
afterEach(async () => {
  await tree.settled()
  expect(await world.problems()).toEqual([])
})
afterAll(() => world.close())

describe('a class', () => {
  const studies = { collegeId: 'college-civil', entryYear: 2001, className: '测量 0101 班' }

  test('that is founded has those in it who told of it before, however they wrote it', async () => {
    const classmate = await tree.alumnus('before', { ...studies, className: '测量0101' })
    const { bodyId } = await tree.found('class', '测量 0101 班', 'college-civil', { entryYear: 2001 })
    expect(await tree.pathOf(classmate)).toContain(bodyId)
    expect(await classmate.call('organisations.readBody', { bodyId })).toMatchObject({
      name: '测量 0101 班',
      entryYear: 2001,
      standing: 'belongs',
      path: [{ name: '江城理工大学' }, { name: '土木与交通工程学院' }],
    })
  })

  test('is founded once: the same again is the same, another of that name is refused', async () => {
    const same = await tree.found('class', '测量 0101 班', 'college-civil', { entryYear: 2001 })
    expect(same.revision).toBe(1)
    const other = { draftKey: 'other', kind: 'class', parentId: 'college-civil', entryYear: 2001 } as const
    expect(
      await administrator.outcome('organisations.create', {
        ...other,
        content: content('测量 0101 班', { intro: '另一个' }),
      }),
    ).toBe('BODY_EXISTS')
  })

  test('moves to another college with its people, and who registers for the new college is in it too', async () => {
    const { bodyId, revision } = await tree.found('class', '测量 0101 班', 'college-civil', {
      entryYear: 2001,
    })
    const before = await tree.alumnus('mover', studies)
    await administrator.call('organisations.move', { bodyId, revision, parentId: 'college-materials' })
    await tree.settled()
    expect(new Set(await tree.pathOf(before))).toEqual(
      new Set(['jiangcheng', 'college-civil', 'college-materials', bodyId]),
    )
    const after = await tree.alumnus('after', { ...studies, collegeId: 'college-materials' })
    expect(await tree.pathOf(after)).toContain(bodyId)
  })

  test('keeps its name, but for its spelling', async () => {
    const { bodyId, revision } = await tree.found('class', '路桥 0102 班', 'college-civil', {
      entryYear: 2001,
    })
    const change = (name: string) =>
      administrator.outcome('organisations.change', { bodyId, revision, content: content(name) })
    expect(await change('隧道 0102 班')).toBe('INVALID_INPUT')
    expect(await change('路桥0102班')).toBe('ok')
  })
})

describe('a branch', () => {
  test('has the people of its cities as soon as it is founded, and those of a new city', async () => {
    const inCity = await tree.alumnus(
      'riverside',
      { collegeId: 'college-civil', entryYear: 2002, className: '' },
      '宜昌',
    )
    const { bodyId } = await tree.found('branch', '三峡校友会', 'jiangcheng', {
      content: content('三峡校友会', { cities: ['宜昌'] }),
    })
    const elsewhere = await tree.alumnus(
      'upstream',
      { collegeId: 'college-civil', entryYear: 2002, className: '' },
      '万州',
    )
    await tree.settled()
    expect(await tree.pathOf(inCity)).toContain(bodyId)
    expect(await tree.pathOf(elsewhere)).not.toContain(bodyId)
    await administrator.call('organisations.change', {
      bodyId,
      revision: await tree.revisionOf(bodyId),
      content: content('三峡校友会', { cities: ['万州'] }),
    })
    await tree.settled()
    expect(await tree.pathOf(inCity)).not.toContain(bodyId)
    expect(await tree.pathOf(elsewhere)).toContain(bodyId)
  })

  test('is closed and opened again with the same people; while closed nobody sees it', async () => {
    const visitor = world.persona('visitor')
    const { bodyId, revision } = await tree.found('branch', '襄阳校友会', 'jiangcheng', {
      content: content('襄阳校友会', { cities: ['襄阳'] }),
    })
    const member = await tree.alumnus(
      'xiangyang',
      { collegeId: 'college-civil', entryYear: 2003, className: '' },
      '襄阳',
    )
    await tree.settled()
    expect(await visitor.outcome('organisations.readBody', { bodyId })).toBe('ok')
    const closed = await administrator.call('organisations.close', { bodyId, revision })
    await tree.settled()
    expect(await tree.pathOf(member)).toContain(bodyId)
    expect(await visitor.outcome('organisations.readBody', { bodyId })).toBe('NOT_FOUND')
    expect(await visitor.call('organisations.search', { words: '襄阳' })).toEqual({ bodies: [] })
    expect(await member.outcome('organisations.join', { bodyId })).toBe('BODY_CLOSED')
    await administrator.call('organisations.reopen', { bodyId, revision: closed.revision })
    expect(await visitor.outcome('organisations.readBody', { bodyId })).toBe('ok')
  })
})

describe('the tree', () => {
  test('two editors do not overwrite each other, and a lost answer is not a conflict', async () => {
    const { bodyId, revision } = await tree.found('association', '测绘行业校友会', 'jiangcheng')
    const change = (intro: string) => ({
      bodyId,
      revision,
      content: content('测绘行业校友会', { intro }),
    })
    const outcomes = await Promise.all([
      administrator.outcome('organisations.change', change('甲')),
      administrator.outcome('organisations.change', change('乙')),
    ])
    expect(outcomes.sort()).toEqual(['BODY_CHANGED', 'ok'])
    const { content: saved } = await administrator.call('organisations.readManaged', { bodyId })
    expect(await administrator.outcome('organisations.change', change(saved.intro))).toBe('ok')
  })

  test('two that are to go up in each other at once do not vanish', async () => {
    const one = await tree.found('association', '甲行业校友会', 'jiangcheng')
    const other = await tree.found('association', '乙行业校友会', 'jiangcheng')
    const merge = (from: typeof one, into: typeof one) =>
      administrator.outcome('organisations.merge', {
        bodyId: from.bodyId,
        revision: from.revision,
        intoId: into.bodyId,
      })
    const outcomes = await Promise.all([merge(one, other), merge(other, one)])
    // Refused for what the other did, whether it was seen before or while writing.
    expect(outcomes.filter((outcome) => outcome === 'BODY_CHANGED' || outcome === 'BODY_CLOSED')).not.toEqual(
      [],
    )
    const open = await world.cloud.database.count('bodies', {
      _id: { $in: [one.bodyId, other.bodyId] },
      status: 'open',
    })
    expect(open).toBeGreaterThan(0)
  })

  test('is not tended by administrators of elsewhere, who hear the same as about what does not exist', async () => {
    const dean = world.persona('editor')
    const [person] = await world.cloud.database.find('people', { _id: await tree.idOf(dean) })
    const grants = [{ role: 'administrator', bodyId: 'college-economics' }]
    await world.cloud.database.upsert('people', [{ ...person, grants }])
    const heard = async (bodyId: string) =>
      Promise.all([
        dean.outcome('organisations.readManaged', { bodyId }),
        dean.outcome('organisations.change', { bodyId, revision: 1, content: content('无名') }),
        dean.outcome('organisations.move', { bodyId, revision: 1, parentId: 'college-economics' }),
        dean.outcome('organisations.merge', { bodyId, revision: 1, intoId: 'college-economics' }),
        dean.outcome('organisations.close', { bodyId, revision: 1 }),
        dean.outcome('organisations.reopen', { bodyId, revision: 1 }),
        dean.outcome('organisations.listPlaces', { bodyId, purpose: 'move', words: '' }),
        dean.outcome('organisations.findMembers', { bodyId, name: '周' }),
        dean.outcome('organisations.listManaged', { parentId: bodyId }),
        dean.outcome('organisations.create', {
          draftKey: 'foreign',
          kind: 'class',
          parentId: bodyId,
          entryYear: 2000,
          content: content('财务 0001 班'),
        }),
      ])
    const refused = Array(10).fill('NOT_FOUND')
    expect(await heard('college-civil')).toEqual(refused)
    expect(await heard('no-such-body')).toEqual(refused)
    // One's own college may be written about, but where it lies is decided above it.
    expect(await dean.outcome('organisations.close', { bodyId: 'college-economics', revision: 1 })).toBe(
      'NOT_FOUND',
    )
    await world.cloud.database.upsert('people', [{ ...person }])
  })

  test('has leads only from among its recognised members', async () => {
    const change = async (personId: string) =>
      administrator.outcome('organisations.change', {
        bodyId: 'branch-shenzhen',
        revision: await tree.revisionOf('branch-shenzhen'),
        content: content('深圳校友会', { cities: ['深圳'], leads: [{ personId, office: '会长' }] }),
      })
    expect(await change(await tree.idOf(world.persona('classlead')))).toBe('INVALID_INPUT')
    expect(await change('nobody')).toBe('INVALID_INPUT')
    const [member] = await world.cloud.database.find('people', {
      bodyPath: 'branch-shenzhen',
      'verification.status': 'verified',
    })
    expect(await change(String(member?._id))).toBe('ok')
    const { people } = await administrator.call('organisations.findMembers', {
      bodyId: 'branch-shenzhen',
      name: String(member?.name).slice(0, 1),
    })
    expect(people.map(({ personId }) => personId)).toContain(member?._id)
  })
})

describe('joining', () => {
  const bodyId = 'association-bridges'
  const lead = () => world.persona('alumnus')

  test('is asked for, accepted by a lead, and can be ended', async () => {
    const phone = await tree.alumnus('joiner', {
      collegeId: 'college-computing',
      entryYear: 2004,
      className: '',
    })
    expect(await phone.call('organisations.join', { bodyId })).toEqual({ standing: 'asked' })
    expect(await phone.call('organisations.join', { bodyId })).toEqual({ standing: 'asked' })
    expect((await phone.call('organisations.readBody', { bodyId })).standing).toBe('asked')
    const { requests } = await lead().call('organisations.listRequests', { bodyId })
    expect(requests.map(({ name }) => name)).toEqual(['测试joiner'])
    const decision = { bodyId, personId: await tree.idOf(phone), decision: 'accept' } as const
    expect(await lead().call('organisations.decideRequest', decision)).toEqual({ status: 'member' })
    expect(await lead().call('organisations.decideRequest', decision)).toEqual({ status: 'member' })
    expect(await phone.call('organisations.readBody', { bodyId })).toMatchObject({
      standing: 'joined',
      leads: [{ name: '周书恒' }],
    })
    expect((await phone.call('organisations.listMine', {})).bodies.map(({ name }) => name)).toContain(
      '桥梁与隧道行业校友会',
    )
    await tree.settled()
    expect(await tree.pathOf(phone)).toContain(bodyId)
    expect(await phone.call('organisations.leave', { bodyId })).toEqual({ standing: 'may join' })
    expect(await tree.pathOf(phone)).not.toContain(bodyId)
  })

  test('is refused or taken back, and may be asked for again', async () => {
    const phone = await tree.alumnus('again', {
      collegeId: 'college-computing',
      entryYear: 2004,
      className: '',
    })
    const personId = await tree.idOf(phone)
    await phone.call('organisations.join', { bodyId })
    await phone.call('organisations.leave', { bodyId })
    expect((await lead().call('organisations.listRequests', { bodyId })).requests).toEqual([])
    await phone.call('organisations.join', { bodyId })
    await lead().call('organisations.decideRequest', { bodyId, personId, decision: 'refuse' })
    expect((await phone.call('organisations.listMine', {})).requests).toMatchObject([{ status: 'refused' }])
    expect(
      await lead().outcome('organisations.decideRequest', { bodyId, personId, decision: 'accept' }),
    ).toBe('MEMBERSHIP_CHANGED')
    expect(await phone.call('organisations.join', { bodyId })).toEqual({ standing: 'asked' })
  })

  test('is decided once by two at once', async () => {
    const phone = await tree.alumnus('contested', {
      collegeId: 'college-computing',
      entryYear: 2004,
      className: '',
    })
    const personId = await tree.idOf(phone)
    await phone.call('organisations.join', { bodyId })
    const outcomes = await Promise.all([
      lead().outcome('organisations.decideRequest', { bodyId, personId, decision: 'accept' }),
      administrator.outcome('organisations.decideRequest', { bodyId, personId, decision: 'refuse' }),
    ])
    expect(outcomes.sort()).toEqual(['MEMBERSHIP_CHANGED', 'ok'])
  })

  test('is nothing for those who belong anyway, for colleges, or for strangers to decide', async () => {
    const local = await tree.alumnus(
      'local',
      { collegeId: 'college-civil', entryYear: 2005, className: '' },
      '北京',
    )
    expect(await local.call('organisations.join', { bodyId: 'branch-beijing' })).toEqual({
      standing: 'belongs',
    })
    expect(await local.outcome('organisations.leave', { bodyId: 'branch-beijing' })).toBe('MEMBERSHIP_GIVEN')
    expect(await local.outcome('organisations.join', { bodyId: 'college-computing' })).toBe('NOT_FOUND')
    const heard = await Promise.all(
      [bodyId, 'no-such-body'].flatMap((id) => [
        local.outcome('organisations.listRequests', { bodyId: id }),
        local.outcome('organisations.decideRequest', { bodyId: id, personId: 'x', decision: 'accept' }),
      ]),
    )
    expect(new Set(heard)).toEqual(new Set(['NOT_FOUND']))
  })

  test('shows leads to members alone, and no count under five', async () => {
    const visitor = await world.persona('visitor').call('organisations.readBody', { bodyId })
    expect(visitor).toMatchObject({ standing: 'none', decides: false })
    expect(visitor.leads).toBeUndefined()
    expect(visitor.memberCount).toBeUndefined()
  })
})

test('a body’s page costs two requests, whoever looks, but for those who may yet join', async () => {
  const costOf = async (phone: Phone, bodyId: string) => {
    await phone.call('organisations.readBody', { bodyId })
    world.cloud.requests.reset()
    await phone.call('organisations.readBody', { bodyId })
    return world.cloud.requests.byInvocation().map(({ databaseRequests }) => databaseRequests)
  }
  expect(await costOf(world.persona('visitor'), 'jiangcheng')).toEqual([2])
  expect(await costOf(world.persona('alumnus'), 'college-civil')).toEqual([2])
  expect(await costOf(world.persona('alumnus'), 'branch-beijing')).toEqual([3])
})
