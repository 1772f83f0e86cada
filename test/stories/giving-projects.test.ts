/** Story: a college proposes, the foundation decides, people give, and hear what came of it. */
import { readSheet } from 'read-excel-file/node'
import type { Input } from '../../miniprogram/contract/index'
import { TestWorld } from '../support/world'

let world: TestWorld
beforeAll(async () => {
  world = await TestWorld.open()
})
afterEach(async () => {
  expect(await world.problems()).toEqual([])
})
afterAll(() => world.close())

const editor = () => world.persona('editor')
const treasurer = () => world.persona('treasurer')
const alumnus = () => world.persona('alumnus')
const visitor = () => world.persona('visitor')

const content: Input<'giving.createProject'>['content'] = {
  bodyId: 'college-civil',
  kind: 'laboratory',
  title: '桥梁结构实验室',
  summary: '为本科生添一台振动台。',
  purpose: '用于购置振动台与传感器，向全校本科生开放。',
  goalFen: 700_000,
  presetsFen: [7000, 70_000],
  minimumFen: 100,
  closesWhenFull: true,
  contact: { name: '土木学院办公室', phone: '', wechat: '' },
  pictureIds: [],
}

let made = 0
const fresh = () => `projects-${made++}`

const drafted = (changes: Partial<typeof content> = {}) =>
  editor().call('giving.createProject', { draftKey: fresh(), content: { ...content, ...changes } })

async function proposed(changes: Partial<typeof content> = {}) {
  const { projectId, revision } = await drafted(changes)
  return editor().call('giving.proposeProject', { projectId, revision })
}

async function opened(changes: Partial<typeof content> = {}) {
  const { projectId, revision } = await proposed(changes)
  return treasurer().call('giving.decideProject', { projectId, revision, decision: 'approve', reason: '' })
}

type Gift = Partial<Input<'giving.give'>> & { readonly projectId: string }

async function paid(gift: Gift, persona = 'alumnus'): Promise<string> {
  const phone = world.persona(persona)
  const { orderNo, payment } = await phone.call('giving.give', {
    amountFen: 7000,
    isAnonymous: false,
    attemptKey: fresh(),
    ...gift,
  })
  if (!payment) throw new Error('there is nothing to pay')
  await world.wechatPay.finish(world.wechatPay.openSheet(payment, phone.openid).prepayId, 'pay')
  await phone.call('payments.confirm', { orderNo })
  return orderNo
}

const inboxOf = async (persona: string, title: string) =>
  (await world.persona(persona).call('messages.list', {})).messages.filter(
    (message) => message.title === title,
  )

test('a project is seen by nobody but its editors until a treasurer approved it', async () => {
  const { projectId, revision } = await drafted()
  expect(await visitor().outcome('giving.readProject', { projectId })).toBe('NOT_FOUND')
  expect(await treasurer().outcome('giving.readManaged', { projectId })).toBe('NOT_FOUND')
  const asked = await editor().call('giving.proposeProject', { projectId, revision })
  expect(await visitor().outcome('giving.readProject', { projectId })).toBe('NOT_FOUND')
  expect(await treasurer().call('giving.readManaged', { projectId })).toMatchObject({ decides: true })
  await treasurer().call('giving.decideProject', {
    projectId,
    revision: asked.revision,
    decision: 'approve',
    reason: '',
  })
  world.clock.advance(11_000)
  const { projects } = await visitor().call('giving.listProjects', {})
  expect(projects.find((project) => project.projectId === projectId)).toMatchObject({ isOpen: true })
})

test('a proposal goes back with a reason that whoever made it is told, and can be made again', async () => {
  const { projectId, revision } = await proposed({ title: '退回一次的项目' })
  const decide = { projectId, revision, decision: 'return', reason: '请写明预算' } as const
  expect(await treasurer().outcome('giving.decideProject', { ...decide, reason: '' })).toBe('REASON_REQUIRED')
  const returned = await treasurer().call('giving.decideProject', decide)
  expect(returned.status).toBe('draft')
  await world.tick()
  expect(await inboxOf('editor', '退回一次的项目')).toMatchObject([{ words: '未通过审核：请写明预算' }])
  const changed = await editor().call('giving.changeProject', {
    projectId,
    revision: returned.revision,
    content: { ...content, title: '退回一次的项目', purpose: '振动台一台，预算七千元，含安装与培训。' },
  })
  const again = await editor().call('giving.proposeProject', { projectId, revision: changed.revision })
  expect(again.status).toBe('proposed')
})

