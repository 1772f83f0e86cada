/** Story: what belongs to a body goes with it when it goes up in another or is moved, and nobody is lost. */
import { eventIds } from '../../local/seed/event-ids'
import { projectIds } from '../../local/seed/giving'
import type { AnniversaryContent } from '../../miniprogram/contract/celebration'
import { plainContent } from '../../miniprogram/contract/event-editing'
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

/** A story and a project that everybody reads, an anniversary, and something to be done, all of one body. */
async function holdings(body: { readonly bodyId: string }, name: string): Promise<{ anniversaryId: string }> {
  await administrator.call('preparation.create', {
    draftKey: `task-${name}`,
    title: `task-${name}`,
    note: '',
    bodyId: body.bodyId,
    ownerId: await tree.idOf(administrator),
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
  const [person] = await world.cloud.database.find('people', { _id: await tree.idOf(reviewer) })
  await world.cloud.database.upsert('people', [{ ...person, grants: [{ role: 'reviewer', bodyId }] }])
  const { tasks } = await reviewer.call('preparation.list', { isDone: false })
  await world.cloud.database.upsert('people', [{ ...person }])
  return tasks.map(({ title, body }) => ({ title, bodyId: body.bodyId }))
}

describe('a college that goes up in another', () => {
  let source = ''
  let target = ''
  let member: Phone
  let anniversaryId = ''
  beforeAll(async () => {
    source = (await tree.found('college', '水利工程学院', 'jiangcheng')).bodyId
    target = (await tree.found('college', '水土资源学院', 'jiangcheng')).bodyId
    world.clock.advance(60_000)
    member = await tree.alumnus('water', { collegeId: source, entryYear: 1990, className: '水文 9001 班' })
    const { bodyId } = await tree.found('class', '水文 9001 班', source, { entryYear: 1990 })
    await administrator.call('organisations.change', {
      bodyId: source,
      revision: await tree.revisionOf(source),
      content: content('水利工程学院', {
        leads: [{ personId: await tree.idOf(member), office: '院友会会长' }],
      }),
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
      revision: await tree.revisionOf(source),
      intoId: target,
    })
    await tree.settled()
  })

  test('brings its members, its leads, its classes, its events and its codes', async () => {
    expect(await tree.pathOf(member)).toEqual(expect.arrayContaining([source, target]))
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
    const ownerId = await tree.idOf(administrator)
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
    const late = await tree.alumnus('late', { collegeId: target, entryYear: 1990, className: '水文9001班' })
    const [classOfOld] = await world.cloud.database.find('bodies', { name: '水文 9001 班', status: 'open' })
    expect(await tree.pathOf(late)).toContain(classOfOld?._id)
  })

  test('cannot be opened again, joined to a third, or have something founded below it', async () => {
    const revision = await tree.revisionOf(source)
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
  const { bodyId, revision } = await tree.found('association', '轨道行业校友会', 'college-civil')
  const { anniversaryId } = await holdings({ bodyId }, 'rail')
  const task = { title: 'task-rail', bodyId }
  expect(await newsOf('college-civil')).toContain('article-rail')
  expect(await tasksSeenAt('college-civil')).toContainEqual(task)
  await administrator.call('organisations.move', { bodyId, revision, parentId: 'branch-beijing' })
  await tree.settled()
  expect(await newsOf('college-civil')).not.toContain('article-rail')
  expect(await newsOf('branch-beijing')).toContain('article-rail')
  expect(await tasksSeenAt('college-civil')).not.toContainEqual(task)
  expect(await tasksSeenAt('branch-beijing')).toContainEqual(task)
  const [anniversary] = await world.cloud.database.find('anniversaries', { _id: anniversaryId })
  expect(anniversary?.bodyPath).toEqual(['jiangcheng', 'branch-beijing', bodyId])
})
