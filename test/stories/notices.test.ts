/** Story: what staff write to the people of an event or a body reaches each of them once, and more than enough reaches nobody. */
import { templates } from '../../local/seed'
import type { Input } from '../../miniprogram/contract/index'
import type { InboxMessage } from '../../miniprogram/contract/messages'
import { fresh, type Living, minutePasses, plainly, publish, register } from '../support/lives'
import { type Phone, someMorning, TestWorld } from '../support/world'

let world: TestWorld
let editor: Phone
let administrator: Phone
beforeAll(async () => {
  world = await TestWorld.open()
  editor = world.persona('editor')
  administrator = world.persona('administrator')
})
afterEach(async () => {
  expect(await world.problems()).toEqual([])
  world.clock.moveTo(someMorning)
})
afterAll(() => world.close())

const dayMs = 86_400_000

async function signedUp(eventId: string, size: number): Promise<Living[]> {
  const people = await Promise.all(
    Array.from({ length: size }, () =>
      register(world.stranger(fresh('noticed')), { kind: 'friend', educations: [] }),
    ),
  )
  for (const { phone } of people) await phone.call('events.signUp', plainly(eventId))
  return people
}

const noticeTo = (eventId: string, changes: Partial<Input<'notices.send'>> = {}): Input<'notices.send'> => ({
  draftKey: fresh('notice-'),
  audience: 'everyone',
  targetId: eventId,
  title: '集合地点',
  words: '请于八点半在南门集合，车辆不等候。',
  ...changes,
})

const noticesOf = async ({ phone }: Living): Promise<readonly InboxMessage[]> =>
  (await phone.call('messages.list', {})).messages.filter(({ kind }) => kind === 'notice')
const read = async (noticeId: string, phone = editor) =>
  (await phone.call('notices.read', { noticeId })).notice

/** More than two hundred people of the sample world, so that a notice to them needs a second person. */
const toAll = { audience: 'members', targetId: 'jiangcheng' } as const

test('the people of an event are counted first, told within a minute, and reported on', async () => {
  const eventId = await publish(world, 9, 2)
  const [first, second, waiting] = (await signedUp(eventId, 3)) as [Living, Living, Living]
  world.cloud.messages.acceptTemplates(first.phone.openid, [templates.notice])
  const counts = await Promise.all(
    (['confirmed', 'waiting', 'everyone'] as const).map((audience) =>
      editor.call('notices.count', { audience, targetId: eventId }),
    ),
  )
  expect(counts.map(({ recipients }) => recipients)).toEqual([2, 1, 3])
  const input = noticeTo(eventId, { audience: 'confirmed', link: { opens: 'event', targetId: eventId } })
  const sent = await editor.call('notices.send', input)
  expect(sent).toMatchObject({ status: 'sending', recipients: 2 })
  expect(await editor.call('notices.send', input)).toEqual(sent)
  for (let minute = 0; minute < 3; minute++) await minutePasses(world)
  expect(await noticesOf(first)).toMatchObject([
    {
      title: '集合地点',
      words: '请于八点半在南门集合，车辆不等候。\n—— 江城理工大学',
      url: `/events/event/event?eventId=${eventId}`,
      isRead: false,
    },
  ])
  expect(await noticesOf(second)).toHaveLength(1)
  expect(await noticesOf(waiting)).toEqual([])
  const { openid } = first.phone
  expect(
    world.cloud.messages.sent().filter(({ templateId }) => templateId === templates.notice),
  ).toMatchObject([{ openid, page: `events/event/event?eventId=${eventId}`, data: { thing1: '集合地点' } }])
  expect(await read(sent.noticeId)).toMatchObject({
    status: 'sent',
    told: 2,
    sent: 1,
    refused: 1,
    waiting: 0,
    codes: [{ code: 43101, messages: 1 }],
    isStoppable: false,
  })
  expect((await editor.call('notices.list', {})).notices[0]).toMatchObject({ noticeId: sent.noticeId })
})

