/** Story: staff find people, read all that is known of one, and take a spreadsheet with them; of others' nobody. */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { readSheet } from 'read-excel-file/node'
import type { Person } from '../../cloudfunctions/domain/alumni/records'
import { keyedHash, personIdOf } from '../../cloudfunctions/platform/ids'
import { consentVersion } from '../../miniprogram/contract/alumni'
import type { Input } from '../../miniprogram/contract/index'
import type { Phone } from '../support/world'
import { TestWorld } from '../support/world'

const hourMs = 3_600_000
const phoneNumber = '13800138000'

let folder: string
let world: TestWorld
let administrator: Phone
/** Reviews for the computing college alone. */
let reviewer: Phone
beforeAll(async () => {
  // A kept world, because its folder tells the key under which phone numbers are hashed.
  folder = await mkdtemp(path.join(os.tmpdir(), 'people-'))
  world = await TestWorld.open({ folder })
  administrator = world.persona('administrator')
  reviewer = world.persona('reviewer')
  const { secrets } = JSON.parse(await readFile(path.join(folder, 'keys.json'), 'utf8'))
  const hash = keyedHash('phone', phoneNumber, secrets.SECRET_KEY)
  await invent('寻人甲', { phone: { sealed: 'sealed text', hash, last4: '8000' } })
  await invent('寻人乙', { collegeId: 'college-civil', entryYear: 1991 })
  await invent('寻人𠮷', { status: 'pending' })
})
afterEach(async () => {
  expect(await world.problems()).toEqual([])
})
afterAll(async () => {
  await world.close()
  await rm(folder, { recursive: true })
})

interface Invention {
  readonly collegeId?: string
  readonly entryYear?: number
  readonly status?: Person['verification']['status']
  readonly phone?: Person['phone']
  readonly employer?: string
}

/** Somebody of whom the records know. */
async function invent(
  name: string,
  {
    collegeId = 'college-computing',
    entryYear = 2003,
    status = 'verified',
    employer = '',
    phone,
  }: Invention = {},
): Promise<string> {
  const [template] = await world.cloud.database.find('people', { name: '周书恒' })
  const person = template as unknown as Person
  const _id = personIdOf(name)
  await world.writePeople([
    {
      ...person,
      _id,
      name,
      employer,
      educations: [{ ...person.educations[0], collegeId, entryYear }],
      bodyPath: ['jiangcheng', collegeId],
      cardNumber: _id
        .slice(0, 10)
        .toUpperCase()
        .replace(/[^2-9A-HJ-NP-Z]/g, '2'),
      verification: { ...person.verification, status, by: 'somebody' },
      grants: [],
      ...(phone && { phone }),
    },
  ])
  return _id
}

describe('searching', () => {
  const namesFor = async (asked: Input<'people.search'>, phone = administrator) =>
    (await phone.call('people.search', asked)).people.map(({ name }) => name)

  test.each([
    ['by how the name begins, rare characters too', { name: '寻人' }, ['寻人乙', '寻人甲', '寻人𠮷']],
    ['by the whole name', { name: '寻人甲' }, ['寻人甲']],
    ['by phone number, exactly', { phone: phoneNumber }, ['寻人甲']],
    ['by another number: nobody', { phone: '13800138001' }, []],
    [
      'by college and year',
      { name: '寻人', collegeId: 'college-civil', entryYearFrom: 1991, entryYearTo: 1991 },
      ['寻人乙'],
    ],
    ['by status', { name: '寻人', status: 'pending' }, ['寻人𠮷']],
  ] as const)('finds people %s', async (_what, asked, names) => {
    expect(await namesFor(asked)).toEqual(names)
  })

  test('finds people by the number of their card', async () => {
    const [person] = await world.cloud.database.find('people', { name: '寻人乙' })
    expect(await namesFor({ cardNumber: String(person?.cardNumber) })).toEqual(['寻人乙'])
  })

  test('finds nobody of other bodies, by whatever one knows of them', async () => {
    const [other] = await world.cloud.database.find('people', { name: '寻人乙' })
    expect(await namesFor({ name: '寻人' }, reviewer)).toEqual(['寻人甲', '寻人𠮷'])
    expect(await namesFor({ name: '寻人乙', collegeId: 'college-civil' }, reviewer)).toEqual([])
    expect(await namesFor({ cardNumber: String(other?.cardNumber) }, reviewer)).toEqual([])
    const { colleges } = await reviewer.call('people.listColleges', {})
    expect(colleges.map(({ bodyId }) => bodyId)).toEqual(['college-computing'])
  })

  test('comes to an end having shown everybody once', async () => {
    const seen: string[] = []
    let after: string | undefined
    do {
      const page = await administrator.call('people.search', { status: 'verified', ...(after && { after }) })
      expect(page.people.length).toBeLessThanOrEqual(50)
      seen.push(...page.people.map(({ personId }) => personId))
      after = page.next
    } while (after !== undefined)
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen.length).toBe(
      await world.cloud.database.count('people', { 'verification.status': 'verified' }),
    )
  })
})

