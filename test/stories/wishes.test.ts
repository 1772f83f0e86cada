/** Story: people write wishes; what may stand on the wall does, what may not waits for a person; anybody can report one. */
import { personIdOf } from '../../cloudfunctions/platform/ids'
import { bodyIds } from '../../local/seed/body-ids'
import { anniversaryIds } from '../../local/seed/celebration'
import type { Input } from '../../miniprogram/contract/index'
import { wishPictureFolder } from '../../miniprogram/contract/wishes'
import type { Phone } from '../support/world'
import { TestWorld } from '../support/world'

const minuteMs = 60_000
const dayMs = 86_400_000
const anniversaryId = anniversaryIds.university
const jpeg = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.from('a picture of the lake')])
const risky = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.from('色情')])

let world: TestWorld
beforeAll(async () => {
  world = await TestWorld.open()
})
// So many wishes has nobody in a day.
beforeEach(() => world.clock.advance(dayMs))
afterEach(() => world.cloud.faults.clear())
afterAll(async () => {
  // Nothing here touches seats or money, so that once is enough.
  expect(await world.problems()).toEqual([])
  await world.close()
})

const alumnus = () => world.persona('alumnus')
const editor = () => world.persona('editor')

let drafts = 0
type Wish = Partial<Input<'wishes.make'>>
const wish = (phone: Phone, changes: Wish = {}) =>
  phone.call('wishes.make', {
    draftKey: `wish${drafts++}`,
    anniversaryId,
    words: '祝母校生日快乐',
    signature: 'unnamed',
    ...changes,
  })

const wall = async (phone = world.persona('visitor')) =>
  (await phone.call('wishes.list', { anniversaryId })).wishes
const isOnWall = async (wishId: string) => (await wall()).some((one) => one.wishId === wishId)
const waiting = async () => (await editor().call('wishes.listWaiting', {})).wishes

async function picture(phone: Phone, bytes = jpeg): Promise<string> {
  const folder = wishPictureFolder(personIdOf(phone.openid))
  return world.cloud.storage.upload(`${folder}/${drafts++}.jpg`, bytes, {
    identity: { openid: phone.openid },
  })
}

/** WeChat sends its verdicts a second later. */
async function verdictsCome(): Promise<void> {
  world.clock.advance(1_000)
  await world.cloud.mediaChecks.settled()
}

test('a wish of fit words stands at once, signed as its writer chose, once however often it is sent', async () => {
  const input = { draftKey: 'same', anniversaryId, words: '愿镜湖长明', signature: 'year' } as const
  const first = await alumnus().call('wishes.make', input)
  expect(first.state).toBe('shown')
  expect(await alumnus().call('wishes.make', { ...input, words: '别的话' })).toEqual(first)
  const shown = await wall()
  expect(shown.filter(({ wishId }) => wishId === first.wishId)).toEqual([
    expect.objectContaining({ words: '愿镜湖长明', name: '1996 级校友', isMine: false }),
  ])
  expect((await wall(alumnus())).find(({ wishId }) => wishId === first.wishId)).toMatchObject({
    isMine: true,
  })
})

test('of who wrote it nothing is told but the signature', async () => {
  const pictureId = await picture(alumnus())
  await wish(alumnus(), { words: '不署名的祝福', pictureId })
  await verdictsCome()
  const told = JSON.stringify(await wall())
  expect(told).not.toContain(personIdOf(alumnus().openid))
  expect((await wall()).find(({ words }) => words === '不署名的祝福')).toMatchObject({ name: '一位校友' })
})

test('words that WeChat does not find fit, or could not look at, wait for a person', async () => {
  const { wishId, state } = await wish(alumnus(), { words: '一起来赌博吧' })
  expect(state).toBe('waiting')
  expect(await isOnWall(wishId)).toBe(false)
  expect((await waiting()).find((one) => one.wishId === wishId)).toMatchObject({ cause: 'words' })
  const mine = await alumnus().call('wishes.listMine', { anniversaryId })
  expect(mine.wishes.find((one) => one.wishId === wishId)).toMatchObject({ state: 'waiting' })
})

test('a picture is shown after WeChat passed it and not before; a risky one waits for a person', async () => {
  const phone = alumnus()
  const fit = await wish(phone, { pictureId: await picture(phone) })
  const unfit = await wish(phone, { pictureId: await picture(phone, risky) })
  expect([fit.state, unfit.state]).toEqual(['waiting', 'waiting'])
  expect(await isOnWall(fit.wishId)).toBe(false)
  expect((await waiting()).map(({ wishId }) => wishId)).not.toContain(fit.wishId)
  await verdictsCome()
  expect(await isOnWall(fit.wishId)).toBe(true)
  expect(await isOnWall(unfit.wishId)).toBe(false)
  expect((await wall()).find(({ wishId }) => wishId === fit.wishId)?.picture).toMatch(/^http/)
  expect((await waiting()).find(({ wishId }) => wishId === unfit.wishId)).toMatchObject({ cause: 'picture' })
})

test('when the verdict never comes, a person looks at the picture after half an hour', async () => {
  const phone = alumnus()
  const fault = world.cloud.faults.kill({
    functionName: 'media-checked',
    action: 'database.modifyDocument',
    atRequest: 1,
    moment: 'before',
  })
  const { wishId } = await wish(phone, { pictureId: await picture(phone) })
  await verdictsCome()
  fault.disarm()
  await world.tick()
  expect((await waiting()).map((one) => one.wishId)).not.toContain(wishId)
  world.clock.advance(31 * minuteMs)
  await world.tick()
  expect((await waiting()).find((one) => one.wishId === wishId)).toMatchObject({ cause: 'picture' })
})

