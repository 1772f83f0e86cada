/** Story: bodies are founded, moved, merged and closed, and nobody is lost; people join, are accepted, and leave. */

import { eventIds } from '../../local/seed/event-ids'
import { projectIds } from '../../local/seed/giving'
import { consentVersion } from '../../miniprogram/contract/alumni'
import type { AnniversaryContent } from '../../miniprogram/contract/celebration'
import { plainContent } from '../../miniprogram/contract/event-editing'
import type { Input } from '../../miniprogram/contract/index'
import type { BodyContent, BodyKind } from '../../miniprogram/contract/organisations'
import type { Phone } from '../support/world'
import { TestWorld } from '../support/world'

let world: TestWorld
let administrator: Phone
beforeAll(async () => {
  world = await TestWorld.open()
  administrator = world.persona('administrator')
})
afterEach(async () => {
  await settled()
  expect(await world.problems()).toEqual([])
})
afterAll(() => world.close())

/** Two runs of the timer after the minute in which what began earlier may still run. */
async function settled(): Promise<void> {
  for (let minute = 0; minute < 3; minute++) {
    world.clock.advance(60_000)
    await world.tick()
  }
}

const content = (name: string, changes: Partial<BodyContent> = {}): BodyContent => ({
  name,
  intro: '',
  contact: { name: '', phone: '', wechat: '' },
  cities: [],
  leads: [],
  ...changes,
})

let drafts = 0
const found = (
  kind: BodyKind,
  name: string,
  parentId: string,
  more: Partial<Input<'organisations.create'>> = {},
) =>
  administrator.call('organisations.create', {
    draftKey: `draft-${drafts++}`,
    kind,
    parentId,
    content: content(name),
    ...more,
  })

/** Somebody recognised, of a class, in a city. */
async function alumnus(
  name: string,
  studies: { collegeId: string; entryYear: number; className: string },
  city = '',
) {
  const phone = world.stranger(name)
  await phone.call('alumni.register', {
    name: `测试${name}`,
    kind: 'alumnus',
    educations: [{ ...studies, degree: 'bachelor' }],
    city,
    consentVersion,
    isFourteenOrOlder: true,
  })
  const personId = await idOf(phone)
  await administrator.call('registrations.review', { personId, revision: 0, decision: 'accept' })
  return phone
}

const idOf = async (phone: Phone) => (await phone.call('alumni.readMe', {})).person?.personId ?? ''
const pathOf = async (phone: Phone): Promise<readonly string[]> =>
  ((await world.cloud.database.find('people', { _id: await idOf(phone) }))[0]?.bodyPath ?? []) as string[]
const revisionOf = async (bodyId: string) =>
  (await administrator.call('organisations.readManaged', { bodyId })).revision

/** A story and a project that everybody reads, an anniversary, and something to be done, all of one body. */
async function holdings(body: { readonly bodyId: string }, name: string): Promise<{ anniversaryId: string }> {
  await administrator.call('preparation.create', {
    draftKey: `task-${name}`,
    title: `task-${name}`,
    note: '',
    bodyId: body.bodyId,
    ownerId: await idOf(administrator),
    day: '2027-05-01',
  })
  const [sample] = await world.cloud.database.find('articles', { isPublic: true })
  const [{ bodyPath } = { bodyPath: [] }] = await world.cloud.database.find('bodies', { _id: body.bodyId })
  const article = { ...sample, _id: `article-${name}`, bodyId: body.bodyId, bodyPath }
  await world.cloud.database.upsert('articles', [article])
  const [project] = await world.cloud.database.find('projects', { status: 'open' })
  await world.cloud.database.upsert('projects', [
    { ...project, _id: `project-${name}`, bodyId: body.bodyId, bodyPath },
  ])
  return administrator.call('celebration.create', {
    draftKey: `anniversary-${name}`,
    content: anniversaryOf(body.bodyId, `${name} 30 周年`),
  })
}

