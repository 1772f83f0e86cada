/**
 * Property: of many random people with random settings, no reply to any viewer holds a field which that viewer may not
 * see. The right answers are worked out here by other means than in the product: pair by pair, from the settings alone.
 */
import fc from 'fast-check'
import type { Person } from '../../cloudfunctions/domain/alumni/records'
import { findableBy } from '../../cloudfunctions/domain/directory/circles'
import { personIdOf } from '../../cloudfunctions/platform/ids'
import { type Industry, industries } from '../../miniprogram/contract/alumni'
import type { PersonSeen, PrivateField, Visibility } from '../../miniprogram/contract/directory'
import { fewestPerCity, visibilities } from '../../miniprogram/contract/directory'
import type { Input } from '../../miniprogram/contract/index'
import { Phone, TestWorld } from '../support/world'

const colleges = ['college-civil', 'college-computing', 'college-materials']
const cities = ['江城', '北京', '']
const peopleCount = 60
const viewerCount = 10

const visibility = fc.constantFrom(...(Object.keys(visibilities) as Visibility[]))
const studies = fc.record({
  collegeId: fc.constantFrom(...colleges),
  entryYear: fc.constantFrom(2007, 2008),
  className: fc.constantFrom('', '一班', '二 班'),
  degree: fc.constant('bachelor' as const),
  programme: fc.constant('秘密专业'),
})
const anyone = fc.record({
  name: fc.constantFrom('张三', '张三丰', '李四', '欧阳 明远'),
  educations: fc.array(studies, { maxLength: 3 }),
  city: fc.constantFrom(...cities),
  industry: fc.constantFrom<Industry | ''>('', 'law', 'health'),
  privacy: fc.record({ listing: visibility, city: visibility, industry: visibility, employer: visibility }),
  status: fc.constantFrom('verified', 'verified', 'verified', 'pending', 'returned', 'refused'),
})
type Anyone = typeof anyone extends fc.Arbitrary<infer Value> ? Value : never

const openidOf = (index: number) => `oClassmate_${String(index).padStart(4, '0')}_`.padEnd(28, 'x')

/** Each has a mark of their own in every field that may not be seen, so that a leak is found wherever it stands. */
function personFrom(base: Record<string, unknown>, index: number, drawn: Anyone): Person {
  const { status, ...profile } = drawn
  const person = {
    ...base,
    ...profile,
    _id: personIdOf(openidOf(index)),
    employer: `单位${index}号`,
    studentNumberLast4: '9731',
    cardNumber: `SECRETCARD${index}`,
    grants: [],
    verification: { ...(base.verification as object), status, by: 'reviewer' },
    bodyPath: ['jiangcheng'],
    memberOf: [],
  }
  return { ...person, findableBy: findableBy(person) } as unknown as Person
}

/** How near two people are, from their studies alone. */
function nearness(one: Person, other: Person): Visibility[] {
  const classOf = ({ collegeId, entryYear, className }: Person['educations'][number]) =>
    `${collegeId} ${entryYear} ${className.replace(/\s|班$/g, '')}`
  const shares = (key: (education: Person['educations'][number]) => string) =>
    one.educations.some((mine) => other.educations.some((theirs) => key(mine) === key(theirs)))
  const inClass = one.educations.some(
    (mine) =>
      mine.className.trim() !== '' &&
      other.educations.some((theirs) => theirs.className.trim() !== '' && classOf(mine) === classOf(theirs)),
  )
  return [
    'verified',
    ...(shares(({ collegeId }) => collegeId) ? (['college'] as const) : []),
    ...(inClass ? (['classmates'] as const) : []),
  ]
}

function maySee(viewer: Person, field: PrivateField, person: Person): boolean {
  const near = nearness(viewer, person)
  const isListed = person.verification.status === 'verified' && near.includes(person.privacy.listing)
  return isListed && (near.includes(person.privacy[field]) || isWithin(person, field))
}

/** A field opened more widely than the listing is open to all who find the person. */
const isWithin = ({ privacy }: Person, field: PrivateField) => {
  const widths = Object.keys(visibilities)
  return widths.indexOf(privacy[field]) >= widths.indexOf(privacy.listing)
}

const expected = (viewer: Person, person: Person): PersonSeen | undefined =>
  viewer._id !== person._id && maySee(viewer, 'listing', person)
    ? {
        personId: person._id,
        name: person.name,
        educations: person.educations.map(({ collegeId, entryYear, className }) => ({
          college: { bodyId: collegeId, name: expect.any(String) },
          entryYear,
          className,
        })),
        city: maySee(viewer, 'city', person) ? person.city : '',
        industry: maySee(viewer, 'industry', person) ? person.industry : '',
        employer: maySee(viewer, 'employer', person) ? person.employer : '',
      }
    : undefined

