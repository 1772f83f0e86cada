/** Story: a reviewer brings in the roster of their college: tries a file, imports it, and takes it back. */
import { readSheet } from 'read-excel-file/node'
import type { RosterRow } from '../../cloudfunctions/domain/roster/records'
import { personIdOf } from '../../cloudfunctions/platform/ids'
import { writeSpreadsheet } from '../../cloudfunctions/platform/spreadsheet-writer'
import { fresh, minutePasses, register } from '../support/lives'
import { RosterDesk, rosterCells, rosterCollege, rosterCsv, rosterHeadings } from '../support/roster-desk'
import type { Phone } from '../support/world'
import { TestWorld } from '../support/world'

let world: TestWorld
/** Reviews for the computing college alone. */
let reviewer: Phone
let administrator: Phone
let desk: RosterDesk
beforeAll(async () => {
  world = await TestWorld.open()
  reviewer = world.persona('reviewer')
  administrator = world.persona('administrator')
  desk = new RosterDesk(world, reviewer)
})
afterEach(async () => {
  await minutePasses(world)
  expect(await world.problems()).toEqual([])
})
afterAll(() => world.close())

const studies = (entryYear = 2003) => [
  { collegeId: 'college-computing', entryYear, degree: 'bachelor' as const },
]
const statusOf = async (phone: Phone) => (await phone.call('alumni.readMe', {})).person?.status

