/** Story: editors make an event with all that it may hold, change it together, copy it the next year, and pictures are looked over. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Question } from '../../miniprogram/contract/event-content'
import type { Input } from '../../miniprogram/contract/index'
import { contentFrom, formFrom, nextYearOf } from '../../miniprogram/staff-events/utils/event-form'
import { merge } from '../../miniprogram/staff-events/utils/merge'
import { fresh, plainly } from '../support/lives'
import { someMorning, TestWorld } from '../support/world'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

let world: TestWorld
beforeAll(async () => {
  world = await TestWorld.open()
})
afterEach(async () => {
  expect(await world.problems()).toEqual([])
  world.clock.moveTo(someMorning)
  // A clock that goes back would find what was counted in days to come.
  const counted = await world.cloud.database.find('limits')
  await world.cloud.database.upsert(
    'limits',
    counted.map((one) => ({ ...one, fullAt: 0 })),
  )
})
afterAll(() => world.close())

type Content = Input<'events.create'>['content']

const question = (questionId: string, more: Partial<Question> = {}): Question => ({
  questionId,
  kind: 'text',
  label: `问题 ${questionId}`,
  isRequired: false,
  options: [],
  ...more,
})

const startsAt = someMorning + 20 * dayMs
const endsAt = startsAt + 4 * hourMs

/** All that an event may hold. */
const everything: Content = {
  hostId: 'college-civil',
  coHostIds: ['college-mechanical', 'foundation'],
  title: '大桥论坛',
  cover: { kind: 'art', art: 'gate' },
  blocks: [
    { kind: 'heading', text: '缘起' },
    { kind: 'text', text: '三代人，一座桥。' },
    { kind: 'list', items: ['报告', '参观'] },
    { kind: 'link', title: '往届', address: 'https://bridge.example.edu/past' },
  ],
  venue: { name: '土木楼 201', address: '镜湖路 7 号', point: { latitude: 30.5, longitude: 114.3 } },
  meeting: { platform: '腾讯会议', address: 'https://meeting.example.edu/9', code: '999' },
  agenda: [
    {
      title: '报告',
      startsAt,
      place: '201',
      topics: [
        {
          title: '从图纸到通车',
          speakers: '周工',
          papers: [{ title: '讲义', address: 'https://bridge.example.edu/a.pdf' }],
        },
      ],
    },
    { title: '参观', place: '', topics: [] },
  ],
  startsAt,
  endsAt,
  signUpOpensAt: someMorning - hourMs,
  signUpClosesAt: startsAt - dayMs,
  cancelsUntil: startsAt - 2 * dayMs,
  admission: 'bodies',
  admittedBodyIds: ['college-civil'],
  capacity: 30,
  companionsAtMost: 2,
  categories: [
    { categoryId: 'leader', name: '单位负责人', capacity: 5, givenBy: 'staff' },
    { categoryId: 'alumnus', name: '校友代表', capacity: 20, givenBy: 'person' },
  ],
  questions: [
    question('lunch', { kind: 'choice', options: ['参加', '不参加'], isRequired: true }),
    question('diet', { erasesAt: endsAt + 30 * dayMs }),
  ],
}

async function create(content: Content = everything): Promise<{ eventId: string; revision: number }> {
  return world.persona('editor').call('events.create', { draftKey: fresh('edited'), content })
}

async function publish(content: Content = everything): Promise<string> {
  const { eventId, revision } = await create(content)
  await world.persona('editor').call('events.publish', { eventId, revision })
  return eventId
}

const editor = () => world.persona('editor')
const draftOf = (eventId: string) => editor().call('events.readDraft', { eventId })

test('what an editor put in is what the next one finds, and what people read', async () => {
  const eventId = await publish()
  const draft = await draftOf(eventId)
  expect(draft.content).toEqual(everything)
  expect(draft.bodies.map(({ name }) => name)).toEqual([
    '土木与交通工程学院',
    '机械与能源工程学院',
    '江城理工大学教育发展基金会',
    '土木与交通工程学院',
  ])
  const { event } = await world.persona('visitor').call('events.read', { eventId })
  const { title, agenda, blocks, questions, categories, cancelsUntil, companionsAtMost } = everything
  expect(event).toMatchObject({
    ...{ title, agenda, blocks, questions, categories, cancelsUntil, companionsAtMost },
    place: '土木楼 201（同步线上）',
    meeting: { platform: '腾讯会议' },
    admittedBodies: [{ bodyId: 'college-civil' }],
    formVersion: 1,
  })
})

test('only those may come who belong to the bodies that it names', async () => {
  const eventId = await publish()
  const signUp = {
    ...plainly(eventId),
    formVersion: 1,
    categoryId: 'alumnus',
    answers: { lunch: '参加' },
  }
  expect(await world.persona('classlead').outcome('events.signUp', signUp)).toBe('EVENT_NOT_FOR_YOU')
  expect(await world.persona('alumnus').outcome('events.signUp', signUp)).toBe('ok')
  world.clock.moveTo(startsAt - dayMs)
  expect(await world.persona('alumnus').outcome('events.withdraw', { eventId })).toBe('WITHDRAWAL_CLOSED')
})

