/** Story: editors write an anniversary and arrange Home; everybody sees it, also when everybody comes at once. */

import { bodyIds } from '../../local/seed/body-ids'
import { anniversaryIds } from '../../local/seed/celebration'
import { eventIds } from '../../local/seed/event-ids'
import type { AnniversaryContent, HomeBlockKind } from '../../miniprogram/contract/celebration'
import type { HomeLayout } from '../../miniprogram/contract/celebration-editing'
import { changes } from '../support/interruptions'
import { TestWorld } from '../support/world'

const secondMs = 1000
const dayMs = 86_400_000

let world: TestWorld
beforeAll(async () => {
  world = await TestWorld.open()
})
afterEach(() => world.cloud.faults.clear())
afterAll(async () => {
  // Nothing here touches seats or money, so that once is enough.
  expect(await world.problems()).toEqual([])
  await world.close()
})

const editor = () => world.persona('editor')
const visitor = () => world.persona('visitor')
const home = () => visitor().call('celebration.readHome', {})
const kindsOnHome = async () => (await home()).blocks.map(({ kind }) => kind)

/** What instances remember is forgotten, and the timer has run. */
async function minutePasses(): Promise<void> {
  world.clock.advance(60 * secondMs)
  await world.tick()
}

const layout = () => editor().call('celebration.readLayout', {})
const only = ({ blocks, notice }: HomeLayout, shown: readonly HomeBlockKind[]): HomeLayout => ({
  blocks: blocks.map(({ kind }) => ({ kind, isOn: shown.includes(kind) })),
  notice,
})

const content: AnniversaryContent = {
  bodyId: bodyIds.civil,
  number: 70,
  name: '土木学院建院 70 周年',
  theme: '',
  day: '2027-05-01',
  colour: '#1f5c47',
  intro: '',
  isShown: true,
  history: [],
  guide: { places: [], travel: [], contacts: [], questions: [] },
}
let drafts = 0
const created = (changed: Partial<AnniversaryContent> = {}) =>
  editor().call('celebration.create', { draftKey: `d${drafts++}`, content: { ...content, ...changed } })

