/** Story: what each channel brought is counted once for each person, by what they did; and everything to share lies in one place. */
import type { ChannelKind, KitChannel, Shareable } from '../../miniprogram/contract/codes'
import { fresh, give, type Living, minutePasses, plainly, publish, register } from '../support/lives'
import { type Phone, someMorning, TestWorld } from '../support/world'

const dayMs = 86_400_000

let world: TestWorld
let editor: Phone
beforeAll(async () => {
  world = await TestWorld.open()
  editor = world.persona('editor')
})
afterEach(async () => {
  expect(await world.problems()).toEqual([])
  world.clock.moveTo(someMorning)
})
afterAll(() => world.close())

const somebody = () => register(world.stranger(fresh('channel')), { kind: 'friend', educations: [] })

async function codeFor(opens: Shareable, targetId: string, kind: ChannelKind): Promise<string> {
  const expiresAt = world.clock.now() + 60 * dayMs
  const made = { draftKey: fresh('channel-'), opens, targetId, kind, channel: kind, expiresAt }
  return (await world.persona('administrator').call('codes.create', made)).scene
}

const open = ({ phone }: Living, scene: string) => phone.call('codes.open', { scene })
const signUp = ({ phone }: Living, eventId: string) => phone.call('events.signUp', plainly(eventId))

async function channels(opens: Shareable, targetId: string, phone = editor) {
  const kit = await phone.call('codes.readKit', { opens, targetId })
  return new Map<ChannelKind, KitChannel>(kit.channels.map((channel) => [channel.kind, channel]))
}

test('a sign-up counts for the first code by which the person came, once however often it is opened or sent', async () => {
  const eventId = await publish(world, 9, 20)
  const [poster, chat] = [await codeFor('event', eventId, 'poster'), await codeFor('event', eventId, 'chat')]
  const [first, second, alone] = [await somebody(), await somebody(), await somebody()]
  for (const scene of [poster, chat, poster]) await open(first, scene)
  await open(second, chat)
  await Promise.all([
    signUp(first, eventId),
    signUp(first, eventId),
    signUp(second, eventId),
    signUp(alone, eventId),
  ])
  const counted = await channels('event', eventId)
  expect(counted.get('poster')).toMatchObject({ openedTimes: 2, signUps: 1, scene: poster })
  expect(counted.get('chat')).toMatchObject({ openedTimes: 2, signUps: 1, scene: chat })
  expect(counted.get('weibo')).toEqual({
    kind: 'weibo',
    openedTimes: 0,
    registrations: 0,
    signUps: 0,
    gifts: 0,
  })
  await first.phone.call('events.withdraw', { eventId })
  expect((await channels('event', eventId)).get('poster')?.signUps).toBe(0)
  await signUp(first, eventId)
  expect((await channels('event', eventId)).get('poster')?.signUps).toBe(1)
})

test('a code opened more than thirty days ago counts no more, and another takes its place', async () => {
  const eventId = await publish(world, 50, 20)
  const [poster, chat] = [await codeFor('event', eventId, 'poster'), await codeFor('event', eventId, 'chat')]
  const [late, later] = [await somebody(), await somebody()]
  for (const person of [late, later]) await open(person, poster)
  world.clock.advance(31 * dayMs)
  await open(later, chat)
  for (const person of [late, later]) await signUp(person, eventId)
  const counted = await channels('event', eventId)
  expect([counted.get('poster')?.signUps, counted.get('chat')?.signUps]).toEqual([0, 1])
})

test('gifts are counted when they have come, and go when they have gone back; sums are for treasurers', async () => {
  const projectId = 'project-scholarship'
  const qq = await codeFor('project', projectId, 'qq')
  const donor = world.persona('alumnus')
  await donor.call('codes.open', { scene: qq })
  await donor.call('giving.give', {
    projectId,
    amountFen: 500,
    isAnonymous: true,
    attemptKey: fresh('unpaid-'),
  })
  const orderNo = await give(world, donor, 7000)
  const gift = async (phone: Phone) => (await channels('project', projectId, phone)).get('qq')
  expect(await gift(editor)).not.toHaveProperty('givenFen')
  const treasurer = world.persona('treasurer')
  expect(await gift(treasurer)).toMatchObject({ gifts: 1, givenFen: 7000 })
  const { refundNo } = await treasurer.call('treasury.requestRefund', {
    attemptKey: fresh('refund-'),
    orderNo,
    amountFen: 7000,
    reason: '捐赠人误操作',
  })
  await world.persona('comptroller').call('treasury.decideRefund', { refundNo, approves: true })
  for (let minute = 0; minute < 3; minute++) await minutePasses(world)
  expect(await gift(treasurer)).toMatchObject({ gifts: 0, givenFen: 0 })
})

