/** Story: a person tells more, and corrects it: most at once, name and studies only with the school's word. */
import { consentVersion } from '../../miniprogram/contract/alumni'
import type { Input } from '../../miniprogram/contract/index'
import { type Phone, TestWorld } from '../support/world'

interface Row {
  readonly _id: string
  readonly name: string
  readonly collegeId: string
  readonly entryYear: number
  readonly className: string
  readonly claimedBy: string | null
}

const dayMs = 86_400_000

let world: TestWorld
/** Pairs of rows of one name, each the only one of its name, college and year: like somebody who studied here twice. */
let pairs: (readonly [Row, Row])[]
beforeAll(async () => {
  world = await TestWorld.open()
  pairs = pairsIn((await world.cloud.database.find('rosterRows')) as unknown as Row[])
})
afterEach(async () => {
  expect(await world.problems()).toEqual([])
})
afterAll(() => world.close())

function pairsIn(rows: readonly Row[]): (readonly [Row, Row])[] {
  const byName = new Map<string, Row[]>()
  for (const row of rows) byName.set(row.name, [...(byName.get(row.name) ?? []), row])
  return [...byName.values()].flatMap((same) => {
    const keys = new Set(same.map(({ collegeId, entryYear }) => `${collegeId}${entryYear}`))
    const [one, other] = same
    const isPair = keys.size === same.length && same.every(({ claimedBy }) => claimedBy === null)
    return isPair && one && other ? [[one, other] as const] : []
  })
}

/** Rows that no other test uses. */
function nextPair(): readonly [Row, Row] {
  const pair = pairs.pop()
  if (!pair) throw new Error('no pair of rows is left')
  return pair
}

type Told = Omit<Input<'alumni.updateProfile'>, 'revision'>

const studyOf = ({ collegeId, entryYear }: Row, className?: string) => ({
  collegeId,
  entryYear,
  degree: 'bachelor' as const,
  ...(className === undefined ? {} : { className }),
})

const told = (row: Row, changes: Partial<Told> = {}): Told => ({
  name: row.name,
  kind: 'alumnus',
  educations: [studyOf(row)],
  ...changes,
})

const register = (phone: Phone, profile: Told) =>
  phone.call('alumni.register', { ...profile, consentVersion, isFourteenOrOlder: true })

let strangers = 0
/** Somebody whom the roster has just recognised by one of two rows. */
async function recognised(changes: Partial<Told> = {}) {
  const [row, other] = nextPair()
  const phone = world.stranger(`profile${strangers++}`)
  expect(await register(phone, told(row, changes))).toEqual({ status: 'verified' })
  const update = (asked: Partial<Told>, revision: number) =>
    phone.call('alumni.updateProfile', { ...told(row), ...asked, revision })
  return { phone, row, other, update }
}

const recordOf = async (phone: Phone) => {
  const [record] = await world.cloud.database.find('people', {
    _id: (await phone.call('alumni.readMe', {})).person?.personId,
  })
  return record as Record<string, unknown>
}
const holderOf = async ({ _id }: Row) =>
  (await world.cloud.database.find('rosterRows', { _id }))[0]?.claimedBy

