/** Story: what comes by bank, in cash or as things: announced, received, proved, counted once, put right. */
import { statementFolder } from '../../miniprogram/contract/giving-offline'
import type { Input } from '../../miniprogram/contract/index'
import { interruptEverywhere } from '../support/interruptions'
import { TestWorld } from '../support/world'

let world: TestWorld
beforeAll(async () => {
  world = await TestWorld.open()
})
afterEach(async () => {
  expect(await world.problems()).toEqual([])
})
afterAll(() => world.close())

const treasurer = () => world.persona('treasurer')
const alumnus = () => world.persona('alumnus')
const projectId = 'project-scholarship'

let made = 0
const fresh = () => `offline-${made++}`

const raised = async () =>
  (await world.persona('visitor').call('giving.readProject', { projectId })).project.raisedFen
const entriesOf = (orderNo: string) => world.cloud.database.find('ledger', { orderNo })

const announced = (changes: Partial<Input<'giving.announce'>> = {}) =>
  alumnus().call('giving.announce', {
    attemptKey: fresh(),
    projectId,
    way: 'transfer',
    amountFen: 100_000,
    goods: [],
    details: '',
    isAnonymous: false,
    ...changes,
  })

const entered = (changes: Partial<Input<'giving.enterOffline'>> = {}) =>
  treasurer().call('giving.enterOffline', {
    draftKey: fresh(),
    projectId,
    donorKind: 'enterprise',
    donorName: '江城桥梁公司',
    isAnonymous: false,
    way: 'cheque',
    amountFen: 500_000,
    goods: [],
    details: '',
    receivedAt: world.clock.now(),
    ...changes,
  })

const headings = '交易日期,收入金额,对方户名,附言,流水号'

async function imported(lines: readonly string[], isTrial = false) {
  const { person } = await treasurer().call('alumni.readMe', {})
  const path = `${statementFolder(person?.personId ?? '')}/${fresh()}.csv`
  const fileId = await world.cloud.storage.upload(path, Buffer.from([headings, ...lines].join('\n')))
  return treasurer().call('giving.importStatement', { fileId, isTrial })
}

test('what is announced is not counted until it has come, then once, and thanked for', async () => {
  const before = await raised()
  const input = { attemptKey: fresh() }
  const { orderNo } = await announced(input)
  expect((await announced(input)).orderNo).toBe(orderNo)
  expect(await raised()).toBe(before)
  expect(await alumnus().call('giving.readThanks', { orderNo })).toMatchObject({ state: 'pending' })
  const receipt = { orderNo, amountFen: 100_000, receivedAt: world.clock.now() }
  await treasurer().call('giving.receive', receipt)
  await treasurer().call('giving.receive', receipt)
  expect(await raised()).toBe(before + 100_000)
  expect(await entriesOf(orderNo)).toMatchObject([
    { lines: [{ account: 'bank', amountFen: 100_000 }, { amountFen: -100_000 }] },
  ])
  await world.tick()
  const { messages } = await alumnus().call('messages.list', {})
  expect(messages.filter(({ url }) => url.includes(orderNo))).toHaveLength(1)
})

test('things are told by quantity and unit, and are no money in any total', async () => {
  const before = await raised()
  const books = [{ name: '图书', quantity: 20, unit: '册' }]
  const { orderNo } = await entered({ way: 'materials', amountFen: 0, goods: books, worthFen: 70_000 })
  expect(await raised()).toBe(before)
  expect(await entriesOf(orderNo)).toEqual([])
  const { honours } = await world.persona('visitor').call('giving.listHonours', { projectId })
  expect(honours[0]).toMatchObject({ donorName: '江城桥梁公司', amountFen: 0, goods: '图书 20 册' })
  const asMoney = { way: 'materials', amountFen: 70_000, goods: books } as const
  await expect(entered(asMoney)).rejects.toMatchObject({ code: 'INVALID_INPUT' })
})