describe('a file that is tried', () => {
  test('says of every row what would become of it, and naming column and row what is wrong', async () => {
    const [known] = (await world.cloud.database.find('rosterRows', {
      _id: 'sample:newcomer',
    })) as unknown as [RosterRow]
    const knownLine = { name: known.name, year: '2008', className: known.className, number: '20080815' }
    const batch = await desk.tryFile(
      rosterCsv([
        { name: '试新', number: '20030001' },
        knownLine,
        { name: '' },
        { name: '试学院', college: '不存在的学院' },
        { name: '试年份', year: '03' },
        { name: '试学历', degree: '函授' },
        { name: '试学号', number: '2.003E+11' },
        { name: '试范围', college: '土木与交通工程学院' },
        { name: '试新', number: '20030001' },
      ]),
    )
    expect(batch).toMatchObject({
      state: 'checked',
      rows: 9,
      counts: { new: 1, changed: 0, same: 1, wrong: 5, outside: 1, duplicate: 1 },
    })
    const linesOf = async (verdict: 'wrong' | 'outside' | 'duplicate' | 'same') => {
      const { lines } = await reviewer.call('roster.listLines', { batchId: batch.batchId, verdict })
      return lines.map(({ problem }) => problem)
    }
    expect(await linesOf('wrong')).toEqual([
      '第 4 行“姓名”：请填写姓名',
      '第 5 行“学院”：没有名为“不存在的学院”的学院',
      '第 6 行“入学年份”：应为四位年份，如 2008',
      '第 7 行“学历”：应为专科、本科、硕士、博士或其他',
      '第 8 行“学号”：变成了科学计数，请把这一列设为文本',
    ])
    expect(await linesOf('outside')).toEqual(['第 9 行“学院”：不在本次导入的范围内'])
    expect(await linesOf('duplicate')).toEqual(['第 10 行与第 2 行是同一人'])
    expect(await linesOf('same')).toEqual([''])
    expect(await desk.rowsNamed('试新')).toEqual([])
  })

  test.each([
    ['UTF-8', rosterCsv([{ name: '编码甲' }])],
    ['UTF-8 with a mark', Buffer.concat([Buffer.from('\ufeff'), rosterCsv([{ name: '编码甲' }])])],
    // 姓名,学院,入学年份 and 编码甲, as a Chinese spreadsheet program writes them.
    [
      'GBK',
      Buffer.concat([
        Buffer.from('d0d5c3fb2cd1a7d4ba2cc8ebd1a7c4eab7dd0d0a', 'hex'),
        Buffer.from('b1e0c2ebbcd72c', 'hex'),
        Buffer.from('bcc6cbe3bbfad3ebc8cbb9a4d6c7c4dcd1a7d4ba', 'hex'),
        Buffer.from(',2003'),
      ]),
    ],
    [
      'UTF-16',
      Buffer.from(
        `\ufeff${rosterCsv([{ name: '编码甲' }])
          .toString()
          .replaceAll(',', '\t')}`,
        'utf16le',
      ),
    ],
  ])('is read in %s', async (_encoding, bytes) => {
    const { batchId, counts } = await desk.tryFile(bytes)
    expect(counts.new).toBe(1)
    const { lines } = await reviewer.call('roster.listLines', { batchId, verdict: 'new' })
    expect(lines[0]?.cells).toMatchObject({ name: '编码甲', college: rosterCollege })
  })

  test('is read as a workbook, whatever its numbers are', async () => {
    const bytes = await writeSpreadsheet(rosterHeadings, [
      rosterCells({ name: '表格甲', number: '20030002' }),
    ])
    expect((await desk.tryFile(bytes, 'xlsx')).counts.new).toBe(1)
  })

  test.each([
    ['nothing in it', Buffer.from(''), '文件里没有内容'],
    ['no headings', Buffer.from('张三,计算机,2003'), '第 1 行应为表头，缺少“姓名”、“学院”、“入学年份”一列'],
    ['no table', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2]), '这不是表格文件，请选择 .xlsx 或 .csv'],
    [
      'a broken workbook',
      Buffer.from('PK\u0003\u0004 no more than this'),
      '这个表格打不开，请另存为 .xlsx 再试',
    ],
  ])('with %s is not read, and says why', async (_what, bytes, problem) => {
    expect(await desk.tryFile(bytes)).toMatchObject({ state: 'failed', problem })
  })

  test('leaves nothing of itself in the cloud, read or dropped', async () => {
    const files = async () =>
      (await world.cloud.storage.list()).filter(({ path }) => path.startsWith('rosters/'))
    const { batchId } = await desk.tryFile(rosterCsv([{ name: '弃置甲' }]))
    expect(await files()).toEqual([])
    expect((await reviewer.call('roster.drop', { batchId })).state).toBe('dropped')
    expect(await world.cloud.database.find('rosterChunks', { batchId })).toEqual([])
    const { batchId: left } = await desk.tryFile(rosterCsv([{ name: '弃置乙' }]))
    world.clock.advance(24 * 3_600_000)
    await world.tick()
    expect((await reviewer.call('roster.read', { batchId: left })).state).toBe('dropped')
    expect(await world.cloud.database.find('rosterChunks', { batchId: left })).toEqual([])
  })

  test('gives a spreadsheet of what needs a look, in which nothing calculates', async () => {
    const { batchId } = await desk.tryFile(rosterCsv([{ name: '=1+1' }, { name: '下载甲', year: '=2' }]))
    const { url, rows } = await reviewer.call('roster.exportLines', { batchId })
    const sheet = (await readSheet(Buffer.from(await (await fetch(url)).arrayBuffer()))) as string[][]
    expect(rows).toBe(1)
    expect(sheet[1]?.slice(0, 6)).toEqual([
      '3',
      '有误',
      '第 3 行“入学年份”：应为四位年份，如 2008',
      '下载甲',
      rosterCollege,
      "'=2",
    ])
  })
})

