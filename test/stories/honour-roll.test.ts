/** Story: whatever is asked of the honour roll, its lines and its small gifts are its total, and no name slips out. */
import fc from 'fast-check'
import type { Gift } from '../../cloudfunctions/domain/giving/records'
import type { Honour, HonourBand } from '../../miniprogram/contract/giving'
import type { Input } from '../../miniprogram/contract/index'
import { TestWorld } from '../support/world'

const listedFromFen = 500

let world: TestWorld
beforeAll(async () => {
  world = await TestWorld.open({ variables: { HONOURS_FROM_FEN: String(listedFromFen) } })
})
afterAll(() => world.close())

const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31)
const visitor = () => world.persona('visitor')

interface Drawn {
  readonly way: 'wechat' | 'transfer' | 'materials'
  readonly status: 'received' | 'refunded' | 'pledged' | 'dropped' | 'unpaid'
  readonly givenFen: number
  /** The part that went back; a gift that all went back is no longer received. */
  readonly backPart: number
  readonly correctedByFen: number
  readonly isAnonymous: boolean
  readonly year: 2024 | 2025 | 2026
  readonly creditedTo: string
  readonly donor: number
}

const classes = ['class-a', 'class-b'] as const
const drawn: fc.Arbitrary<Drawn> = fc.record({
  way: fc.constantFrom('wechat', 'wechat', 'transfer', 'materials'),
  status: fc.constantFrom('received', 'received', 'received', 'refunded', 'pledged', 'dropped', 'unpaid'),
  givenFen: fc.oneof(
    fc.integer({ min: 1, max: 2 * listedFromFen }),
    fc.constantFrom(499, 500, 9_999, 10_000, 99_999, 100_000, 999_999, 1_000_000),
    fc.integer({ min: 1, max: 10_000_000 }),
  ),
  backPart: fc.constantFrom(0, 0, 0, 0.25, 0.999),
  correctedByFen: fc.constantFrom(0, 0, 0, 100, 12_345),
  isAnonymous: fc.boolean(),
  year: fc.constantFrom(2024, 2025, 2026),
  creditedTo: fc.constantFrom('', ...classes),
  donor: fc.integer({ min: 0, max: 9 }),
})

function giftFrom(run: number, index: number, one: Drawn): Gift {
  const { way, donor, status, isAnonymous, creditedTo } = one
  const isMoney = way !== 'materials'
  const amountFen = isMoney ? one.givenFen + (way === 'transfer' ? one.correctedByFen : 0) : 0
  const refundedFen = way === 'wechat' ? Math.floor(amountFen * one.backPart) : 0
  // The first second of a year on campus, which is of the year before in UTC, or its last.
  const at = new Date(`${one.year}-${index % 2 === 0 ? '01-01T00:00:00' : '12-31T23:59:59'}+08:00`)
  return {
    _id: `roll-${run}-${index}`,
    personId: `donor-${donor}`,
    donorName: `捐赠人${donor}`,
    donorKind: 'person',
    creditedTo: creditedTo && `${creditedTo}-${run}`,
    isAnonymous,
    words: { text: '', state: 'none' },
    intent: '',
    projectId: `roll-project-${run}`,
    orderNo: `ROLL${run}X${index}`,
    way,
    amountFen,
    keptFen: amountFen - refundedFen,
    goods: isMoney ? [] : [{ name: '图书', quantity: 1, unit: '册' }],
    worthFen: null,
    details: '',
    status,
    createdAt: at,
    receivedAt: at,
    untold: false,
    bankRowId: '',
    corrections: 0,
    unentered: null,
    refundedFen,
  }
}

const bandOf = ({ way, keptFen }: Gift): HonourBand => {
  if (way === 'materials') return 'things'
  if (keptFen >= 1_000_000) return 'tenThousand'
  if (keptFen >= 100_000) return 'thousand'
  return keptFen >= 10_000 ? 'hundred' : 'belowHundred'
}

type Wish = Omit<Input<'giving.listHonours'>, 'after'>