describe('a phone number', () => {
  const codeFor = (phoneNumber: string) => {
    const tap = world.cloud.phoneNumbers.tap(phoneNumber)
    return 'code' in tap ? tap.code : ''
  }

  test('allowed by a tap is told for its code once, within five minutes', async () => {
    const phone = world.stranger('tapper')
    const code = codeFor('15400000077')
    expect(await phone.call('alumni.exchangePhoneCode', { code })).toEqual({ phoneNumber: '15400000077' })
    expect(await phone.outcome('alumni.exchangePhoneCode', { code })).toBe('PHONE_CODE_INVALID')
    const late = codeFor('15400000077')
    world.clock.advance(6 * 60_000)
    expect(await phone.outcome('alumni.exchangePhoneCode', { code: late })).toBe('PHONE_CODE_INVALID')
    expect(await phone.outcome('alumni.exchangePhoneCode', { code: 'made-up' })).toBe('PHONE_CODE_INVALID')
  })

  test('cannot be asked for again and again', async () => {
    const phone = world.stranger('guesser')
    const outcomes: string[] = []
    for (let time = 0; time < 11; time++)
      outcomes.push(await phone.outcome('alumni.exchangePhoneCode', { code: `guess${time}` }))
    expect(outcomes.slice(0, 10)).toEqual(Array(10).fill('PHONE_CODE_INVALID'))
    expect(outcomes[10]).toBe('TOO_OFTEN')
  })

  test('typed in any manner is one number, shown whole to its owner and sealed in the records', async () => {
    const { phone } = await recognised({ phoneNumber: '+86 154-0000 0042' })
    expect(await phone.call('alumni.readProfile', {})).toMatchObject({ phoneNumber: '15400000042' })
    const record = await recordOf(phone)
    expect(record.phone).toEqual({
      sealed: expect.any(String),
      hash: expect.stringMatching(/^[0-9a-f]{32}$/),
      last4: '0042',
    })
    expect(JSON.stringify(record)).not.toContain('15400000042')
    const { explain } = world.cloud.database
    expect(explain('people', { 'phone.hash': 'x' }).index).toBe('phone-hash')
  })

  test.each(['12345', '154000000421', '154000000 4x', '+0123456789'])(
    '%p is refused beside its field',
    async (typed) => {
      const [row] = nextPair()
      const input = { ...told(row, { phoneNumber: typed }), consentVersion, isFourteenOrOlder: true }
      const reply = await world.stranger('mistyped').send({ action: 'alumni.register', input })
      expect(reply).toMatchObject({ ok: false, error: { fields: { phoneNumber: expect.any(String) } } })
    },
  )

  test('is in no other reply, not even to its owner', async () => {
    const { phone } = await recognised({ phoneNumber: '15400009999' })
    const replies = [await phone.call('alumni.readMe', {}), await phone.call('alumni.readCard', {})]
    expect(JSON.stringify(replies)).not.toContain('15400009999')
  })
})

describe('several studies', () => {
  test('are recognised when the roster has each of them, and each row is taken', async () => {
    const [first, second] = nextPair()
    const phone = world.stranger('twice')
    const both = told(first, { educations: [studyOf(first), studyOf(second)] })
    expect(await register(phone, both)).toEqual({ status: 'verified' })
    const { _id } = await recordOf(phone)
    expect([await holderOf(first), await holderOf(second)]).toEqual([_id, _id])
  })

  test('wait for a reviewer when the roster lacks one, so that nobody adds a class to look into', async () => {
    const [row] = nextPair()
    const phone = world.stranger('half')
    const elsewhere = { collegeId: 'college-civil', entryYear: 1951, degree: 'master' as const }
    const half = told(row, { educations: [studyOf(row), elsewhere] })
    expect(await register(phone, half)).toEqual({ status: 'pending' })
    expect(await holderOf(row)).toBeNull()
  })

  test('are kept with the class as the roster has it, however it was written', async () => {
    const [row] = nextPair()
    const phone = world.stranger('speller')
    await register(phone, told(row, { educations: [studyOf(row, '3 班')] }))
    const { educations } = await phone.call('alumni.readProfile', {})
    expect(educations).toEqual([expect.objectContaining({ className: row.className })])
  })
})

describe('a teacher or a friend', () => {
  const teacher: Told = { name: '沈教授', kind: 'teacher', educations: [], affiliationId: 'college-civil' }

  test('may name a college, whose reviewers then see them', async () => {
    const phone = world.stranger('teacher')
    expect(await register(phone, teacher)).toEqual({ status: 'pending' })
    expect((await recordOf(phone)).bodyPath).toContain('college-civil')
    expect(await phone.call('alumni.readProfile', {})).toMatchObject({
      affiliation: { bodyId: 'college-civil' },
    })
  })

  test.each([
    ['names one that does not exist', { ...teacher, affiliationId: 'nowhere' }, 'BODY_UNKNOWN'],
    ['names a body that is no college', { ...teacher, affiliationId: 'jiangcheng' }, 'BODY_UNKNOWN'],
    [
      'tells of studies',
      { ...teacher, educations: [{ collegeId: 'college-civil', entryYear: 1990, degree: 'bachelor' }] },
      'INVALID_INPUT',
    ],
  ] as const)('is refused who %s', async (_what, profile, code) => {
    const input = { ...profile, educations: [...profile.educations], consentVersion, isFourteenOrOlder: true }
    expect(await world.stranger('odd').outcome('alumni.register', input)).toBe(code)
  })
})