describe('an import', () => {
  test('recognises whoever registers afterwards, and whoever waited for it; they are told', async () => {
    const waiting = await register(world.stranger(fresh('roster')), { name: '久候甲', educations: studies() })
    expect(await statusOf(waiting.phone)).toBe('pending')
    const { batchId, state } = await desk.importFile(rosterCsv([{ name: '久候甲' }, { name: '新到乙' }]))
    expect(state).toBe('imported')
    expect(await statusOf(waiting.phone)).toBe('verified')
    const arriving = await register(world.stranger(fresh('roster')), {
      name: '新到乙',
      educations: studies(),
    })
    expect(await statusOf(arriving.phone)).toBe('verified')
    expect(await reviewer.call('roster.read', { batchId })).toMatchObject({ claimed: 2 })
    await world.tick()
    const told = await world.cloud.database.find('outbox', { personId: waiting.personId })
    expect(told).toHaveLength(1)
  })

  test('leaves whom a reviewer had sent back into the queue to the reviewers', async () => {
    const { phone, personId } = await register(world.stranger(fresh('roster')), {
      name: '回炉甲',
      educations: studies(),
    })
    await administrator.call('registrations.review', {
      personId,
      revision: 0,
      decision: 'accept',
    })
    await administrator.call('registrations.reopen', { personId, reason: '认错了人' })
    await desk.importFile(rosterCsv([{ name: '回炉甲' }]))
    expect(await statusOf(phone)).toBe('pending')
  })

  test('of namesakes asks for the last four of the student number, and a miss hears what a near miss hears', async () => {
    await desk.importFile(
      rosterCsv([
        { name: '同名甲', number: '20031111' },
        { name: '同名甲', number: '20032222' },
      ]),
    )
    const withNumber = (studentNumberLast4: string) =>
      register(world.stranger(fresh('roster')), { name: '同名甲', educations: studies(), studentNumberLast4 })
    const [near, miss, right] = [await withNumber(''), await withNumber('9999'), await withNumber('2222')]
    expect(await Promise.all([near, miss, right].map(({ phone }) => statusOf(phone)))).toEqual([
      'pending',
      'pending',
      'verified',
    ])
  })

  test('again, of the same file or the same rows, changes nothing', async () => {
    const lines = [
      { name: '再导甲', number: '20030011' },
      { name: '再导乙', className: '软件 0301' },
    ]
    await desk.importFile(rosterCsv(lines))
    const before = await world.cloud.database.find('rosterRows', {})
    const again = await desk.importFile(
      await writeSpreadsheet(rosterHeadings, [...lines].reverse().map(rosterCells)),
      'xlsx',
    )
    expect(again.counts).toMatchObject({ new: 0, changed: 0, same: 2 })
    expect(await world.cloud.database.find('rosterRows', {})).toEqual(before)
  })

  test('of a better list adds to what a poorer one told, and a poorer one takes nothing away', async () => {
    await desk.importFile(rosterCsv([{ name: '补全甲' }]))
    const better = await desk.importFile(
      rosterCsv([{ name: '补全甲', className: '软件 0302', number: '20030012' }]),
    )
    expect(better.counts).toMatchObject({ new: 0, changed: 1 })
    expect((await desk.importFile(rosterCsv([{ name: '补全甲' }]))).counts).toMatchObject({
      new: 0,
      changed: 0,
      same: 1,
    })
    expect(await desk.rowsNamed('补全甲')).toMatchObject([
      { className: '软件 0302', studentNumberLast4: '0012' },
    ])
  })

  test('may be asked for twice, and not of a file that is not ready', async () => {
    const batchId = await desk.begin(reviewer, rosterCsv([{ name: '两次甲' }]))
    expect(await reviewer.outcome('roster.import', { batchId })).toBe('ROSTER_NOT_READY')
    await desk.follow(reviewer, batchId)
    await reviewer.call('roster.import', { batchId })
    expect(await reviewer.outcome('roster.import', { batchId })).toBe('ok')
    await desk.follow(reviewer, batchId)
    expect(await reviewer.outcome('roster.drop', { batchId })).toBe('ROSTER_NOT_READY')
    expect(await desk.rowsNamed('两次甲')).toHaveLength(1)
  })

  test('goes on without the phone', async () => {
    const { batchId } = await desk.tryFile(rosterCsv([{ name: '离线甲' }]))
    await reviewer.call('roster.import', { batchId })
    await minutePasses(world)
    expect((await reviewer.call('roster.read', { batchId })).state).toBe('imported')
    expect(await desk.rowsNamed('离线甲')).toHaveLength(1)
  })
})