describe('a person’s page', () => {
  test('tells what they told, without what nobody may see', async () => {
    const detail = await administrator.call('people.read', { personId: personIdOf('寻人甲') })
    expect(detail.profile).toMatchObject({ name: '寻人甲', phoneLast4: '8000', status: 'verified' })
    expect(JSON.stringify(detail)).not.toMatch(/sealed|hash|findableBy|openid|privacy/)
  })

  test('tells what happened, newest first, and who did it', async () => {
    const phone = world.stranger('history')
    await phone.call('alumni.register', {
      name: '有史之人',
      kind: 'friend',
      educations: [],
      consentVersion,
      isFourteenOrOlder: true,
    })
    const personId = personIdOf(phone.openid)
    const decide = async (decision: 'accept' | 'refuse', reason = '') => {
      world.clock.advance(hourMs)
      await administrator.call('registrations.review', { personId, revision: 0, decision, reason })
    }
    await decide('accept')
    world.clock.advance(hourMs)
    await administrator.call('registrations.reopen', { personId, reason: '核对有误' })
    await decide('refuse', '不是校友')
    expect(
      await administrator.outcome('registrations.review', { personId, revision: 0, decision: 'accept' }),
    ).toBe('REGISTRATION_CLOSED')
    const { history } = await administrator.call('people.read', { personId })
    expect(history.map(({ what, by, status, reason }) => [what, by, status, reason])).toEqual([
      ['decided', '顾远山', 'refused', '不是校友'],
      ['decided', '顾远山', 'pending', '核对有误'],
      ['decided', '顾远山', 'verified', ''],
      ['registered', undefined, undefined, ''],
    ])
  })

  test('remembers that the roster recognised somebody, after a reviewer took it back', async () => {
    const [recognised] = await world.cloud.database.find('people', {
      name: '周书恒',
      'verification.by': 'roster',
    })
    const personId = String(recognised?._id)
    const whats = async () =>
      (await administrator.call('people.read', { personId })).history.map(({ what }) => what)
    expect(await whats()).toEqual(['recognised', 'registered'])
    await administrator.call('registrations.reopen', { personId, reason: '同名' })
    expect(await whats()).toEqual(['decided', 'recognised', 'registered'])
    await administrator.call('registrations.review', { personId, revision: 0, decision: 'accept' })
  })

  test('shows events; money only to who is treasurer of it', async () => {
    const [donor] = await world.cloud.database.find('gifts', { status: 'received' })
    const personId = String(donor?.personId)
    expect((await administrator.call('people.read', { personId })).gifts).toBeUndefined()
    await grant('administrator', { role: 'treasurer', bodyId: 'jiangcheng' })
    const received = await world.cloud.database.find('gifts', { personId, status: 'received' })
    expect((await administrator.call('people.read', { personId })).gifts).toEqual({
      count: received.length,
      amountFen: received.reduce((sum, { amountFen }) => sum + Number(amountFen), 0),
    })
    const [signUp] = await world.cloud.database.find('signUps', {})
    const { signUps } = await administrator.call('people.read', { personId: String(signUp?.personId) })
    expect(signUps).toContainEqual({
      title: expect.any(String),
      status: signUp?.status,
      startsAt: expect.any(Number),
    })
  })

  test('is not there for a reviewer of another college, as if there were nobody', async () => {
    expect(await reviewer.outcome('people.read', { personId: personIdOf('寻人乙') })).toBe('NOT_FOUND')
    expect(await reviewer.outcome('people.read', { personId: 'nobody' })).toBe('NOT_FOUND')
  })
})

