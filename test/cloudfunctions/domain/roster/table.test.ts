import { type Cells, judgeRows, rowsBelowHeadings } from '../../../../cloudfunctions/domain/roster/table'

const ground = {
  colleges: new Map([
    ['计算机学院', { collegeId: 'computing', isWithin: true }],
    ['土木学院', { collegeId: 'civil', isWithin: false }],
  ]),
  latestYear: 2027,
}

beforeAll(() => {
  process.env.SECRET_KEY ??= 'a secret of thirty-two characters.'
})

const cells = (changes: Partial<Cells> = {}): Cells => ({
  name: '张明',
  college: '计算机学院',
  entryYear: '2008',
  degree: '本科',
  programme: '',
  className: '',
  studentNumber: '',
  ...changes,
})

const judged = (...rows: Partial<Cells>[]) =>
  judgeRows(
    rows.map((row, place) => ({ line: place + 2, cells: cells(row) })),
    ground,
  )

test.each([
  [{ entryYear: '2008级' }, 2008, 'bachelor'],
  [{ entryYear: '２００８年', degree: '硕士研究生' }, 2008, 'master'],
  [{ entryYear: '2008-09-01', degree: '' }, 2008, 'other'],
] as const)('%j is read as people write it', (row, entryYear, degree) => {
  expect(judged(row)[0]?.row?.facts).toMatchObject({ entryYear, degree })
})

test.each([
  [{ entryYear: '2999' }, '第 2 行“入学年份”：应为四位年份，如 2008'],
  [{ studentNumber: '12' }, '第 2 行“学号”：应为 4 至 30 位字母或数字'],
  [{ name: '张' }, '第 2 行“姓名”：姓名至少2个字'],
] as const)('%j is wrong, and the sentence names row and column', (row, problem) => {
  expect(judged(row)[0]).toMatchObject({ verdict: 'wrong', problem, row: null })
})

test('of a student number only the last four are kept, and it tells namesakes apart', () => {
  const [first, second, again] = judged(
    { studentNumber: '20080001' },
    { studentNumber: '20080002' },
    { studentNumber: '2008 0001', className: '一班' },
  )
  expect([first, second, again].map((row) => row?.verdict)).toEqual(['new', 'new', 'duplicate'])
  expect([first?.isSole, second?.isSole]).toEqual([false, false])
  expect(JSON.stringify({ ...first, cells: undefined })).not.toContain('20080001')
})

test('hyphens in a student number are no part of it: the last four can be asked for', () => {
  const [hyphened, plain] = judged({ studentNumber: '2008-15' }, { studentNumber: '200815' })
  expect(hyphened?.row?.facts.studentNumberLast4).toBe('0815')
  expect(plain?.verdict).toBe('duplicate')
})

test('a row of a college beyond the body is outside, and counts as nobody’s namesake', () => {
  const [outside, own] = judged({ college: '土木学院' }, {})
  expect(outside).toMatchObject({ verdict: 'outside', row: null })
  expect(own?.isSole).toBe(true)
})

test('headings are found below empty lines, by other names and in any order; columns beyond them do not matter', () => {
  const table = [
    ['', ''],
    ['备注', '年级', '院系', '学生姓名*'],
    ['x', '2008', '计算机学院', '张明'],
    ['', '', '', ''],
  ]
  expect(rowsBelowHeadings(table)).toEqual({ rows: [{ line: 3, cells: cells({ degree: '' }) }] })
})

test('more rows than one import takes are refused with the number', () => {
  const rows = Array.from({ length: 50_001 }, () => ['张明', '计算机学院', '2008'])
  expect(rowsBelowHeadings([['姓名', '学院', '入学年份'], ...rows])).toEqual({
    problem: '一次最多导入 50,000 行，请分成几个文件',
  })
})