describe('Home', () => {
  it('is told whole, in one call, to somebody of whom nothing is known', async () => {
    const { anniversary, others, institution, blocks } = await home()
    expect(institution.name).toBe('江城理工大学')
    expect(anniversary).toMatchObject({ anniversaryId: anniversaryIds.university, number: 70 })
    expect(others.map(({ number }) => number)).toEqual([40])
    expect(blocks.map(({ kind }) => kind)).toEqual([
      'doors',
      'notice',
      'anniversaries',
      'circles',
      'guide',
      'events',
      'giving',
      'stories',
      'wishes',
    ])
  })

  it('asks the database nothing while it is fresh, not even who looks', async () => {
    await home()
    world.cloud.requests.reset()
    await world.stranger('looker').call('celebration.readHome', {})
    expect(world.cloud.requests.total()).toBe(0)
  })

  it('costs a cold instance one read', async () => {
    await world.tick()
    await world.cloud.reload()
    world.cloud.requests.reset()
    await home()
    expect(world.cloud.requests.total()).toBe(1)
  })

  it('is served from memory while the database is down, and made anew when it is back', async () => {
    await home()
    world.clock.advance(90 * secondMs)
    const fault = world.cloud.faults.down()
    expect((await home()).blocks).toHaveLength(9)
    fault.disarm()
    const before = (await home()).takenAt
    for (let minute = 0; minute < 3; minute++) await minutePasses()
    expect((await home()).takenAt).toBeGreaterThan(before)
  })

  it('keeps a block as it was when it cannot be made, and the others go on', async () => {
    const { blocks, takenAt } = await home()
    world.clock.advance(180 * secondMs)
    // What projects have received is an aggregation; without it their block cannot be made.
    const fault = world.cloud.faults.refuse({
      functionName: 'timer',
      action: 'database.aggregateDocuments',
      code: 'DATABASE_REQUEST_FAILED',
      message: 'down',
    })
    await world.tick()
    fault.disarm()
    world.clock.advance(20 * secondMs)
    const after = await home()
    expect(after.takenAt).toBeGreaterThan(takenAt)
    const ofProjects = (one: typeof after) => one.blocks.find(({ kind }) => kind === 'giving')
    expect(ofProjects(after)).toBeDefined()
    expect(ofProjects(after)).toEqual(blocks.find(({ kind }) => kind === 'giving'))
  })

  it('is arranged by editors of the university, and seen so by everybody within a minute', async () => {
    const { bodyId, revision, layout: before } = await layout()
    const arranged = { ...only(before, ['doors', 'notice']), notice: '校庆日请从南门入校。' }
    const preview = await editor().call('celebration.previewHome', { layout: arranged })
    expect(preview.blocks.map(({ kind }) => kind)).toEqual(['doors', 'notice'])
    expect(await kindsOnHome()).toHaveLength(9)
    const saved = await editor().call('celebration.saveLayout', { bodyId, revision, layout: arranged })
    expect(saved.home.blocks).toEqual([{ kind: 'doors' }, { kind: 'notice', words: '校庆日请从南门入校。' }])
    await minutePasses()
    expect(await kindsOnHome()).toEqual(['doors', 'notice'])
    const back = { bodyId, revision: saved.revision, layout: before }
    await editor().call('celebration.saveLayout', back)
    expect(await editor().outcome('celebration.saveLayout', back)).toBe('CELEBRATION_CHANGED')
    await minutePasses()
    expect(await kindsOnHome()).toHaveLength(9)
  })

  it('is never put back by a slow timer to what it was before an editor saved', async () => {
    await minutePasses()
    const [snapshot] = await world.cloud.database.find('snapshots', { _id: 'home' })
    const later = new Date(world.clock.now() + secondMs)
    await world.cloud.database.upsert('snapshots', [{ ...snapshot, takenAt: later }])
    await world.tick()
    const [kept] = await world.cloud.database.find('snapshots', { _id: 'home' })
    expect(kept?.takenAt).toEqual(later)
  })
})