async function grant(persona: string, more: Person['grants'][number]): Promise<void> {
  const [person] = await world.cloud.database.find('people', {
    _id: personIdOf(world.persona(persona).openid),
  })
  const grants = (person as unknown as Person).grants
  await world.writePeople([{ ...person, grants: [...grants, more] }])
}

describe('an export', () => {
  const download = async (url: string) => {
    const response = await fetch(url)
    return { status: response.status, bytes: Buffer.from(await response.arrayBuffer()) }
  }
  const rowsOf = async (url: string) => (await readSheet((await download(url)).bytes)) as unknown[][]

  test('holds exactly what staff may see of whoever was asked for, and nothing that calculates', async () => {
    await invent('导出甲', { employer: '=HYPERLINK("http://evil","工资")' })
    await invent('导出乙', { employer: '\t+1' })
    await invent('导出丙', { collegeId: 'college-civil' })
    const { url, people, next } = await reviewer.call('people.export', { name: '导出' })
    const [headings, ...rows] = await rowsOf(url)
    expect(headings).toEqual([
      '姓名',
      '身份',
      '认证状态',
      '学院',
      '入学年份',
      '学历',
      '专业',
      '班级',
      '学号后四位',
      '手机尾号',
      '所在城市',
      '从事行业',
      '工作单位',
      '校友卡号',
      '登记时间',
    ])
    expect(rows.map((row) => [row[0], row[12]])).toEqual([
      ['导出乙', "'\t+1"],
      ['导出甲', `'=HYPERLINK("http://evil","工资")`],
    ])
    expect({ people, next }).toEqual({ people: 2, next: undefined })
  })

  test('is in the trail with who, of what, and how many', async () => {
    await reviewer.call('people.export', { status: 'verified', name: '寻人' })
    const trail = await world.cloud.database.find('audit', { action: 'people.export' })
    expect(trail.at(-1)).toMatchObject({
      actorId: personIdOf(reviewer.openid),
      target: ['college-computing'],
      notes: { status: 'verified', name: '寻人', people: 1 },
    })
  })

  test('of other bodies is none, and leaves no file', async () => {
    const files = (await world.cloud.storage.list()).length
    expect(await reviewer.outcome('people.export', { collegeId: 'college-civil' })).toBe('NOT_FOUND')
    expect(await reviewer.outcome('people.export', { collegeId: 'jiangcheng' })).toBe('NOT_FOUND')
    expect(await reviewer.outcome('people.export', { name: '寻人乙' })).toBe('NOT_FOUND')
    expect(await world.cloud.storage.list()).toHaveLength(files)
  })

  test('is behind a link that expires after an hour, and is erased after a day', async () => {
    const exported = async () =>
      (await world.cloud.storage.list()).filter(({ path }) => path.startsWith('exports/'))
    const { url, expiresAt } = await administrator.call('people.export', { name: '寻人' })
    expect(await exported()).not.toEqual([])
    expect(expiresAt - world.clock.now()).toBeLessThanOrEqual(hourMs)
    expect((await download(url)).status).toBe(200)
    expect(
      (await download(url.replace(/sign=(\w)/, (_, first) => (first === '0' ? 'sign=1' : 'sign=0')))).status,
    ).toBe(403)
    world.clock.advance(hourMs + 2000)
    expect((await download(url)).status).toBe(403)
    world.clock.advance(24 * hourMs)
    await world.tick()
    expect(await exported()).toEqual([])
    expect(await world.cloud.database.count('exports', {})).toBe(0)
  })

  test('of more people than a file holds goes on in the next, without a gap', async () => {
    const [template] = await world.cloud.database.find('people', { name: '寻人甲' })
    await world.writePeople(
      Array.from({ length: 5100 }, (_, index) => ({
        ...template,
        _id: `many${index}`,
        cardNumber: `many${index}`,
        name: `众人${index % 7}`,
        employer: String(index),
      })),
    )
    const first = await administrator.call('people.export', { name: '众人' })
    const second = await administrator.call('people.export', { name: '众人', after: first.next ?? '' })
    const rows = [...(await rowsOf(first.url)).slice(1), ...(await rowsOf(second.url)).slice(1)]
    expect([first.people, second.people, second.next]).toEqual([5000, 100, undefined])
    expect(new Set(rows.map((row) => row[12])).size).toBe(5100)
  })
})