const anniversaryOf = (bodyId: string, name: string): AnniversaryContent => ({
  bodyId,
  number: 30,
  name,
  theme: '',
  day: '2027-05-01',
  colour: '#1f5c47',
  intro: '',
  isShown: true,
  history: [],
  guide: { places: [], travel: [], contacts: [], questions: [] },
})

/** What everybody reads among the news of a body and of those below it. */
const newsOf = async (bodyId: string) =>
  (await world.persona('visitor').call('news.list', { bodyId })).articles.map(({ articleId }) => articleId)

/** What the board tells somebody who reviews for one body alone. */
async function tasksSeenAt(bodyId: string) {
  const reviewer = world.persona('reviewer')
  const [person] = await world.cloud.database.find('people', { _id: await idOf(reviewer) })
  await world.cloud.database.upsert('people', [{ ...person, grants: [{ role: 'reviewer', bodyId }] }])
  const { tasks } = await reviewer.call('preparation.list', { isDone: false })
  await world.cloud.database.upsert('people', [{ ...person }])
  return tasks.map(({ title, body }) => ({ title, bodyId: body.bodyId }))
}

describe('a class', () => {
  const studies = { collegeId: 'college-civil', entryYear: 2001, className: '测量 0101 班' }

  test('that is founded has those in it who told of it before, however they wrote it', async () => {
    const classmate = await alumnus('before', { ...studies, className: '测量0101' })
    const { bodyId } = await found('class', '测量 0101 班', 'college-civil', { entryYear: 2001 })
    expect(await pathOf(classmate)).toContain(bodyId)
    expect(await classmate.call('organisations.readBody', { bodyId })).toMatchObject({
      name: '测量 0101 班',
      entryYear: 2001,
      standing: 'belongs',
      path: [{ name: '江城理工大学' }, { name: '土木与交通工程学院' }],
    })
  })

  test('is founded once: the same again is the same, another of that name is refused', async () => {
    const same = await found('class', '测量 0101 班', 'college-civil', { entryYear: 2001 })
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
    const { bodyId, revision } = await found('class', '测量 0101 班', 'college-civil', { entryYear: 2001 })
    const before = await alumnus('mover', studies)
    await administrator.call('organisations.move', { bodyId, revision, parentId: 'college-materials' })
    await settled()
    expect(new Set(await pathOf(before))).toEqual(
      new Set(['jiangcheng', 'college-civil', 'college-materials', bodyId]),
    )
    const after = await alumnus('after', { ...studies, collegeId: 'college-materials' })
    expect(await pathOf(after)).toContain(bodyId)
  })

  test('keeps its name, but for its spelling', async () => {
    const { bodyId, revision } = await found('class', '路桥 0102 班', 'college-civil', { entryYear: 2001 })
    const change = (name: string) =>
      administrator.outcome('organisations.change', { bodyId, revision, content: content(name) })
    expect(await change('隧道 0102 班')).toBe('INVALID_INPUT')
    expect(await change('路桥0102班')).toBe('ok')
  })
})