test('a phone cannot send WeChat’s verdict itself', async () => {
  const phone = alumnus()
  const { wishId } = await wish(phone, { pictureId: await picture(phone, risky) })
  const [record] = await world.cloud.database.find('wishes', { _id: wishId })
  const forged = { Event: 'wxa_media_check', trace_id: record?.traceId, result: { suggest: 'pass' } }
  await world.cloud.call('media-checked', forged, { openid: phone.openid })
  expect(await isOnWall(wishId)).toBe(false)
  await verdictsCome()
})

test.each([
  ['another’s folder', async () => picture(world.persona('classlead'))],
  ['no picture at all', async () => picture(alumnus(), Buffer.from('<svg/>'))],
  ['a file that there is not', async () => 'cloud://env.local/wishes/x/y.jpg'],
])('a picture is refused: %s', async (_name, fileId) => {
  await expect(wish(alumnus(), { pictureId: await fileId() })).rejects.toMatchObject({
    code: 'PICTURE_UNFIT',
  })
})

test('only whom the school recognises signs with a name; whoever is not registered writes none', async () => {
  const stranger = world.stranger('nobody')
  const input = { draftKey: 'x', anniversaryId, words: '生日快乐', signature: 'named' } as const
  expect(await stranger.outcome('wishes.make', input)).toBe('NOT_REGISTERED')
  expect(await alumnus().outcome('wishes.make', { ...input, anniversaryId: 'anniversary-civil-70' })).toBe(
    'NOT_FOUND',
  )
})

test('three people take a wish off the wall by reporting it; a person puts it back for good; nobody is told', async () => {
  const { wishId } = await wish(world.persona('classlead'), { words: '有争议的话' })
  const report = (key: string) => world.persona(key).call('wishes.report', { wishId, reason: 'rude' })
  const answers = [
    await report('alumnus'),
    await report('alumnus'),
    await report('alumnus'),
    await report('reviewer'),
  ]
  expect(await isOnWall(wishId)).toBe(true)
  answers.push(await report('treasurer'))
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
  expect(await isOnWall(wishId)).toBe(false)
  const queued = (await waiting()).find((one) => one.wishId === wishId)
  expect(queued).toMatchObject({ cause: 'reports', reasons: ['rude', 'rude', 'rude'] })
  expect(JSON.stringify(queued)).not.toContain(personIdOf(alumnus().openid))
  await editor().call('wishes.decide', { wishIds: [wishId], decision: 'show' })
  await report('comptroller')
  await report('volunteer')
  expect(await isOnWall(wishId)).toBe(true)
  expect(await alumnus().call('wishes.report', { wishId: 'no-such', reason: 'rude' })).toEqual({
    wishId: 'no-such',
  })
})

test('many are decided at once, again without harm, and only within reach', async () => {
  const made = [await wish(alumnus(), { words: '赌博一' }), await wish(alumnus(), { words: '赌博二' })]
  const wishIds = made.map(({ wishId }) => wishId)
  const [person] = (await world.cloud.database.find('people', { name: '方静宜' })) as [{ _id: string }]
  await world.cloud.database.upsert('people', [
    { ...person, grants: [{ role: 'editor', bodyId: bodyIds.economics }] },
  ])
  expect(await editor().call('wishes.decide', { wishIds, decision: 'show' })).toEqual({ decided: 0 })
  expect(await waiting()).toEqual([])
  await world.cloud.database.upsert('people', [person])
  expect(await editor().call('wishes.decide', { wishIds, decision: 'hide' })).toEqual({ decided: 2 })
  expect(await editor().call('wishes.decide', { wishIds, decision: 'hide' })).toEqual({ decided: 0 })
  expect((await waiting()).filter(({ wishId }) => wishIds.includes(wishId))).toEqual([])
  const audit = await world.cloud.database.find('audit', { target: wishIds[0] })
  expect(audit.map(({ action }) => action)).toContain('wishes.decide')
})

test('what was taken back is gone, with its picture, and nobody takes back another’s', async () => {
  const phone = alumnus()
  const pictureId = await picture(phone)
  const { wishId } = await wish(phone, { pictureId })
  await verdictsCome()
  expect(await world.persona('classlead').outcome('wishes.takeBack', { wishId })).toBe('NOT_FOUND')
  expect(await isOnWall(wishId)).toBe(true)
  await phone.call('wishes.takeBack', { wishId })
  await phone.call('wishes.takeBack', { wishId })
  expect(await isOnWall(wishId)).toBe(false)
  const kept = (await world.cloud.storage.list()).map(({ fileID, path }) => ({ fileID, path }))
  expect(kept.filter(({ fileID, path }) => fileID === pictureId || path.includes(wishId))).toEqual([])
})

test('what the wall keeps of a person is told to them', async () => {
  await wish(alumnus(), { words: '记得我说过的话' })
  const { sections } = await alumnus().call('myData.read', {})
  const wishes = sections.find(({ title }) => title === '校庆祝福')
  expect(wishes?.rows.map(([words]) => words)).toContain('记得我说过的话')
  expect(sections.find(({ title }) => title === '举报过的祝福')?.rows).toEqual([['2 条']])
})