test('whoever asks not to be written to by their bodies is left out, and still told of their events', async () => {
  const phone = world.persona('alumnus')
  const toCollege = { audience: 'members', targetId: 'college-civil' } as const
  const { recipients } = await editor.call('notices.count', toCollege)
  expect(await phone.call('notices.readChoice', {})).toEqual({ isWelcome: true })
  await phone.call('notices.choose', { isWelcome: false })
  expect(await phone.call('notices.readChoice', {})).toEqual({ isWelcome: false })
  expect(await editor.call('notices.count', toCollege)).toEqual({
    targetName: '土木与交通工程学院',
    recipients: recipients - 1,
    declined: 1,
    isApproved: false,
  })
  const eventId = await publish(world, 9, 2)
  await phone.call('events.signUp', plainly(eventId))
  const { noticeId } = await editor.call('notices.send', noticeTo('', { ...toCollege, title: '学院通知' }))
  await editor.call('notices.send', noticeTo(eventId))
  await minutePasses(world)
  expect((await read(noticeId)).told).toBe(recipients - 1)
  const { messages } = await phone.call('messages.list', {})
  expect(messages.filter(({ kind }) => kind === 'notice').map(({ title }) => title)).toEqual(['集合地点'])
  await phone.call('notices.choose', { isWelcome: true })
  expect(await editor.call('notices.count', toCollege)).toMatchObject({ recipients, declined: 0 })
})

test('more than two hundred are told only once a second person agreed; two who decide at once are one decision', async () => {
  const { recipients } = await editor.call('notices.count', toAll)
  const { noticeId, status } = await editor.call('notices.send', noticeTo('', toAll))
  expect(status).toBe('approval')
  await minutePasses(world)
  expect(await read(noticeId)).toMatchObject({ told: 0, isDecidable: false })
  expect(await editor.outcome('notices.decide', { noticeId, decision: 'approve' })).toBe('NOTICE_OWN')
  expect(await world.persona('reviewer').outcome('notices.decide', { noticeId, decision: 'approve' })).toBe(
    'NOT_FOUND',
  )
  expect(await read(noticeId, administrator)).toMatchObject({ isDecidable: true })
  const decisions = await Promise.all([
    administrator.outcome('notices.decide', { noticeId, decision: 'approve' }),
    administrator.outcome('notices.decide', { noticeId, decision: 'return', reason: '重写' }),
  ])
  expect(decisions.filter((outcome) => outcome === 'ok')).toHaveLength(1)
  expect(decisions.filter((outcome) => outcome === 'NOTICE_CHANGED')).toHaveLength(1)
  const approved = decisions[0] === 'ok'
  await minutePasses(world)
  await minutePasses(world)
  expect(await read(noticeId)).toMatchObject(
    approved
      ? { status: 'sent', told: recipients, deciderName: '顾远山' }
      : { status: 'returned', told: 0, reason: '重写' },
  )
})

test('approved and stopped at once, it is one or the other: sent only when it was approved first', async () => {
  const { noticeId } = await editor.call('notices.send', noticeTo('', toAll))
  const [approved, stopped] = await Promise.all([
    administrator.outcome('notices.decide', { noticeId, decision: 'approve' }),
    editor.outcome('notices.stop', { noticeId }),
  ])
  expect(stopped).toBe('ok')
  expect(['ok', 'NOTICE_CHANGED']).toContain(approved)
  await minutePasses(world)
  expect(await read(noticeId)).toMatchObject({ status: 'stopped', told: 0 })
})

test('stopped on its way, nobody more is told, and no phone rings for what lies in the outbox', async () => {
  // The same people are written to three times at once, and then once in eight hours.
  world.clock.advance(dayMs / 3)
  const { noticeId } = await editor.call('notices.send', noticeTo('', toAll))
  await administrator.call('notices.decide', { noticeId, decision: 'approve' })
  world.clock.moveTo(Date.parse('2026-11-20T22:30:00+08:00'))
  // The timer is cut off after the first hundred.
  const fault = world.cloud.faults.kill({
    functionName: 'timer',
    action: 'database.insertDocument',
    atRequest: 110,
    moment: 'before',
  })
  await world.tick().catch(() => undefined)
  expect(fault.hasStruck).toBe(true)
  const before = await read(noticeId)
  expect(before).toMatchObject({ status: 'sending', isStoppable: true })
  expect(before.waiting).toBeGreaterThanOrEqual(100)
  expect(await editor.call('notices.stop', { noticeId })).toEqual({ status: 'stopped' })
  for (let minute = 0; minute < 3; minute++) await minutePasses(world)
  expect(await read(noticeId)).toMatchObject({ status: 'stopped', told: before.told, waiting: 0 })
})

