import { collections } from '../../../../cloudfunctions/database'
import { temporaryFolder } from '../../temporary-folder'
import { type Fixture, openEvents, openFixture } from './fixture'

const stranger = 'o6_bmjrPTlm6_2sgVt7hMZOPfL2M'
const declared = collections.find(({ indexes }) => indexes.length > 0)
const collection = declared?.name ?? ''

const api = `exports.main = async (event, context) => {
  console.log(JSON.stringify({ level: 'info', event: 'action', requestId: context.request_id }))
  console.log('seen: ' + process.env.WX_OPENID)
  if (event.fail) throw new Error('on request')
  return {}
}`

let fixture: Fixture

beforeAll(async () => {
  fixture = await openFixture(temporaryFolder({ 'api/index.js': api }))
})
afterAll(() => fixture.close())
beforeEach(() => fixture.world.cloud.database.clear())

test('collections come with their number of documents and their indexes', async () => {
  await fixture.world.cloud.database.upsert(collection, [{ _id: 'one' }])
  const { body } = await fixture.get('/inside/collections')
  expect(body).toHaveLength(collections.length)
  expect(body).toContainEqual({
    name: collection,
    count: 1,
    indexes: declared?.indexes.map(({ name, keys, unique = false }) => ({
      name,
      fields: Object.keys(keys),
      unique,
    })),
  })
})

describe('documents', () => {
  beforeEach(async () => {
    const at = new Date(Date.UTC(2026, 9, 1))
    await fixture.world.cloud.database.upsert(
      collection,
      Array.from({ length: 45 }, (_unused, number) => ({ _id: `person-${number}`, number, at })),
    )
  })

  test('come by the page', async () => {
    const { body } = await fixture.get(`/inside/documents?collection=${collection}&page=2`)
    expect(body).toMatchObject({ total: 45, documentsPerPage: 20 })
    expect(body.documents).toHaveLength(5)
    expect(body.documents[0]).toEqual({ _id: 'person-40', number: 40, at: '2026-10-01T00:00:00.000Z' })
  })

  test('are found by a part of their _id, taken literally', async () => {
    const found = async (id: string) =>
      (await fixture.get(`/inside/documents?collection=${collection}&id=${encodeURIComponent(id)}`)).body
    expect((await found('son-4')).total).toBe(6)
    expect((await found('person-.')).total).toBe(0)
  })

  test.each([
    ['collection=nowhere', 404],
    ['', 400],
    [`collection=${collection}&page=-1`, 400],
  ])('refuse ?%s with %i', async (query, status) => {
    expect((await fixture.get(`/inside/documents?${query}`)).status).toBe(status)
  })

  test('show no openid whole, neither a persona’s nor anybody’s', async () => {
    await fixture.world.cloud.database.upsert(collection, [
      { _id: `of-${stranger}`, holder: stranger, others: { oEditor: true } },
      { _id: 'plain', note: 'one of the others' },
    ])
    const { body } = await fixture.get(`/inside/documents?collection=${collection}&page=2`)
    const text = JSON.stringify(body)
    expect(text).toContain('"holder":"o6_bmjrPTlm6…"')
    expect(text).toContain('one of the others')
    expect(text).not.toContain('oEditor')
    expect(text).not.toMatch(/"holder":"o6_bmjrPTlm6_2/)
  })
})

describe('calls', () => {
  const call = (data: object) => fixture.post('/phone/call', { persona: 'editor', name: 'api', data })

  test('come newest first, with who called for what, how it ended, and what they printed', async () => {
    await call({ action: 'events.list' })
    await call({ action: 'events.create', fail: true })
    const [second, first] = (await fixture.get('/inside/calls')).body
    expect(first).toMatchObject({
      functionName: 'api',
      action: 'events.list',
      caller: '何编辑',
      source: 'wx_client',
      outcome: 'answered',
      databaseRequests: 0,
    })
    expect(first.durationMs).toBeGreaterThan(0)
    // The function printed its own request id: the record has the same.
    expect(JSON.parse(first.lines[0])).toMatchObject({ requestId: first.requestId })
    expect(second).toMatchObject({
      action: 'events.create',
      outcome: 'failed',
      error: expect.stringContaining('on request'),
    })
    expect(JSON.stringify([first, second])).not.toContain('oEditor')
  })

  test('are told of while they happen', async () => {
    const events = await openEvents(fixture.server.url)
    await call({})
    await events.next('call')
    await events.next('call')
    events.close()
  })
})

test('/inside leads to the page', async () => {
  const response = await fetch(`${fixture.server.url}/inside`, { redirect: 'manual' })
  expect(response.status).toBe(302)
  expect(response.headers.get('location')).toBe('/inside/')
})