describe('a correction', () => {
  test('of city, employer, industry and phone counts at once, and nothing else changes', async () => {
    const { phone, update } = await recognised()
    const changes = {
      city: '北京',
      employer: '设计院',
      industry: 'construction',
      phoneNumber: '15400000001',
    } as const
    expect(await update(changes, 0)).toEqual({ status: 'verified' })
    expect(await phone.call('alumni.readProfile', {})).toMatchObject({ ...changes, revision: 1 })
    expect((await recordOf(phone)).bodyPath).toContain('branch-beijing')
    await update({}, 1)
    expect(await phone.call('alumni.readProfile', {})).toMatchObject({
      city: '',
      phoneNumber: '',
      industry: '',
    })
    expect((await recordOf(phone)).bodyPath).not.toContain('branch-beijing')
  })

  test('that the roster vouches for leaves a person verified, and what they no longer go by is free', async () => {
    const { phone, row, other, update } = await recognised()
    const { _id } = await recordOf(phone)
    expect(await update({ educations: [studyOf(row), studyOf(other)] }, 0)).toEqual({ status: 'verified' })
    expect([await holderOf(row), await holderOf(other)]).toEqual([_id, _id])
    expect(await update({ educations: [studyOf(other)] }, 1)).toEqual({ status: 'verified' })
    expect([await holderOf(row), await holderOf(other)]).toEqual([null, _id])
  })

  test('that it does not vouch for waits for a reviewer, and until then the person is in no circle', async () => {
    const { phone, row, update } = await recognised()
    expect(await phone.outcome('giving.give', gift)).toBe('ok')
    expect(await update({ name: '查无此人' }, 0)).toEqual({ status: 'pending' })
    expect(await phone.outcome('giving.give', gift)).toBe('NOT_VERIFIED')
    expect(await phone.call('alumni.readCard', {})).toMatchObject({ status: 'pending', code: '' })
    expect(await holderOf(row)).not.toBeNull()
    expect(await update({}, 1)).toEqual({ status: 'verified' })
    expect(await phone.outcome('giving.give', gift)).toBe('ok')
  })

  test('does not tell a near miss from a miss, so that the roster cannot be asked', async () => {
    const near = await recognised()
    const far = await recognised()
    const answers = [
      await near.phone.send(asked(near.row, { educations: [{ ...studyOf(near.other), entryYear: 1951 }] })),
      await far.phone.send(asked(far.row, { name: '查无此人', educations: [studyOf(far.other)] })),
    ]
    expect(answers).toEqual(Array(2).fill({ ok: true, data: { status: 'pending' } }))
  })

  test('to a row that somebody else holds waits like one to no row', async () => {
    const holder = await recognised()
    const other = await recognised()
    const stolen = { name: holder.row.name, educations: [studyOf(holder.row)] }
    expect(await other.update(stolen, 0)).toEqual({ status: 'pending' })
    expect(await holderOf(holder.row)).toBe((await recordOf(holder.phone))._id)
  })

  test('to another class is the roster’s word again; where it has none, a reviewer’s', async () => {
    const { phone, row, update } = await recognised()
    await update({ educations: [studyOf(row, '别的班')] }, 0)
    expect((await phone.call('alumni.readProfile', {})).educations[0]?.className).toBe(row.className)
    const [unnamed] = await world.cloud.database.find('rosterRows', { _id: row._id })
    await world.cloud.database.upsert('rosterRows', [{ ...unnamed, className: '' }])
    expect(await update({ educations: [studyOf(row, '再一个班')] }, 1)).toEqual({ status: 'pending' })
  })

  test('is tried five times a day, whatever it is', async () => {
    const { phone, row, update } = await recognised()
    for (let revision = 0; revision < 5; revision++) await update({ city: `城市${revision}` }, revision)
    const sixth = { ...told(row), revision: 5 }
    expect(await phone.outcome('alumni.updateProfile', sixth)).toBe('TOO_OFTEN')
    world.clock.advance(dayMs)
    expect(await phone.outcome('alumni.updateProfile', sixth)).toBe('ok')
  })

  test('of what a reviewer refused is closed, but one may still be reached by another number', async () => {
    const { phone, update } = await recognised()
    await update({ name: '查无此人' }, 0)
    const record = await recordOf(phone)
    const refused = {
      ...(record.verification as object),
      status: 'refused',
      by: 'reviewer',
      reason: '查无此人',
    }
    await world.cloud.database.upsert('people', [{ ...record, verification: refused }])
    await expect(update({ name: '另一个人' }, 1)).rejects.toMatchObject({ code: 'REGISTRATION_CLOSED' })
    expect(await update({ name: '查无此人', phoneNumber: '15400000002' }, 1)).toEqual({ status: 'refused' })
  })

  const asked = (row: Row, changes: Partial<Told>) => ({
    action: 'alumni.updateProfile',
    input: { ...told(row), ...changes, revision: 0 },
  })
})

