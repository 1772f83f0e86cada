/** Story: an editor takes the sign-ups of an event along as a table that does nothing when it is opened. */
import { readSheet } from 'read-excel-file/node'
import { checkIn, fresh, type Living, plainly, publish, register } from '../support/lives'
import { someMorning, TestWorld } from '../support/world'

const dayMs = 86_400_000

let world: TestWorld
beforeAll(async () => {
  world = await TestWorld.open()
})
afterEach(async () => {
  expect(await world.problems()).toEqual([])
})
afterAll(() => world.close())

const editor = () => world.persona('editor')

async function tableOf(url: string): Promise<string[][]> {
  const response = await fetch(url)
  const rows = await readSheet(Buffer.from(await response.arrayBuffer()))
  return rows.map((row) => row.map((cell) => String(cell ?? '')))
}

async function guest(name: string): Promise<Living> {
  return register(world.stranger(fresh('exported')), { name, kind: 'friend', educations: [] })
}

const question = (questionId: string, label: string) => ({
  questionId,
  kind: 'text',
  label,
  isRequired: false,
  options: [],
})

test('a row for each sign-up with companions, check-in and every question in form order, removed ones too; no formula', async () => {
  const eventId = await publish(world, 3, 9)
  // Version 1 asked three things, of which version 2 took the middle one off.
  await world.cloud.database.upsert('eventForms', [
    {
      _id: `${eventId}:1`,
      eventId,
      version: 1,
      questions: [question('size', '衣服尺码'), question('bus', '是否乘校车'), question('food', '饮食禁忌')],
    },
    {
      _id: `${eventId}:2`,
      eventId,
      version: 2,
      questions: [question('size', '文化衫尺码'), question('food', '饮食禁忌')],
    },
  ])
  const trick = '=HYPERLINK("https://evil.example","点我")'
  const [first, second] = [await guest('甲来宾'), await guest('乙来宾')]
  for (const { phone } of [first, second]) await phone.call('events.signUp', plainly(eventId))
  const answered = (formVersion: number, open: object) => ({ answered: { formVersion, open, sealed: {} } })
  const signUps = await world.cloud.database.find('signUps', { eventId })
  await world.cloud.database.upsert(
    'signUps',
    signUps.map((signUp) =>
      signUp.personId === first.personId
        ? { ...signUp, ...answered(1, { size: 'L', bus: '乘', food: trick }) }
        : { ...signUp, ...answered(2, { size: 'M' }), companions: [{ name: '+家属' }] },
    ),
  )
  world.clock.moveTo(someMorning + 3 * dayMs)
  await checkIn(world, first.phone, eventId)
  const { url, people, next } = await editor().call('events.exportSignUps', { eventId })
  expect({ people, next }).toEqual({ people: 2, next: undefined })
  const [headings, ...rows] = await tableOf(url)
  expect(headings?.slice(8)).toEqual(['文化衫尺码', '是否乘校车（已删除的问题）', '饮食禁忌'])
  expect(rows.map((row) => row[0])).toEqual(['甲来宾', '乙来宾'])
  expect(rows[0]?.slice(6, 7)).toEqual([expect.stringMatching(/^2026-11-23 09:3\d$/)])
  expect(rows[0]?.slice(8)).toEqual(['L', '乘', `'${trick}`])
  expect(rows[1]?.[5]).toBe("'+家属")
  expect(
    await world.cloud.database.find('audit', { target: eventId, action: 'events.exportSignUps' }),
  ).toEqual([expect.objectContaining({ notes: { people: 2 } })])
  world.clock.moveTo(someMorning)
})

test('volunteers, other people and editors elsewhere export nothing', async () => {
  const eventId = await publish(world, 3, 9)
  for (const persona of ['volunteer', 'alumnus', 'treasurer']) {
    expect(await world.persona(persona).outcome('events.exportSignUps', { eventId })).toBe('FORBIDDEN')
  }
  expect(await editor().outcome('events.exportSignUps', { eventId: 'no-such-event' })).toBe('NOT_FOUND')
})

test('the link is good for an hour', async () => {
  const { url } = await editor().call('events.exportSignUps', { eventId: 'event-homecoming' })
  expect((await fetch(url)).status).toBe(200)
  world.clock.advance(61 * 60_000)
  expect((await fetch(url)).status).not.toBe(200)
})