test('two editors do not overwrite each other, and a decision is about what was read', async () => {
  const { projectId, revision } = await drafted()
  const change = { projectId, revision, content: { ...content, summary: '甲' } }
  await editor().call('giving.changeProject', change)
  const other = { ...change, content: { ...content, summary: '乙' } }
  expect(await world.persona('administrator').outcome('giving.changeProject', other)).toBe('PROJECT_CHANGED')
  const asked = await editor().call('giving.proposeProject', { projectId, revision: revision + 1 })
  const back = await editor().call('giving.changeProject', { ...other, revision: asked.revision })
  expect(back.status).toBe('draft')
  await editor().call('giving.proposeProject', { projectId, revision: back.revision })
  expect(
    await treasurer().outcome('giving.decideProject', {
      projectId,
      revision: asked.revision,
      decision: 'approve',
      reason: '',
    }),
  ).toBe('PROJECT_CHANGED')
})

test('the same draft sent twice is one project, and only its own editors change it', async () => {
  const input = { draftKey: fresh(), content }
  const [one, two] = await Promise.all([
    editor().call('giving.createProject', input),
    editor().call('giving.createProject', input),
  ])
  expect(two.projectId).toBe(one.projectId)
  const foreign = { ...content, bodyId: 'no-such-body' }
  expect(await editor().outcome('giving.createProject', { draftKey: fresh(), content: foreign })).toBe(
    'NOT_FOUND',
  )
})

test('what donors were promised stays; what came of it they are told, once', async () => {
  const { projectId, revision } = await opened({ title: '有回音的项目', closesWhenFull: false })
  const change = {
    projectId,
    revision,
    content: { ...content, title: '有回音的项目', closesWhenFull: false },
  }
  const broken = { ...change, content: { ...change.content, purpose: '改作他用：修缮办公楼的会议室。' } }
  expect(await editor().outcome('giving.changeProject', broken)).toBe('INVALID_INPUT')
  await editor().call('giving.changeProject', { ...change, content: { ...change.content, summary: '新' } })
  await paid({ projectId })
  await paid({ projectId, isAnonymous: true })
  const note = {
    projectId,
    noteKey: fresh(),
    kind: 'spending',
    text: '购得传感器两套',
    spentFen: 5000,
  } as const
  await editor().call('giving.addNote', note)
  await editor().call('giving.addNote', note)
  await world.tick()
  await world.tick()
  expect(await inboxOf('alumnus', '有回音的项目')).toMatchObject([
    { words: '善款使用：使用 50 元，购得传感器两套' },
  ])
  const { notes } = await visitor().call('giving.readProject', { projectId })
  expect(notes).toMatchObject([{ kind: 'spending', spentFen: 5000 }])
})

test('a project that is to close when full closes when it is, and takes what was begun before', async () => {
  const { projectId } = await opened({ goalFen: 10_000 })
  const { payment } = await alumnus().call('giving.give', {
    projectId,
    amountFen: 7000,
    isAnonymous: false,
    attemptKey: fresh(),
  })
  if (!payment) throw new Error('there is nothing to pay')
  await paid({ projectId, amountFen: 10_000 }, 'enterprise')
  const late = { projectId, amountFen: 100, isAnonymous: false, attemptKey: fresh() }
  expect(await alumnus().outcome('giving.give', late)).toBe('PROJECT_CLOSED')
  await world.wechatPay.finish(world.wechatPay.openSheet(payment, alumnus().openid).prepayId, 'pay')
  await world.tick()
  expect((await visitor().call('giving.readProject', { projectId })).project).toMatchObject({
    isOpen: false,
    raisedFen: 17_000,
  })
  const { project } = await editor().call('giving.readManaged', { projectId })
  expect(project.status).toBe('closed')
})

test('a project closes at its end, or by hand with a reason', async () => {
  const closesAt = world.clock.now() + 60_000
  const ending = await opened({ closesAt })
  const byHand = await opened({ title: '提前结束的项目' })
  await editor().call('giving.closeProject', { ...pickRevision(byHand), reason: '设备由企业捐赠' })
  world.clock.advance(61_000)
  await world.tick()
  for (const { projectId } of [ending, byHand]) {
    const { project } = await editor().call('giving.readManaged', { projectId })
    expect(project.status).toBe('closed')
  }
})

const pickRevision = ({ projectId, revision }: { projectId: string; revision: number }) => ({
  projectId,
  revision,
})

test('a college’s export names nobody who wished to stay unnamed, sums to the ledger, and is no other college’s', async () => {
  const { projectId } = await opened({ title: '可导出的项目', closesWhenFull: false })
  await paid({ projectId })
  world.clock.advance(60_000)
  await paid({ projectId, isAnonymous: true, amountFen: 1957 }, 'enterprise')
  const { url, rows } = await editor().call('giving.exportGifts', { projectId })
  expect(rows).toBe(2)
  const sheet = await readSheet(Buffer.from(await (await fetch(url)).arrayBuffer()))
  const [, ...lines] = sheet.map((row) => row.map((cell) => String(cell ?? '')))
  expect(lines.map(([, name, kind, way, yuan]) => [name, kind, way, yuan])).toEqual([
    ['周书恒', '个人', '微信支付', '70'],
    ['匿名捐赠人', '', '微信支付', '19.57'],
    ['', '', '', '89.57'],
  ])
  expect(JSON.stringify(lines)).not.toContain('贺明川')
  const { project } = await visitor().call('giving.readProject', { projectId })
  expect(project.raisedFen).toBe(8957)
  for (const id of [projectId, 'no-such-project'])
    expect(await world.persona('reviewer').outcome('giving.exportGifts', { projectId: id })).toBe('NOT_FOUND')
  const audit = await world.cloud.database.find('audit', { target: projectId })
  expect(audit.map(({ action }) => action)).toContain('giving.exportGifts')
})