describe('a college that goes up in another', () => {
  let source = ''
  let target = ''
  let member: Phone
  let anniversaryId = ''
  beforeAll(async () => {
    source = (await found('college', '水利工程学院', 'jiangcheng')).bodyId
    target = (await found('college', '水土资源学院', 'jiangcheng')).bodyId
    world.clock.advance(60_000)
    member = await alumnus('water', { collegeId: source, entryYear: 1990, className: '水文 9001 班' })
    const { bodyId } = await found('class', '水文 9001 班', source, { entryYear: 1990 })
    await administrator.call('organisations.change', {
      bodyId: source,
      revision: await revisionOf(source),
      content: content('水利工程学院', { leads: [{ personId: await idOf(member), office: '院友会会长' }] }),
    })
    await administrator.call('codes.create', {
      draftKey: 'water',
      opens: 'register',
      targetId: bodyId,
      channel: '班级群',
      expiresAt: world.clock.now() + 86_400_000,
    })
    await administrator.call('codes.create', {
      draftKey: 'college',
      opens: 'register',
      targetId: source,
      channel: '公众号',
      expiresAt: world.clock.now() + 86_400_000,
    })
    const { eventId, revision } = await administrator.call('events.create', {
      draftKey: 'water',
      content: {
        hostId: source,
        title: '水利论坛',
        ...plainContent,
        venue: { name: '水利楼', address: '' },
        startsAt: world.clock.now() + 10 * 86_400_000,
        endsAt: world.clock.now() + 11 * 86_400_000,
        signUpOpensAt: world.clock.now(),
        signUpClosesAt: world.clock.now() + 9 * 86_400_000,
        admission: 'everyone',
        capacity: 10,
      },
    })
    await administrator.call('events.publish', { eventId, revision })
    anniversaryId = (await holdings({ bodyId: source }, 'water')).anniversaryId
    await administrator.call('organisations.merge', {
      bodyId: source,
      revision: await revisionOf(source),
      intoId: target,
    })
    await settled()
  })

  test('brings its members, its leads, its classes, its events and its codes', async () => {
    expect(await pathOf(member)).toEqual(expect.arrayContaining([source, target]))
    const page = await member.call('organisations.readBody', { bodyId: target })
    expect(page).toMatchObject({
      standing: 'belongs',
      leads: [{ name: '测试water', office: '院友会会长' }],
      classYears: [{ entryYear: 1990, classes: 1 }],
      events: [{ title: '水利论坛' }],
    })
    const { codes } = await administrator.call('codes.list', { bodyId: target })
    expect(codes.map(({ channel }) => channel)).toEqual(['公众号'])
  })

  test('brings its stories and its anniversaries', async () => {
    expect(await newsOf(target)).toEqual(['article-water'])
    const visitor = world.persona('visitor')
    const { body } = await visitor.call('celebration.readAnniversary', { anniversaryId })
    expect(body).toEqual({ bodyId: target, name: '水土资源学院' })
    const { anniversaries } = await administrator.call('celebration.listAnniversaries', {})
    expect(anniversaries.find((one) => one.anniversaryId === anniversaryId)).toMatchObject({
      isEditable: true,
    })
  })

  test('brings its projects', async () => {
    const [project] = await world.cloud.database.find('projects', { _id: 'project-water' })
    expect(project).toMatchObject({ bodyId: target, bodyPath: ['jiangcheng', target] })
  })

  test('brings what is still to be done', async () => {
    expect(await tasksSeenAt(target)).toContainEqual({ title: 'task-water', bodyId: target })
  })

  test('is given nothing any more: whoever writes something for it is told beside its name', async () => {
    const [event, project, article] = await Promise.all([
      administrator.call('events.readDraft', { eventId: eventIds.lecture }),
      administrator.call('giving.readManaged', { projectId: projectIds.library }),
      administrator.call('news.readManaged', { articleId: 'article-library' }),
    ])
    const draftKey = 'too-late'
    const ownerId = await idOf(administrator)
    const task = { title: '清点', note: '', bodyId: source, ownerId, day: '2027-05-01' }
    const wishes = [
      ['events.create', { draftKey, content: { ...event.content, hostId: source } }],
      ['giving.createProject', { draftKey, content: { ...project.content, bodyId: source } }],
      ['news.create', { draftKey, bodyId: source, content: article.content }],
      ['celebration.create', { draftKey, content: anniversaryOf(source, '迟到的周年') }],
      ['preparation.create', { draftKey, ...task }],
    ] as const
    const replies = await Promise.all(wishes.map(([action, input]) => administrator.send({ action, input })))
    const beside = replies.map((reply) => (reply.ok ? [] : Object.entries(reply.error.fields ?? {})))
    const words = '这个单位已并入其他单位，请重新选择'
    expect(beside).toEqual([
      [['content.hostId', words]],
      [['content.bodyId', words]],
      [['bodyId', words]],
      [['content.bodyId', words]],
      [['bodyId', words]],
    ])
  })

  test('is found by its old address, and its codes lead to the new one', async () => {
    expect(await member.call('organisations.readBody', { bodyId: source })).toMatchObject({ bodyId: target })
    const codes = await world.cloud.database.find('codes', { channel: '班级群', bodyId: { $ne: '' } })
    const scene = String(codes.at(-1)?._id)
    expect(await world.persona('visitor').call('codes.open', { scene })).toEqual({
      opens: 'register',
      college: { bodyId: target, name: '水土资源学院' },
      entryYear: 1990,
      className: '水文 9001 班',
    })
  })

  test('takes who registers for the new college into the class founded in the old one', async () => {
    const late = await alumnus('late', { collegeId: target, entryYear: 1990, className: '水文9001班' })
    const [classOfOld] = await world.cloud.database.find('bodies', { name: '水文 9001 班', status: 'open' })
    expect(await pathOf(late)).toContain(classOfOld?._id)
  })

  test('cannot be opened again, joined to a third, or have something founded below it', async () => {
    const revision = await revisionOf(source)
    const outcomes = await Promise.all([
      administrator.outcome('organisations.reopen', { bodyId: source, revision }),
      administrator.outcome('organisations.merge', { bodyId: source, revision, intoId: 'college-civil' }),
      administrator.outcome('organisations.create', {
        draftKey: 'below',
        kind: 'class',
        parentId: source,
        entryYear: 1991,
        content: content('水文 9101 班'),
      }),
    ])
    expect(outcomes).toEqual(['BODY_CLOSED', 'BODY_CLOSED', 'BODY_CLOSED'])
  })
})