function expected(gifts: readonly Gift[], { bodyId, year, band }: Wish) {
  const received = gifts.filter(({ status }) => status === 'received')
  const credited = received.filter(({ creditedTo }) => bodyId === undefined || creditedTo === bodyId)
  const isTold = bodyId === undefined || new Set(credited.map(({ personId }) => personId)).size >= 5
  const isOf = (gift: Gift) =>
    (year === undefined || new Date(Number(gift.receivedAt) + 8 * 3_600_000).getUTCFullYear() === year) &&
    (band === undefined || bandOf(gift) === band)
  const all = isTold ? credited.filter(isOf) : []
  const isSmall = ({ way, keptFen }: Gift) => way !== 'materials' && keptFen < listedFromFen
  const sumOf = (some: readonly Gift[]) => ({
    totalFen: some.reduce((sum, { keptFen }) => sum + keptFen, 0),
    gifts: some.length,
  })
  const lines = all
    .filter((gift) => !isSmall(gift))
    .map((gift) => `${gift.isAnonymous ? '匿名捐赠人' : gift.donorName} ${gift.keptFen}`)
  return { lines: lines.sort(), sums: { ...sumOf(all), unlisted: sumOf(all.filter(isSmall)) } }
}

async function wholeRoll(wish: Wish) {
  const first = await visitor().call('giving.listHonours', wish)
  const honours: Honour[] = [...first.honours]
  for (let { next } = first; next !== undefined; ) {
    const page = await visitor().call('giving.listHonours', { ...wish, after: next })
    expect(page.sums).toBeUndefined()
    honours.push(...page.honours)
    next = page.next
  }
  expect(honours.map(({ at }) => at)).toEqual(honours.map(({ at }) => at).sort((one, other) => other - one))
  return {
    lines: honours.map(({ donorName, amountFen }) => `${donorName} ${amountFen}`).sort(),
    sums: first.sums,
  }
}

test(`listed and small gifts are the total, whatever is anonymous, refunded, corrected or asked for (SEED=${seed})`, async () => {
  let run = 0
  const wishes = fc.record({
    isOfClass: fc.boolean(),
    year: fc.option(fc.constantFrom(2023, 2024, 2025, 2026), { nil: undefined }),
    band: fc.option(
      fc.constantFrom<HonourBand[]>('things', 'tenThousand', 'thousand', 'hundred', 'belowHundred'),
      { nil: undefined },
    ),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(drawn, { maxLength: 60 }), wishes, async (many, { isOfClass, ...narrowed }) => {
      run++
      const gifts = many.map((one, index) => giftFrom(run, index, one))
      await world.cloud.database.upsert('gifts', gifts)
      const projectId = `roll-project-${run}`
      const wish = { projectId, ...narrowed, ...(isOfClass ? { bodyId: `class-a-${run}` } : {}) }
      expect(await wholeRoll(wish)).toEqual(expected(gifts, wish))
    }),
    { seed, numRuns: Number(process.env.RUNS ?? 40) },
  )
})

test('a class or branch of which fewer than five gave tells neither names nor sums', async () => {
  const four = Array.from({ length: 4 }, (_, donor) =>
    giftFrom(0, donor, {
      way: 'wechat',
      status: 'received',
      givenFen: 10_000,
      backPart: 0,
      correctedByFen: 0,
      isAnonymous: false,
      year: 2026,
      creditedTo: 'class-a',
      donor,
    }),
  )
  const [first] = four
  if (!first) throw new Error('there are four')
  const bodyId = first.creditedTo
  const read = () => visitor().call('giving.listHonours', { bodyId })
  // Whoever gives twice is one person.
  await world.cloud.database.upsert('gifts', [...four, { ...first, _id: 'roll-0-again' }])
  expect(await read()).toMatchObject({ honours: [], sums: { totalFen: 0, gifts: 0 } })
  await world.cloud.database.upsert('gifts', [{ ...first, _id: 'roll-0-fifth', personId: 'donor-5' }])
  expect(await read()).toMatchObject({ sums: { totalFen: 60_000, gifts: 6 } })
})