describe('an anniversary', () => {
  it('is written once however often it is sent, shown when it is made public, and taken off again', async () => {
    const draft = { draftKey: 'twice', content: { ...content, isShown: false } }
    const first = await editor().call('celebration.create', draft)
    expect(await editor().call('celebration.create', draft)).toEqual(first)
    const { anniversaryId } = first
    const read = () => visitor().outcome('celebration.readAnniversary', { anniversaryId })
    expect(await read()).toBe('NOT_FOUND')
    await editor().call('celebration.change', { ...first, content })
    expect(await read()).toBe('ok')
    const { others } = await editor().call('celebration.readAnniversary', {})
    expect(others.map((other) => other.anniversaryId)).toContain(anniversaryId)
    await editor().call('celebration.change', { ...first, revision: 2, content: draft.content })
    await minutePasses()
    expect(await read()).toBe('NOT_FOUND')
    expect((await home()).others.map((other) => other.anniversaryId)).not.toContain(anniversaryId)
  })

  it('is never overwritten by an editor who had read an older one', async () => {
    const { anniversaryId, revision } = await created()
    const input = { anniversaryId, revision, content: { ...content, theme: '甲' } }
    await editor().call('celebration.change', input)
    const late = { ...input, content: { ...content, theme: '乙' } }
    expect(await editor().outcome('celebration.change', late)).toBe('CELEBRATION_CHANGED')
    const draft = await editor().call('celebration.readDraft', { anniversaryId })
    expect(draft).toMatchObject({ revision: 2, content: { theme: '甲', day: '2027-05-01' } })
  })

  it.each([
    ['a colour on which nobody can read', { colour: '#ffd700' }],
    ['a day that there is not', { day: '2027-13-01' }],
    ['a number below one', { number: 0 }],
  ])('is refused with %s', async (_name, changed) => {
    await expect(created(changed)).rejects.toMatchObject({ code: 'INVALID_INPUT' })
  })

  it('shows no picture that was not looked over', async () => {
    const pictureId = 'cloud://somewhere.else/events/p/x.jpg'
    const history = [{ year: 1957, title: '建校', words: '', pictureId }]
    await expect(created({ history })).rejects.toMatchObject({ code: 'PICTURE_UNFIT' })
  })

  it('gathers what each college holds of its own, and a college cannot list what is another’s', async () => {
    const anniversaryId = anniversaryIds.university
    const { activities } = await visitor().call('celebration.readAnniversary', { anniversaryId })
    expect(activities.length).toBeGreaterThan(1)
    const titles = activities.flatMap(({ events }) => events.map(({ eventId }) => eventId))
    expect(titles).toContain(eventIds.homecoming)
    expect(titles).not.toContain(eventIds.draft)
    const under = { anniversaryId: anniversaryIds.computing, eventId: eventIds.homecoming, isIn: true }
    expect(await editor().outcome('celebration.setActivity', under)).toBe('NOT_FOUND')
    const { events } = await editor().call('celebration.listActivities', { anniversaryId, isIn: true })
    expect(events.map(({ eventId }) => eventId)).toContain(eventIds.homecoming)
    const out = { anniversaryId, eventId: eventIds.homecoming, isIn: false }
    await editor().call('celebration.setActivity', out)
    await editor().call('celebration.setActivity', out)
    await minutePasses()
    const after = await visitor().call('celebration.readAnniversary', { anniversaryId })
    const left = after.activities.flatMap((body) => body.events.map(({ eventId }) => eventId))
    expect(left).not.toContain(eventIds.homecoming)
  })

  it('that another college celebrates is not an editor’s to change, nor Home', async () => {
    const [person] = (await world.cloud.database.find('people', { name: '方静宜' })) as [{ _id: string }]
    const grants = [{ role: 'editor', bodyId: bodyIds.economics }]
    await world.cloud.database.upsert('people', [{ ...person, grants }])
    const anniversaryId = anniversaryIds.computing
    expect(await editor().outcome('celebration.readDraft', { anniversaryId })).toBe('NOT_FOUND')
    expect(await editor().outcome('celebration.change', { anniversaryId, revision: 1, content })).toBe(
      'NOT_FOUND',
    )
    expect(await editor().outcome('celebration.readLayout', {})).toBe('NOT_FOUND')
    const listed = await editor().call('celebration.listAnniversaries', {})
    expect(listed.editsHome).toBe(false)
    expect(listed.anniversaries.every(({ isShown, isEditable }) => isShown && !isEditable)).toBe(true)
    await world.cloud.database.upsert('people', [person])
  })

  it.each([1, 2, 3])('cut off at its change %d, is whole once it is sent again', async (atRequest) => {
    const draft = { draftKey: `cut${atRequest}`, content: { ...content, name: `学院 ${atRequest}` } }
    const fault = world.cloud.faults.kill({
      functionName: 'api',
      action: changes,
      atRequest,
      moment: 'after',
    })
    await editor()
      .call('celebration.create', draft)
      .catch(() => undefined)
    fault.disarm()
    const { anniversaryId } = await editor().call('celebration.create', draft)
    const made = await world.cloud.database.find('anniversaries', { name: draft.content.name })
    expect(made.map(({ _id }) => _id)).toEqual([anniversaryId])
    await minutePasses()
    expect((await home()).others.map((other) => other.anniversaryId)).toContain(anniversaryId)
  })

  it('is counted down to, celebrated, looked back on, and then gives way to the next', async () => {
    const { anniversary } = await home()
    if (!anniversary) throw new Error('nothing is celebrated')
    world.clock.advance(anniversary.date - world.clock.now() + 59 * dayMs)
    await minutePasses()
    expect((await home()).anniversary?.anniversaryId).toBe(anniversaryIds.university)
    world.clock.advance(2 * dayMs)
    await minutePasses()
    expect((await home()).anniversary).toBeUndefined()
    expect(await kindsOnHome()).not.toContain('wishes')
  })
})