test('of two records that become one, what each did stays where it counted', async () => {
  const eventIds = [await publish(world, 9, 20), await publish(world, 10, 20)] as const
  const scenes = [
    await codeFor('event', eventIds[0], 'poster'),
    await codeFor('event', eventIds[1], 'qq'),
  ] as const
  const [kept, merged] = [await somebody(), await somebody()]
  await open(kept, scenes[0])
  await open(merged, scenes[1])
  await signUp(kept, eventIds[0])
  await signUp(merged, eventIds[1])
  await world.persona('administrator').call('merges.merge', {
    attemptKey: fresh('merge-'),
    keepId: kept.personId,
    mergeId: merged.personId,
    takes: [],
  })
  for (let minute = 0; minute < 3; minute++) await minutePasses(world)
  expect((await channels('event', eventIds[0])).get('poster')?.signUps).toBe(1)
  expect((await channels('event', eventIds[1])).get('qq')?.signUps).toBe(1)
})

test('an article and an anniversary lead on: whatever people come to by no code of its own counts for theirs', async () => {
  const [eventId, other] = [await publish(world, 9, 20), await publish(world, 10, 20)]
  const articleId = 'article-library'
  const story = await codeFor('article', articleId, 'weibo')
  const jubilee = await codeFor('anniversary', 'anniversary-70', 'menu')
  const poster = await codeFor('event', other, 'poster')
  const newcomer = world.stranger(fresh('channel'))
  expect(await newcomer.call('codes.open', { scene: story })).toEqual({ opens: 'article', articleId })
  expect(await newcomer.call('codes.open', { scene: jubilee })).toMatchObject({ opens: 'anniversary' })
  await newcomer.call('codes.open', { scene: poster })
  const person = await register(newcomer, { kind: 'friend', educations: [] })
  await signUp(person, eventId)
  await signUp(person, other)
  expect((await channels('article', articleId)).get('weibo')).toMatchObject({
    openedTimes: 1,
    registrations: 1,
    signUps: 1,
  })
  expect((await channels('anniversary', 'anniversary-70')).get('menu')).toMatchObject({
    openedTimes: 1,
    registrations: 0,
    signUps: 0,
  })
  expect((await channels('event', other)).get('poster')).toMatchObject({ registrations: 0, signUps: 1 })
})

test('a kit holds words, and a link that opens the code; the link is the same until it nears its end', async () => {
  const eventId = await publish(world, 40, 20)
  const scene = await codeFor('event', eventId, 'qq')
  const kit = await editor.call('codes.readKit', { opens: 'event', targetId: eventId })
  expect(kit).toMatchObject({
    title: '江边读书会',
    startsAt: expect.any(Number),
    words: '江边',
    isMaker: true,
  })
  const link = () => editor.call('codes.link', { scene })
  const first = await link()
  expect(world.cloud.links.open(first.url)).toBe(`pages/enter/enter?scene=${scene}`)
  expect(first.expiresAt - world.clock.now()).toBeGreaterThan(29 * dayMs)
  expect(await link()).toEqual(first)
  world.clock.advance(10 * dayMs)
  expect((await link()).url).not.toBe(first.url)
})

test('whoever may not make codes for it reads no kit, and hears what they hear of nothing', async () => {
  const asked = (key: string, opens: Shareable, targetId: string) =>
    world.persona(key).outcome('codes.readKit', { opens, targetId })
  const scene = await codeFor('event', 'event-homecoming', 'qq')
  expect(await asked('reviewer', 'event', 'event-homecoming')).toBe('NOT_FOUND')
  expect(await asked('reviewer', 'event', 'no-such-event')).toBe('NOT_FOUND')
  expect(await asked('treasurer', 'event', 'event-homecoming')).toBe('NOT_FOUND')
  expect(await asked('treasurer', 'project', 'project-scholarship')).toBe('ok')
  expect(await asked('editor', 'event', 'event-draft')).toBe('NOT_FOUND')
  expect(await asked('reviewer', 'article', 'article-library')).toBe('NOT_FOUND')
  expect(await asked('editor', 'article', 'article-parking')).toBe('NOT_FOUND')
  expect(await world.persona('reviewer').outcome('codes.link', { scene })).toBe('NOT_FOUND')
})