test('a body that is moved takes its stories, its anniversaries and its tasks along', async () => {
  const { bodyId, revision } = await found('association', '轨道行业校友会', 'college-civil')
  const { anniversaryId } = await holdings({ bodyId }, 'rail')
  const task = { title: 'task-rail', bodyId }
  expect(await newsOf('college-civil')).toContain('article-rail')
  expect(await tasksSeenAt('college-civil')).toContainEqual(task)
  await administrator.call('organisations.move', { bodyId, revision, parentId: 'branch-beijing' })
  await settled()
  expect(await newsOf('college-civil')).not.toContain('article-rail')
  expect(await newsOf('branch-beijing')).toContain('article-rail')
  expect(await tasksSeenAt('college-civil')).not.toContainEqual(task)
  expect(await tasksSeenAt('branch-beijing')).toContainEqual(task)
  const [anniversary] = await world.cloud.database.find('anniversaries', { _id: anniversaryId })
  expect(anniversary?.bodyPath).toEqual(['jiangcheng', 'branch-beijing', bodyId])
})

describe('a branch', () => {
  test('has the people of its cities as soon as it is founded, and those of a new city', async () => {
    const inCity = await alumnus(
      'riverside',
      { collegeId: 'college-civil', entryYear: 2002, className: '' },
      '宜昌',
    )
    const { bodyId } = await found('branch', '三峡校友会', 'jiangcheng', {
      content: content('三峡校友会', { cities: ['宜昌'] }),
    })
    const elsewhere = await alumnus(
      'upstream',
      { collegeId: 'college-civil', entryYear: 2002, className: '' },
      '万州',
    )
    await settled()
    expect(await pathOf(inCity)).toContain(bodyId)
    expect(await pathOf(elsewhere)).not.toContain(bodyId)
    await administrator.call('organisations.change', {
      bodyId,
      revision: await revisionOf(bodyId),
      content: content('三峡校友会', { cities: ['万州'] }),
    })
    await settled()
    expect(await pathOf(inCity)).not.toContain(bodyId)
    expect(await pathOf(elsewhere)).toContain(bodyId)
  })

  test('is closed and opened again with the same people; while closed nobody sees it', async () => {
    const visitor = world.persona('visitor')
    const { bodyId, revision } = await found('branch', '襄阳校友会', 'jiangcheng', {
      content: content('襄阳校友会', { cities: ['襄阳'] }),
    })
    const member = await alumnus(
      'xiangyang',
      { collegeId: 'college-civil', entryYear: 2003, className: '' },
      '襄阳',
    )
    await settled()
    expect(await visitor.outcome('organisations.readBody', { bodyId })).toBe('ok')
    const closed = await administrator.call('organisations.close', { bodyId, revision })
    await settled()
    expect(await pathOf(member)).toContain(bodyId)
    expect(await visitor.outcome('organisations.readBody', { bodyId })).toBe('NOT_FOUND')
    expect(await visitor.call('organisations.search', { words: '襄阳' })).toEqual({ bodies: [] })
    expect(await member.outcome('organisations.join', { bodyId })).toBe('BODY_CLOSED')
    await administrator.call('organisations.reopen', { bodyId, revision: closed.revision })
    expect(await visitor.outcome('organisations.readBody', { bodyId })).toBe('ok')
  })
})