describe('two devices', () => {
  test('that change different things: the second is told to look again', async () => {
    const { phone, update } = await recognised()
    await update({ city: '北京' }, 0)
    await expect(update({ city: '上海' }, 0)).rejects.toMatchObject({ code: 'PROFILE_CHANGED' })
    expect(await phone.call('alumni.readProfile', {})).toMatchObject({ city: '北京', revision: 1 })
  })

  test('at the same moment: one of them wins whole', async () => {
    const { phone, update } = await recognised()
    const outcomes = await Promise.allSettled([
      update({ city: '北京', employer: '甲' }, 0),
      update({ city: '上海', employer: '乙' }, 0),
    ])
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const { city, employer, revision } = await phone.call('alumni.readProfile', {})
    expect(['北京甲', '上海乙']).toContain(`${city}${employer}`)
    expect(revision).toBe(1)
  })

  test('that say the same, or one whose answer was lost, are one change', async () => {
    const { phone, other, update } = await recognised()
    const changes = { educations: [studyOf(other, '5 班')], phoneNumber: '15400000003' }
    const answers = await Promise.all([update(changes, 0), update(changes, 0)])
    expect(answers).toEqual(Array(2).fill({ status: 'verified' }))
    expect(await update(changes, 0)).toEqual({ status: 'verified' })
    expect(await phone.call('alumni.readProfile', {})).toMatchObject({ revision: 1 })
  })

  test('a reviewer who decides between reading and writing is not written over', async () => {
    const { phone, update } = await recognised()
    await update({ name: '查无此人' }, 0)
    Object.assign(process.env, world.cloud.environment({}))
    const { changeProfile, readPerson } = await import('../../cloudfunctions/domain/alumni/records')
    const read = await readPerson(String((await recordOf(phone))._id))
    if (!read) throw new Error('the person is not there')
    const decided = { ...read.verification, status: 'returned' as const, at: new Date(0) }
    await world.cloud.database.upsert('people', [{ ...read, verification: decided }])
    const { _id, ...rest } = read
    expect(await changeProfile(read, { ...rest, city: '北京' })).toBe(false)
    expect(await phone.call('alumni.readProfile', {})).toMatchObject({ status: 'returned', city: '' })
  })
})

describe('a picture', () => {
  const upload = (phone: Phone, path: string) =>
    world.cloud.storage.upload(path, Buffer.from([0xff, 0xd8, 0xff, 0xe0]), {
      identity: { openid: phone.openid },
    })
  const personIdOf = async (phone: Phone) => (await phone.call('alumni.readMe', {})).person?.personId ?? ''

  test('of one’s own folder is kept, and the one before is gone from the storage', async () => {
    const { phone } = await recognised()
    const folder = `avatars/${await personIdOf(phone)}`
    const first = await upload(phone, `${folder}/a-1.jpg`)
    const second = await upload(phone, `${folder}/a-2.jpg`)
    await phone.call('alumni.changeAvatar', { fileId: first })
    await phone.call('alumni.changeAvatar', { fileId: second })
    expect((await phone.call('alumni.readMe', {})).person?.avatar).toBe(second)
    expect(await phone.call('alumni.readCard', {})).toMatchObject({ avatar: second })
    await phone.call('alumni.changeAvatar', { fileId: second })
    const files = async () => (await world.cloud.storage.list()).filter(({ path }) => path.startsWith(folder))
    expect((await files()).map(({ fileID }) => fileID)).toEqual([second])
    await phone.call('alumni.changeAvatar', { fileId: '' })
    expect(await files()).toEqual([])
  })

  test('of somebody else, of another folder or of another environment is refused', async () => {
    const { phone } = await recognised()
    const { phone: other } = await recognised()
    const theirs = await upload(other, `avatars/${await personIdOf(other)}/1.jpg`)
    const mine = await upload(phone, `avatars/${await personIdOf(phone)}/1.jpg`)
    const wrong = [
      theirs,
      mine.replace('avatars/', 'lists/'),
      mine.replace('avatars/', 'avatars/../avatars/'),
      mine.replace('.jpg', '.html'),
      mine.replace(/^cloud:\/\/[^/]+/, 'cloud://elsewhere.bucket'),
      'https://example.edu/1.jpg',
    ]
    for (const fileId of wrong)
      expect([fileId, await phone.outcome('alumni.changeAvatar', { fileId })]).toEqual([
        fileId,
        'INVALID_INPUT',
      ])
  })
})

const gift: Input<'giving.give'> = {
  projectId: 'project-scholarship',
  amountFen: 7000,
  isAnonymous: false,
  attemptKey: 'profile',
}