describe('in whose name', () => {
  const classId = async () => {
    const { bodies } = await world.persona('classlead').call('organisations.listMine', {})
    const own = bodies.find(({ kind }) => kind === 'class')
    if (!own) throw new Error('the lead has no class')
    return own.bodyId
  }

  test('a gift in the name of a class counts once, under the class’s name, and only members make one', async () => {
    const bodyId = await classId()
    const { projectId } = await opened({ closesWhenFull: false })
    const inName = { projectId, donor: { kind: 'class', bodyId } } as const
    const wanted = { ...inName, amountFen: 100, isAnonymous: false, attemptKey: fresh() }
    expect(await alumnus().outcome('giving.give', wanted)).toBe('DONOR_NOT_YOURS')
    await paid(inName, 'classlead')
    const { project, latest } = await visitor().call('giving.readProject', { projectId })
    expect(project.raisedFen).toBe(7000)
    expect(latest).toMatchObject([{ donorName: '机制 8503 班', donorKind: 'class' }])
  })

  test('words that WeChat does not find fit, or cannot look at, are shown once a person passed them', async () => {
    const { projectId } = await opened({ closesWhenFull: false })
    const shown = async () => (await visitor().call('giving.readProject', { projectId })).latest
    const donor = { kind: 'enterprise', name: '江城桥梁公司' } as const
    await paid({ projectId, donor, message: '这句话违法' }, 'enterprise')
    expect(await shown()).toMatchObject([{ donorName: '企业捐赠人', message: '' }])
    const waiting = await treasurer().call('giving.listWords', {})
    const words = waiting.words.filter(({ donorName }) => donorName === '江城桥梁公司')
    expect(words).toMatchObject([{ donorName: '江城桥梁公司', message: '这句话违法' }])
    const decision = { giftId: words[0]?.giftId ?? '', decision: 'pass' } as const
    await treasurer().call('giving.decideWords', decision)
    await treasurer().call('giving.decideWords', decision)
    expect(await treasurer().outcome('giving.decideWords', { ...decision, decision: 'refuse' })).toBe(
      'GIFT_CHANGED',
    )
    expect(await shown()).toMatchObject([{ donorName: '江城桥梁公司', message: '这句话违法' }])
  })

  test('another wish under the same key is refused', async () => {
    const { projectId } = await opened({ closesWhenFull: false })
    const input = { projectId, amountFen: 100, isAnonymous: false, attemptKey: fresh(), message: '一' }
    await alumnus().call('giving.give', input)
    expect(await alumnus().outcome('giving.give', { ...input, message: '二' })).toBe('ATTEMPT_CHANGED')
    expect(await alumnus().outcome('giving.give', input)).toBe('ok')
  })

  test('of a class drive no number under five is told', async () => {
    const bodyId = await classId()
    const { projectId } = await opened({ kind: 'class', bodyId, closesWhenFull: false })
    await paid({ projectId }, 'classlead')
    const { project } = await visitor().call('giving.readProject', { projectId })
    expect(project.drive).toBeDefined()
    expect([project.drive?.donors, project.drive?.percent]).toEqual([undefined, undefined])
    expect(await world.cloud.database.find('gifts', { projectId })).toMatchObject([{ creditedTo: bodyId }])
  })

  test('who speaks for the class of a drive is told to the class, and to nobody else', async () => {
    const bodyId = await classId()
    const { projectId } = await opened({ kind: 'class', bodyId, closesWhenFull: false })
    const [body] = await world.cloud.database.find('bodies', { _id: bodyId })
    const { person } = await world.persona('classlead').call('alumni.readMe', {})
    const lead = { personId: person?.personId ?? '', office: '班级联络人' }
    await world.cloud.database.upsert('bodies', [{ ...body, leads: [lead] }])
    const leadsFor = async (persona: string) =>
      (await world.persona(persona).call('giving.readProject', { projectId })).project.leads
    expect(await leadsFor('classlead')).toEqual([{ ...lead, name: '许若岚' }])
    for (const persona of ['alumnus', 'visitor', 'treasurer']) expect(await leadsFor(persona)).toEqual([])
    await world.cloud.database.upsert('bodies', [{ ...body }])
  })
})