type Query = Input<'directory.search'>
const queries: readonly Query[] = [
  {},
  ...['张三', '张三丰', '李四', '欧阳'].map((name) => ({ name })),
  ...colleges.map((collegeId) => ({ collegeId })),
  ...cities.filter((city) => city !== '').map((city) => ({ city })),
  ...(Object.keys(industries) as Industry[]).map((industry) => ({ industry })),
  ...colleges.map((collegeId) => ({ classOf: { collegeId, entryYear: 2008, className: '二班' } })),
  { name: '张三', city: '北京' },
  { industry: 'law', collegeId: 'college-civil' },
]

/** Whether a person is found by a query, by what the viewer may see of them. */
function fits(viewer: Person, person: Person, query: Query): boolean {
  const seen = expected(viewer, person)
  if (!seen) return false
  const { name, collegeId, classOf, city, industry } = query
  const squeezed = person.name.replace(/\s/g, '')
  return (
    (name === undefined || squeezed.startsWith(name)) &&
    (collegeId === undefined || person.educations.some((one) => one.collegeId === collegeId)) &&
    (classOf === undefined ||
      person.educations.some(
        (one) =>
          one.collegeId === classOf.collegeId &&
          one.entryYear === classOf.entryYear &&
          one.className.replace(/\s/g, '') === classOf.className,
      )) &&
    (city === undefined || seen.city === city) &&
    (industry === undefined || seen.industry === industry)
  )
}

let world: TestWorld
beforeAll(async () => {
  world = await TestWorld.open()
})
afterAll(() => world.close())

async function findAll(phone: Phone, query: Query): Promise<PersonSeen[]> {
  const found: PersonSeen[] = []
  let after: string | undefined
  do {
    const page = await phone.call('directory.search', after === undefined ? query : { ...query, after })
    found.push(...page.people)
    after = page.next
  } while (after !== undefined)
  return found
}

const byId = (one: PersonSeen, other: PersonSeen) => (one.personId < other.personId ? -1 : 1)

test('every reply holds exactly what its viewer may see, over random people, settings and viewers', async () => {
  const everybody = await world.cloud.database.find('people')
  const base = everybody.find(({ _id }) => _id === personIdOf(openidOf(0))) ?? {}
  await fc.assert(
    fc.asyncProperty(fc.array(anyone, { minLength: peopleCount, maxLength: peopleCount }), async (drawn) => {
      const crowd = drawn.map((one, index) => personFrom(base, index, one))
      // Whoever else is in the sample world is closed.
      const crowdIds = new Set(crowd.map(({ _id }) => _id))
      const others = everybody.filter(({ _id }) => !crowdIds.has(String(_id)))
      await world.writePeople([
        ...crowd,
        ...others.map((person) => ({ ...person, findableBy: [], privacy: closed })),
      ])
      const viewers = crowd
        .map((person, index) => ({ person, phone: new Phone(world.world, openidOf(index)) }))
        .filter(({ person }) => person.verification.status === 'verified')
        .slice(0, viewerCount)
      await Promise.all(
        viewers.flatMap(({ person: viewer, phone }) => [
          expectSearches(viewer, phone, crowd),
          expectReadings(viewer, phone, crowd),
        ]),
      )
      // Beyond the hour: the limits of searching begin anew, and the cities are counted anew.
      world.clock.advance(3_600_000)
      await world.tick()
      await expectTellable(viewers[0]?.phone, crowd)
      expect(await world.problems()).toEqual([])
    }),
    // To make sixty people fewer, one by one, would take longer than to look at them.
    { numRuns: 2, endOnFailure: true },
  )
}, 300_000)

/** Every search finds those whom the viewer may find by it, and shows of them what the viewer may see. */
async function expectSearches(viewer: Person, phone: Phone, crowd: readonly Person[]): Promise<void> {
  for (const query of queries) {
    const found = await findAll(phone, query)
    const right = crowd.flatMap((person) =>
      fits(viewer, person, query) ? (expected(viewer, person) ?? []) : [],
    )
    expect([...found].sort(byId)).toEqual(right.sort(byId))
  }
}

/** The same of every person by their id, also of those whom no search finds. */
async function expectReadings(viewer: Person, phone: Phone, crowd: readonly Person[]): Promise<void> {
  for (const person of crowd) {
    const right = expected(viewer, person)
    const reply = await phone.send({ action: 'directory.readPerson', input: { personId: person._id } })
    if (right) expect(reply).toEqual({ ok: true, data: { person: right } })
    else expect(reply).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } })
  }
}

const closed = { listing: 'nobody', city: 'nobody', industry: 'nobody', employer: 'nobody' }

/** Cities are counted of people who opened them to all, and no number stands for few. */
async function expectTellable(phone: Phone | undefined, crowd: readonly Person[]): Promise<void> {
  const counts = await phone?.call('directory.countCities', {})
  const counted = (city: string) =>
    crowd.filter(
      (person) =>
        person.city === city &&
        person.verification.status === 'verified' &&
        person.privacy.listing === 'verified' &&
        person.privacy.city === 'verified',
    ).length
  const right = cities
    .filter((city) => city !== '' && counted(city) >= fewestPerCity)
    .map((city) => ({ city, people: counted(city) }))
  expect(counts?.cities).toHaveLength(right.length)
  expect(counts?.cities).toEqual(expect.arrayContaining(right))
}