describe('an import that is taken back', () => {
  test('removes what it added and restores what it changed, but for rows that recognised somebody', async () => {
    await desk.importFile(rosterCsv([{ name: '撤销甲' }]))
    const { batchId } = await desk.importFile(
      rosterCsv([{ name: '撤销甲', className: '软件 0303' }, { name: '撤销乙' }, { name: '撤销丙' }]),
    )
    const person = await register(world.stranger(fresh('roster')), { name: '撤销丙', educations: studies() })
    expect(await desk.undo(batchId)).toMatchObject({ state: 'undone', claimed: 1 })
    expect(await desk.rowsNamed('撤销甲')).toMatchObject([{ className: '' }])
    expect(await desk.rowsNamed('撤销乙')).toEqual([])
    expect(await desk.rowsNamed('撤销丙')).toMatchObject([{ claimedBy: person.personId }])
    expect(await statusOf(person.phone)).toBe('verified')
  })

  test('comes back by importing the file again', async () => {
    const lines = [{ name: '往返甲', number: '20030021' }]
    const { batchId } = await desk.importFile(rosterCsv(lines))
    const first = await desk.rowsNamed('往返甲')
    await desk.undo(batchId)
    await desk.importFile(rosterCsv(lines))
    expect((await desk.rowsNamed('往返甲')).map(({ _id }) => _id)).toEqual(first.map(({ _id }) => _id))
  })
})

describe('another body’s reviewer', () => {
  test('hears of a batch what is said of one that does not exist', async () => {
    const path = `rosters/${personIdOf(administrator.openid)}/${fresh('file-')}.csv`
    const fileId = await world.cloud.storage.upload(
      path,
      rosterCsv([{ name: '外院甲', college: '土木与交通工程学院' }]),
    )
    const own = { attemptKey: fresh('try-'), bodyId: 'college-civil', fileId, fileName: '名册.csv' }
    const { batchId } = await administrator.call('roster.begin', own)
    await desk.follow(administrator, batchId)
    for (const action of [
      'roster.read',
      'roster.proceed',
      'roster.import',
      'roster.undo',
      'roster.drop',
      'roster.exportLines',
    ] as const)
      expect(await reviewer.outcome(action, { batchId })).toBe('NOT_FOUND')
    expect(await reviewer.outcome('roster.listLines', { batchId, verdict: 'new' })).toBe('NOT_FOUND')
    expect((await reviewer.call('roster.list', {})).batches.map((batch) => batch.batchId)).not.toContain(
      batchId,
    )
    expect((await administrator.call('roster.list', {})).batches.map((batch) => batch.batchId)).toContain(
      batchId,
    )
  })

  test('can begin no import there, and nobody one of a file of others or of another kind', async () => {
    const begun = (bodyId: string, fileId: string) =>
      reviewer.outcome('roster.begin', { attemptKey: fresh('try-'), bodyId, fileId, fileName: '名册.csv' })
    const folder = `rosters/${personIdOf(reviewer.openid)}`
    const own = await world.cloud.storage.upload(`${folder}/a.csv`, rosterCsv([]))
    const others = await world.cloud.storage.upload('rosters/somebody/a.csv', rosterCsv([]))
    const picture = await world.cloud.storage.upload(`${folder}/a.jpg`, rosterCsv([]))
    expect(await begun('college-civil', own)).toBe('NOT_FOUND')
    expect(await begun('jiangcheng', own)).toBe('NOT_FOUND')
    expect(await begun('college-computing', others)).toBe('INVALID_INPUT')
    expect(await begun('college-computing', picture)).toBe('INVALID_INPUT')
  })
})

test('every order about a roster is in the trail', async () => {
  const { batchId } = await desk.importFile(rosterCsv([{ name: fresh('留痕') }]))
  await desk.undo(batchId)
  const trail = await world.cloud.database.find('audit', { target: batchId })
  expect(trail.map(({ action }) => action)).toEqual(['roster.import', 'roster.undo'])
})

test('the template names the columns and the colleges that the caller may import for', async () => {
  const { content, fileName } = await reviewer.call('roster.template', {})
  const sheet = await readSheet(Buffer.from(content, 'base64'))
  expect(sheet).toEqual([rosterHeadings])
  expect(fileName).toMatch(/\.xlsx$/)
})