describe('the tree', () => {
  test('two editors do not overwrite each other, and a lost answer is not a conflict', async () => {
    const { bodyId, revision } = await found('association', '测绘行业校友会', 'jiangcheng')
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
    const one = await found('association', '甲行业校友会', 'jiangcheng')
    const other = await found('association', '乙行业校友会', 'jiangcheng')
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
    const [person] = await world.cloud.database.find('people', { _id: await idOf(dean) })
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
        revision: await revisionOf('branch-shenzhen'),
        content: content('深圳校友会', { cities: ['深圳'], leads: [{ personId, office: '会长' }] }),
      })
    expect(await change(await idOf(world.persona('classlead')))).toBe('INVALID_INPUT')
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
    const phone = await alumnus('joiner', { collegeId: 'college-computing', entryYear: 2004, className: '' })
    expect(await phone.call('organisations.join', { bodyId })).toEqual({ standing: 'asked' })
    expect(await phone.call('organisations.join', { bodyId })).toEqual({ standing: 'asked' })
    expect((await phone.call('organisations.readBody', { bodyId })).standing).toBe('asked')
    const { requests } = await lead().call('organisations.listRequests', { bodyId })
    expect(requests.map(({ name }) => name)).toEqual(['测试joiner'])
    const decision = { bodyId, personId: await idOf(phone), decision: 'accept' } as const
    expect(await lead().call('organisations.decideRequest', decision)).toEqual({ status: 'member' })
    expect(await lead().call('organisations.decideRequest', decision)).toEqual({ status: 'member' })
    expect(await phone.call('organisations.readBody', { bodyId })).toMatchObject({
      standing: 'joined',
      leads: [{ name: '周书恒' }],
    })
    expect((await phone.call('organisations.listMine', {})).bodies.map(({ name }) => name)).toContain(
      '桥梁与隧道行业校友会',
    )
    await settled()
    expect(await pathOf(phone)).toContain(bodyId)
    expect(await phone.call('organisations.leave', { bodyId })).toEqual({ standing: 'may join' })
    expect(await pathOf(phone)).not.toContain(bodyId)
  })

  test('is refused or taken back, and may be asked for again', async () => {
    const phone = await alumnus('again', { collegeId: 'college-computing', entryYear: 2004, className: '' })
    const personId = await idOf(phone)
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
    const phone = await alumnus('contested', {
      collegeId: 'college-computing',
      entryYear: 2004,
      className: '',
    })
    const personId = await idOf(phone)
    await phone.call('organisations.join', { bodyId })
    const outcomes = await Promise.all([
      lead().outcome('organisations.decideRequest', { bodyId, personId, decision: 'accept' }),
      administrator.outcome('organisations.decideRequest', { bodyId, personId, decision: 'refuse' }),
    ])
    expect(outcomes.sort()).toEqual(['MEMBERSHIP_CHANGED', 'ok'])
  })

  test('is nothing for those who belong anyway, for colleges, or for strangers to decide', async () => {
    const local = await alumnus(
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