test('a timer that is cut off at any of its writes tells everybody all the same, and nobody twice', async () => {
  const eventId = await publish(world, 30, 5)
  const people = await signedUp(eventId, 2)
  await minutePasses(world)
  let strikes = 0
  for (let isStruck = true; isStruck && strikes < 20; strikes += isStruck ? 1 : 0) {
    // Each on a week of its own, so that nobody is spared.
    world.clock.moveTo(someMorning + (strikes + 1) * 8 * dayMs)
    const { noticeId } = await administrator.call(
      'notices.send',
      noticeTo(eventId, { title: `第${strikes}次` }),
    )
    const fault = world.cloud.faults.kill({
      functionName: 'timer',
      action: ['database.insertDocument', 'database.modifyDocument'],
      atRequest: strikes + 1,
      moment: 'after',
    })
    await world.tick().catch(() => undefined)
    isStruck = fault.hasStruck
    fault.disarm()
    await minutePasses(world)
    for (const person of people)
      expect((await noticesOf(person)).filter(({ title }) => title === `第${strikes}次`)).toHaveLength(1)
    expect(await read(noticeId)).toMatchObject({ status: 'sent', told: 2, spared: 0 })
  }
  expect(strikes).toBeGreaterThanOrEqual(5)
})

test('the same people are written to three times a day at most, and a person hears of five a week', async () => {
  const eventIds = [await publish(world, 20, 5), await publish(world, 20, 5)]
  const [person] = (await signedUp(eventIds[0] ?? '', 1)) as [Living]
  for (const eventId of eventIds.slice(1)) await person.phone.call('events.signUp', plainly(eventId))
  const sent: string[] = []
  for (const eventId of [...eventIds, ...eventIds, ...eventIds])
    sent.push((await editor.call('notices.send', noticeTo(eventId))).noticeId)
  expect(await administrator.outcome('notices.send', noticeTo(eventIds[0] ?? ''))).toBe('NOTICES_TOO_MANY')
  await minutePasses(world)
  expect(await noticesOf(person)).toHaveLength(5)
  const reports = await Promise.all(sent.map((noticeId) => read(noticeId)))
  expect(reports.map(({ spared }) => spared).sort()).toEqual([0, 0, 0, 0, 0, 1])
  world.clock.advance(8 * dayMs)
  await editor.call('notices.send', noticeTo(eventIds[0] ?? ''))
  await minutePasses(world)
  expect(await noticesOf(person)).toHaveLength(6)
})

test('by night the inbox is written to, and phones ring in the morning', async () => {
  const eventId = await publish(world, 9, 5)
  const [person] = (await signedUp(eventId, 1)) as [Living]
  world.cloud.messages.acceptTemplates(person.phone.openid, [templates.notice])
  const rings = () =>
    world.cloud.messages
      .sent()
      .filter(({ openid, templateId }) => openid === person.phone.openid && templateId === templates.notice)
  world.clock.moveTo(Date.parse('2026-11-20T23:10:00+08:00'))
  await editor.call('notices.send', noticeTo(eventId))
  await minutePasses(world)
  expect(await noticesOf(person)).toHaveLength(1)
  expect(rings()).toEqual([])
  world.clock.moveTo(Date.parse('2026-11-21T09:00:00+08:00'))
  await world.tick()
  expect(rings()).toHaveLength(1)
})

test('what is not fit to be read, leads nowhere, or would reach nobody is not sent', async () => {
  const eventId = await publish(world, 9, 5)
  expect(await editor.outcome('notices.send', noticeTo(eventId))).toBe('NOTICE_TO_NOBODY')
  await signedUp(eventId, 1)
  expect(await editor.outcome('notices.send', noticeTo(eventId, { words: '赌博请来' }))).toBe('WORDS_REFUSED')
  const link = { opens: 'event', targetId: 'event-draft' } as const
  const withdrawn = { opens: 'article', targetId: 'article-parking' } as const
  for (const leadsNowhere of [link, withdrawn])
    expect(await editor.outcome('notices.send', noticeTo(eventId, { link: leadsNowhere }))).toBe(
      'INVALID_INPUT',
    )
  // Beyond one's reach it is as if there were no such event, and no such notice.
  const reviewer = world.persona('reviewer')
  expect(await reviewer.outcome('notices.send', noticeTo(eventId))).toBe('NOT_FOUND')
  expect(await reviewer.outcome('notices.count', { audience: 'everyone', targetId: eventId })).toBe(
    'NOT_FOUND',
  )
  const story = { opens: 'article', targetId: 'article-library' } as const
  const { noticeId } = await editor.call('notices.send', noticeTo(eventId, { link: story }))
  expect((await read(noticeId)).link?.url).toBe('/stories/article/article?articleId=article-library')
  expect(await reviewer.outcome('notices.read', { noticeId })).toBe('NOT_FOUND')
  expect(await reviewer.outcome('notices.stop', { noticeId: 'nothing' })).toBe('NOT_FOUND')
  await minutePasses(world)
})
