/** Story: the books are broken in one place at a time, and the nightly check whose promise that is says so. */
import { TestWorld } from '../support/world'

type Document = Readonly<Record<string, unknown>> & { readonly _id: string }

const books = [
  'orders',
  'gifts',
  'ledger',
  'bankRows',
  'refunds',
  'bills',
  'billLines',
  'exceptions',
] as const
type Book = (typeof books)[number]

let world: TestWorld
let whole: Readonly<Record<Book, readonly Document[]>>
beforeAll(async () => {
  world = await TestWorld.open()
  const kept = books.map(async (name) => [name, await world.cloud.database.find(name)] as const)
  whole = Object.fromEntries(await Promise.all(kept)) as unknown as typeof whole
})
beforeEach(async () => {
  await world.cloud.database.clear()
  for (const name of books) await world.cloud.database.upsert(name, whole[name])
})
afterAll(() => world.close())

type Line = { readonly account: string; readonly amountFen: number }

const linesOf = (entry: Document) => entry.lines as readonly Line[]
const isPayment = ({ _id }: Document) => _id.startsWith('pay:')
const isReceipt = ({ _id }: Document) => _id.startsWith('received:')

/** One document as it is not: another in its place, or with another id beside it. */
interface Break {
  readonly collection: Book
  /** Which document; the first that fits. */
  is(document: Document): boolean
  broken(document: Document): Document
}

const ledger = (is: Break['is'], broken: Break['broken']): Break => ({ collection: 'ledger', is, broken })

const table: readonly (readonly [check: string, what: string, Break])[] = [
  [
    'ledgerBalances',
    'an entry sums to a fen',
    ledger(isPayment, (entry) => ({
      ...entry,
      lines: linesOf(entry).map((line, index) => ({
        ...line,
        amountFen: line.amountFen + (index === 0 ? 1 : 0),
      })),
    })),
  ],
  [
    'paidOrdersAreEnteredOnce',
    'a payment is entered twice',
    ledger(isPayment, (entry) => ({ ...entry, _id: 'pay:again' })),
  ],
  [
    'paidOrdersAreEnteredOnce',
    'a paid order is not paid after all',
    {
      collection: 'orders',
      is: ({ state }) => state === 'paid',
      broken: (order) => ({ ...order, state: 'pending' }),
    },
  ],
  [
    'giftsAgreeWithLedger',
    'a gift is credited to another project',
    {
      collection: 'gifts',
      is: ({ status, way }) => status === 'received' && way === 'wechat',
      broken: (gift) => ({ ...gift, projectId: 'project-elsewhere' }),
    },
  ],
  [
    'offlineGiftsAreEnteredOnce',
    'a receipt is of no gift',
    ledger(isReceipt, (entry) => ({ ...entry, _id: `received:${'x'.repeat(20)}` })),
  ],
  [
    'matchedRowsProveGifts',
    'a line of the bank is matched with a gift that does not name it',
    {
      collection: 'bankRows',
      is: () => true,
      broken: (row) => ({ ...row, state: 'matched', giftId: 'elsewhere' }),
    },
  ],
  [
    'giftsKeepWhatIsLeft',
    'a gift keeps a fen more than was given',
    {
      collection: 'gifts',
      is: ({ status, way }) => status === 'received' && way === 'wechat',
      broken: (gift) => ({ ...gift, keptFen: Number(gift.keptFen) + 1 }),
    },
  ],
  [
    'refundsAreEnteredOnce',
    'a refund is said to be done and is in no book',
    { collection: 'refunds', is: () => true, broken: (refund) => ({ ...refund, state: 'success' }) },
  ],
  [
    'refundsAreEnteredOnce',
    'the ledger has a refund that nobody asked for',
    ledger(isPayment, (entry) => ({ ...entry, _id: 'refund:nobody' })),
  ],
  [
    'refundsStayWithinOrders',
    'more is set aside than was paid',
    {
      collection: 'orders',
      is: ({ state }) => state === 'paid',
      broken: (order) => {
        const fen = Number(order.amountFen) + 1
        return { ...order, refunding: { fen, by: { R1: fen } } }
      },
    },
  ],
  [
    'noProjectIsBelowZero',
    'more went out of a project than came in',
    ledger(isPayment, (entry) => ({
      ...entry,
      _id: 'correction:all',
      lines: linesOf(entry).map((line) => ({
        ...line,
        amountFen: -1_000_000_000 * Math.sign(line.amountFen),
      })),
    })),
  ],
  [
    'billDaysAgree',
    'a bill says a fen more than its lines',
    {
      collection: 'bills',
      is: ({ state }) => state === 'closed',
      broken: (bill) => ({ ...bill, paidFen: Number(bill.paidFen) + 1 }),
    },
  ],
]

test('whole books have nothing wrong with them', async () => {
  expect(await world.problems()).toEqual([])
})

test.each(table)('%s says so where %s', async (check, _what, { collection, is, broken }) => {
  const document = whole[collection].find(is)
  if (!document) throw new Error(`the sample world has no such document in ${collection}`)
  await world.cloud.database.upsert(collection, [broken(document)])
  expect((await world.problems()).map((problem) => problem.check)).toContain(check)
})

test('every nightly check of money is in the table', async () => {
  const { checks } = await import('../../cloudfunctions/domain/checks')
  const others = ['seats', 'signUps', 'checkIns', 'recognised', 'people', 'bodies']
  const { personChecks } = await import('../../cloudfunctions/domain/person-checks')
  const ofMoney = Object.keys(checks).filter(
    (name) => !(name in personChecks) && !others.some((prefix) => name.startsWith(prefix)),
  )
  expect(new Set(table.map(([check]) => check))).toEqual(new Set(ofMoney))
})