test('a mistake is put right by another entry with its reason; what was entered stays', async () => {
  const before = await raised()
  const { orderNo } = await entered()
  const fix = { orderNo, fromFen: 500_000, amountFen: 50_000, reason: '支票金额多记一位' }
  await treasurer().call('giving.correct', fix)
  expect(await treasurer().outcome('giving.correct', fix)).toBe('GIFT_CHANGED')
  expect(await raised()).toBe(before + 50_000)
  expect(await entriesOf(orderNo)).toMatchObject([
    { lines: [{ amountFen: 500_000 }, { amountFen: -500_000 }] },
    { reason: '支票金额多记一位', lines: [{ amountFen: -450_000 }, { amountFen: 450_000 }] },
  ])
  await treasurer().call('giving.correct', { ...fix, fromFen: 50_000, amountFen: 0 })
  expect(await raised()).toBe(before)
})

test('a line of the bank that names a gift by its code is its receipt, and the same file again is nothing new', async () => {
  const before = await raised()
  const { orderNo } = await announced()
  const lines = [
    `2026-11-20,"1,000.00",周书恒,捐赠 ${orderNo.toLowerCase()},S1`,
    '2026-11-20,88.00,某人,母校生日快乐,S2',
    '2026-11-20,-5.00,银行,手续费,S3',
    '去年,5.00,某人,,S4',
  ]
  expect(await imported(lines, true)).toMatchObject({ fresh: 2, known: 0, outgoing: 1 })
  expect(await raised()).toBe(before)
  expect(await imported(lines)).toMatchObject({
    fresh: 2,
    outgoing: 1,
    problems: ['第 5 行：日期无法识别'],
  })
  expect(await imported(lines)).toMatchObject({ fresh: 0, known: 2 })
  expect(await raised()).toBe(before + 100_000)
  const { rows } = await treasurer().call('giving.listBankRows', { state: 'open' })
  expect(rows.filter(({ payer }) => payer === '某人')).toMatchObject([{ amountFen: 8800 }])
})

test('a line without a code is claimed by staff once: for a gift, as a new gift, or as none', async () => {
  const { orderNo } = await entered({ way: 'transfer', amountFen: 12_300 })
  await imported([
    '2026-11-20,123.00,江城桥梁公司,捐款,T1',
    '2026-11-20,77.00,校友,捐款,T2',
    '2026-11-20,0.42,银行,利息,T3',
  ])
  const { rows } = await treasurer().call('giving.listBankRows', { state: 'open' })
  const idOf = (amountFen: number) => rows.find((row) => row.amountFen === amountFen)?.rowId ?? ''
  const wrong = { rowId: idOf(7700), orderNo }
  expect(await treasurer().outcome('giving.matchBankRow', wrong)).toBe('BANK_ROW_DIFFERS')
  await treasurer().call('giving.matchBankRow', { rowId: idOf(12_300), orderNo })
  await entered({ way: 'transfer', amountFen: 7700, rowId: idOf(7700), donorName: '一位校友' })
  await treasurer().call('giving.setAsideBankRow', { rowId: idOf(42), reason: '利息收入' })
  expect(await treasurer().outcome('giving.matchBankRow', { rowId: idOf(7700), orderNo })).toBe(
    'GIFT_CHANGED',
  )
  const left = await treasurer().call('giving.listBankRows', { state: 'open' })
  const claimed = [12_300, 7700, 42]
  expect(left.rows.filter(({ amountFen }) => claimed.includes(amountFen))).toEqual([])
})

test('what somebody announced they may take back, and nobody else', async () => {
  const { orderNo } = await announced()
  expect(await world.persona('enterprise').outcome('giving.withdrawPledge', { orderNo })).toBe('NOT_FOUND')
  await alumnus().call('giving.withdrawPledge', { orderNo })
  const late = { orderNo, amountFen: 100_000, receivedAt: world.clock.now() }
  expect(await treasurer().outcome('giving.receive', late)).toBe('GIFT_CHANGED')
  expect(await alumnus().call('giving.readThanks', { orderNo })).toMatchObject({ state: 'closed' })
})

test('a receipt that is cut off right after any of its changes is in the ledger once', async () => {
  const steps = await interruptEverywhere(
    world,
    {
      functionName: 'api',
      action: 'giving.receive',
      async prepare() {
        const { orderNo } = await announced()
        const receipt = { orderNo, amountFen: 100_000, receivedAt: world.clock.now() }
        return {
          run: () => treasurer().call('giving.receive', receipt),
          hold: async () => expect(await entriesOf(orderNo)).toHaveLength(1),
        }
      },
    },
    { moment: 'after', mend: 'retry', minutesPass: () => world.tick() },
  )
  expect(steps).toBeGreaterThan(2)
})