test.each<[string, Partial<Content>, string]>([
  ['a co-host that there is not', { coHostIds: ['nobody'] }, 'content.coHostIds'],
  ['an admitted body that there is not', { admittedBodyIds: ['nobody'] }, 'content.admittedBodyIds'],
  ['nobody who may come', { admittedBodyIds: [] }, 'content.admittedBodyIds'],
  ['a last moment to withdraw after the end', { cancelsUntil: endsAt + 1 }, 'content.cancelsUntil'],
  [
    'sensitive answers erased before the event is over',
    { questions: [question('diet', { erasesAt: endsAt })] },
    'content.questions',
  ],
  [
    'a quota beyond all seats',
    { categories: [{ categoryId: 'a', name: '甲', capacity: 31, givenBy: 'person' }] },
    'content.categories',
  ],
])('%s is refused beside its field', async (_what, changes, field) => {
  const refusal = await editor()
    .call('events.create', { draftKey: fresh('refused'), content: { ...everything, ...changes } })
    .catch((error: unknown) => error)
  expect(refusal).toMatchObject({ code: 'INVALID_INPUT', fields: { [field]: expect.any(String) } })
})

test('two editors change different parts: the later one is told, and both changes are kept', async () => {
  const eventId = await publish()
  const base = formFrom((await draftOf(eventId)).content)
  const theirs = { ...everything, agenda: [], coHostIds: [] }
  await editor().call('events.change', { eventId, revision: 1, content: theirs, tellsPeople: false })

  const mine = { ...base, questions: [question('car')], cancelsUntil: startsAt - dayMs }
  const late = { eventId, revision: 1, content: contentFrom(mine), tellsPeople: false }
  expect(await editor().outcome('events.change', late)).toBe('EVENT_CHANGED')

  const saved = await draftOf(eventId)
  const merged = merge({ base, mine, theirs: formFrom(saved.content) }, {})
  expect([...merged.taken].sort()).toEqual(['议程', '协办单位'].sort())
  expect(merged.conflicts).toEqual({})
  const content = contentFrom(merged.form)
  await editor().call('events.change', { eventId, revision: saved.revision, content, tellsPeople: false })
  expect((await draftOf(eventId)).content).toEqual({
    ...everything,
    agenda: [],
    coHostIds: [],
    questions: [question('car')],
    cancelsUntil: startsAt - dayMs,
  })
})

test('last year’s event becomes next year’s: everything moves along, and the meeting is a new one', async () => {
  const eventId = await publish()
  const copied = nextYearOf((await draftOf(eventId)).content, endsAt + dayMs)
  const yearMs = 52 * 7 * dayMs
  world.clock.moveTo(endsAt + dayMs)
  const again = await create({ ...copied, meeting: { platform: '腾讯会议', code: '新' } })
  expect((await draftOf(again.eventId)).content).toMatchObject({
    startsAt: startsAt + yearMs,
    cancelsUntil: startsAt - 2 * dayMs + yearMs,
    agenda: [{ startsAt: startsAt + yearMs }, { title: '参观' }],
    questions: [{ questionId: 'lunch' }, { erasesAt: endsAt + 30 * dayMs + yearMs }],
    meeting: { platform: '腾讯会议', code: '新' },
    categories: everything.categories,
  })
})

describe('pictures', () => {
  const picture = path.resolve(__dirname, '../../miniprogram/assets/tabs/home.png')
  const send = async (name: string, bytes: Buffer) => {
    const [person] = await world.cloud.database.find('people', { name: '方静宜' })
    const cloudPath = `events/${String(person?._id)}/${name}`
    const fileId = await world.cloud.storage.upload(cloudPath, bytes, {
      identity: { openid: editor().openid },
    })
    return { kind: 'picture' as const, fileId }
  }

  test('only one that was looked over is published, whatever a phone sends', async () => {
    const cover = await send('cover.png', await readFile(picture))
    const content = { ...everything, cover }
    const draft = { draftKey: fresh('cover'), content }
    expect(await editor().outcome('events.create', draft)).toBe('PICTURE_UNFIT')
    await editor().call('events.checkPicture', { fileId: cover.fileId })
    expect(await editor().outcome('events.create', draft)).toBe('ok')
  })

  test('one that never became part of anything is removed after a month; what was used once stays', async () => {
    const bytes = await readFile(picture)
    const [used, unused] = [await send('used.png', bytes), await send('unused.png', bytes)]
    for (const { fileId } of [used, unused]) await editor().call('events.checkPicture', { fileId })
    const withCover = (cover: typeof used) => ({
      draftKey: fresh('cover'),
      content: { ...everything, cover },
    })
    await editor().call('events.create', withCover(used))
    const pictures = await world.cloud.database.find('eventPictures', {
      _id: { $in: [used.fileId, unused.fileId] },
    })
    const monthAgo = new Date(world.clock.now() - 31 * dayMs)
    await world.cloud.database.upsert(
      'eventPictures',
      pictures.map((one) => ({ ...one, unusedSince: one.unusedSince && monthAgo })),
    )
    await world.tick()
    await world.tick()
    const lie = (await world.cloud.storage.list()).map(({ fileID }) => fileID)
    expect(lie).toContain(used.fileId)
    expect(lie).not.toContain(unused.fileId)
    expect(await editor().outcome('events.create', withCover(unused))).toBe('PICTURE_UNFIT')
    expect(await editor().outcome('events.create', withCover(used))).toBe('ok')
  })

  test('what is no picture is refused and taken away', async () => {
    const { fileId } = await send('words.png', Buffer.from('<svg onload="alert(1)">'))
    expect(await editor().outcome('events.checkPicture', { fileId })).toBe('PICTURE_UNFIT')
    const blocks = [{ kind: 'picture' as const, fileId, caption: '' }]
    const { eventId, revision } = await create()
    const change = { eventId, revision, content: { ...everything, blocks }, tellsPeople: false }
    expect(await editor().outcome('events.change', change)).toBe('PICTURE_UNFIT')
  })
})
