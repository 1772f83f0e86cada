/** Story: whoever runs events finds each of them, however many there are: the next one first, page by page. */

import { personIdOf } from '../../cloudfunctions/platform/ids'
import { eventIds } from '../../local/seed/event-ids'
import { type EventPhase, eventPhases } from '../../miniprogram/contract/event-editing'
import { type Phone, someMorning, TestWorld } from '../support/world'

const dayMs = 24 * 3_600_000

let world: TestWorld
/** Edits for the whole university. */
let editor: Phone
beforeAll(async () => {
  world = await TestWorld.open()
  editor = world.persona('editor')
})
afterEach(async () => {
  expect(await world.problems()).toEqual([])
})
afterAll(() => world.close())

/** Events alike to a lecture, one a day from a day on. */
async function hold(name: string, count: number, fromDay: number, over: object = {}): Promise<string[]> {
  const { database } = world.cloud
  const lecture = { _id: eventIds.lecture }
  const [[event], [seats]] = await Promise.all([
    database.find('events', lecture),
    database.find('seats', lecture),
  ])
  const made = Array.from({ length: count }, (_, at) => {
    const startsAt = new Date(someMorning + (fromDay + at) * dayMs)
    const times = { startsAt, endsAt: new Date(startsAt.getTime() + dayMs / 12) }
    return { _id: `${name}-${String(at).padStart(3, '0')}`, ...times }
  })
  const { capacity } = seats as unknown as { capacity: number }
  const empty = { left: capacity, holders: {}, queue: [], queued: {}, changes: 0 }
  await database.upsert(
    'events',
    made.map((one) => ({ ...event, ...one, ...over })),
  )
  await database.upsert(
    'seats',
    made.map(({ _id, endsAt }) => ({ ...seats, ...pick(seats, empty), _id, endsAt })),
  )
  return made.map(({ _id }) => _id)
}

/** Of some fields those that a document has. */
const pick = (document: object | undefined, fields: object) =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => name in (document ?? {})))

async function readAll(phone: Phone, phase: EventPhase): Promise<string[]> {
  const found: string[] = []
  let after: string | undefined
  do {
    const { events, next } = await phone.call('events.listManaged', { phase, after })
    expect(events.length).toBeLessThanOrEqual(20)
    found.push(...events.map(({ eventId }) => eventId))
    after = next
  } while (after !== undefined)
  return found
}

const madeOf = (found: readonly string[], name: string) => found.filter((id) => id.startsWith(`${name}-`))

test('of more events than a page holds each is listed once: what comes by what is next, what is over by what was last', async () => {
  const coming = await hold('coming', 65, 1)
  const over = await hold('over', 45, -200)
  const drafts = await hold('draft', 25, 3, { status: 'draft' })
  expect(madeOf(await readAll(editor, 'coming'), 'coming')).toEqual(coming)
  expect(madeOf(await readAll(editor, 'over'), 'over')).toEqual(over.reverse())
  expect(madeOf(await readAll(editor, 'draft'), 'draft')).toEqual(drafts)
  expect(await readAll(editor, 'over')).toEqual(
    expect.arrayContaining([eventIds.cancelled, eventIds.concert]),
  )
})

test('a draft stays one when its day is past, and what was cancelled is over before its day', async () => {
  const [late = ''] = await hold('late-draft', 1, -5, { status: 'draft' })
  const [cancelled = ''] = await hold('early-cancelled', 1, 5, { status: 'cancelled' })
  const [draft, coming, over] = await Promise.all(
    (['draft', 'coming', 'over'] as const).map((phase) => readAll(editor, phase)),
  )
  expect([draft?.includes(late), over?.includes(late)]).toEqual([true, false])
  expect([coming?.includes(cancelled), over?.includes(cancelled)]).toEqual([false, true])
})

test('the tabs count all that there is behind them', async () => {
  for (const phase of Object.keys(eventPhases) as EventPhase[]) {
    const { counts } = await editor.call('events.listManaged', { phase: 'coming' })
    const found = await readAll(editor, phase)
    expect(new Set(found).size).toBe(found.length)
    expect(counts[phase]).toBe(found.length)
  }
})

test('the staff’s home, an invitation to help, and a message to those who come offer the nearest of many', async () => {
  const administrator = world.persona('administrator')
  await hold('far', 60, 300)
  const [next] = await readAll(administrator, 'coming')
  expect((await administrator.call('staff.readToday', {})).events[0]?.eventId).toBe(next)
  expect((await administrator.call('roles.listOpenings', {})).events[0]?.eventId).toBe(next)
  expect((await administrator.call('notices.listTargets', {})).events[0]?.eventId).toBe(next)
})

/** Lets a persona help at events, besides what they may do. */
async function helpAt(phone: Phone, ids: readonly string[]): Promise<void> {
  const _id = personIdOf(phone.openid)
  const [person] = await world.cloud.database.find('people', { _id })
  const { grants } = person as unknown as { readonly grants: readonly object[] }
  const more = ids.map((eventId) => ({ role: 'volunteer', bodyId: 'jiangcheng', eventId }))
  await world.cloud.database.upsert('people', [{ ...person, _id, grants: [...grants, ...more] }])
}

test('who helps at one event alone finds that one, and no drafts', async () => {
  const helper = world.persona('alumnus')
  await helpAt(helper, [eventIds.lecture])
  const listed = await helper.call('events.listManaged', { phase: 'coming' })
  expect(listed).toMatchObject({ counts: { coming: 1, draft: 0, over: 0 }, isEditor: false })
  expect(listed.events.map(({ eventId }) => eventId)).toEqual([eventIds.lecture])
  expect((await helper.call('events.listManaged', { phase: 'draft' })).events).toEqual([])
})

test('who helps at more events than a page holds finds each once, in their order among those of their body', async () => {
  const volunteer = world.persona('volunteer')
  const own = await readAll(volunteer, 'coming')
  const helped = await hold('helped', 25, 2, { bodyPath: ['elsewhere'], hostId: 'elsewhere' })
  await helpAt(volunteer, [...helped, ...own.slice(0, 1), 'an event that is gone'])
  const listed = await readAll(volunteer, 'coming')
  expect(listed).toHaveLength(own.length + helped.length)
  expect(madeOf(listed, 'helped')).toEqual(helped)
  expect(listed.filter((eventId) => !helped.includes(eventId))).toEqual(own)
  const { counts, events } = await volunteer.call('events.listManaged', { phase: 'coming' })
  expect(counts.coming).toBe(listed.length)
  expect(events.map(({ startsAt }) => startsAt)).toEqual(
    events.map(({ startsAt }) => startsAt).sort((one, other) => one - other),
  )
})
