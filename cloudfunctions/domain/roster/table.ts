/** What a file says of people: its headings, and row by row what can be read and what is wrong. Pure. */
import { type Degree, degrees } from '../../../miniprogram/contract/alumni'
import { parse, text } from '../../../miniprogram/contract/fields'
import { type RosterColumn, rosterColumns, rosterRowsAtMost } from '../../../miniprogram/contract/roster'
import { derivedId, keyedHash } from '../../platform/ids'
import { normalisedClass, normalisedName } from '../../platform/spelling'
import type { FileRow } from './records'
import { matchText } from './rules'

export type Cells = Readonly<Record<RosterColumn, string>>

/** What else schools call a column. */
const otherHeadings: Readonly<Record<RosterColumn, readonly string[]>> = {
  name: ['学生姓名', '校友姓名'],
  college: ['院系', '所属学院', '学院名称'],
  entryYear: ['入学年', '年级', '入学年级'],
  degree: ['学历层次', '培养层次', '层次', '学位'],
  programme: ['专业名称'],
  className: ['班级名称'],
  studentNumber: ['学生学号', '学号/证号'],
}

const requiredColumns: readonly RosterColumn[] = ['name', 'college', 'entryYear']
const columns = Object.keys(rosterColumns) as RosterColumn[]

const plain = (heading: string) => heading.normalize('NFKC').replace(/[\s*＊]|[（(].*[)）]/g, '')

const columnOf = (heading: string): RosterColumn | undefined =>
  columns.find(
    (column) => rosterColumns[column] === plain(heading) || otherHeadings[column].includes(plain(heading)),
  )

export interface NumberedCells {
  readonly line: number
  readonly cells: Cells
}

/** The rows below the headings, as far as something is written in them; or why there are none. */
export function rowsBelowHeadings(
  table: readonly (readonly string[])[],
): { readonly rows: readonly NumberedCells[] } | { readonly problem: string } {
  const head = table.findIndex((row) => row.some((cell) => cell !== ''))
  if (head < 0) return { problem: '文件里没有内容' }
  const places = new Map((table[head] ?? []).map((heading, place) => [columnOf(heading), place]))
  const missing = requiredColumns.filter((column) => !places.has(column))
  if (missing.length > 0)
    return {
      problem: `第 ${head + 1} 行应为表头，缺少${missing.map((column) => `“${rosterColumns[column]}”`).join('、')}一列`,
    }
  const cellsOf = (row: readonly string[]) =>
    Object.fromEntries(
      columns.map((column) => [column, row[places.get(column) ?? -1] ?? '']),
    ) as unknown as Cells
  const rows = table
    .map((row, place) => ({ line: place + 1, cells: cellsOf(row) }))
    .slice(head + 1)
    .filter(({ cells }) => Object.values(cells).some((cell) => cell !== ''))
  if (rows.length === 0) return { problem: '表头下面没有内容' }
  if (rows.length > rosterRowsAtMost)
    return { problem: `一次最多导入 ${rosterRowsAtMost.toLocaleString('zh-CN')} 行，请分成几个文件` }
  return { rows }
}

const degreeWords: Readonly<Record<Degree, readonly string[]>> = {
  junior: ['专科', '大专', '高职'],
  bachelor: ['本科', '学士', '大学本科'],
  master: ['硕士', '研究生', '硕士研究生'],
  doctor: ['博士', '博士研究生'],
  other: ['', '其他'],
}

const degreeOf = (cell: string): Degree | undefined =>
  (Object.keys(degrees) as Degree[]).find((degree) => degreeWords[degree].includes(cell))

const yearOf = (cell: string, latestYear: number): number | undefined => {
  const year = Number(/^(\d{4})(?:年|级|-\d\d?-\d\d?|\/\d\d?\/\d\d?)?$/.exec(cell)?.[1] ?? Number.NaN)
  return year >= 1900 && year <= latestYear ? year : undefined
}

export interface KnownCollege {
  readonly collegeId: string
  readonly isWithin: boolean
}

/** What rows are judged by. */
export interface Ground {
  /** Colleges by their plain name. */
  readonly colleges: ReadonlyMap<string, KnownCollege>
  readonly latestYear: number
}

interface Judged {
  readonly verdict: FileRow['verdict']
  readonly problem: string
  readonly row: FileRow['row']
}

const nameSchema = text('姓名', { min: 2, max: 30 })
const shortSchemas = {
  programme: text('专业', { min: 0, max: 30 }),
  className: text('班级', { min: 0, max: 30 }),
}

/** One row by itself: readable, and of whose college; whether it is known already is asked later. */
export function judgeCells(line: number, cells: Cells, ground: Ground): Judged {
  const wrong = (column: RosterColumn, why: string): Judged => ({
    verdict: 'wrong',
    problem: `第 ${line} 行“${rosterColumns[column]}”：${why}`,
    row: null,
  })
  const name = parse(nameSchema, cells.name)
  if (!name.ok) return wrong('name', Object.values(name.fields)[0] ?? '有误')
  if (cells.college === '') return wrong('college', '没有填写')
  const college = ground.colleges.get(normalisedClass(cells.college))
  if (!college) return wrong('college', `没有名为“${cells.college.slice(0, 30)}”的学院`)
  const entryYear = yearOf(cells.entryYear.normalize('NFKC'), ground.latestYear)
  if (entryYear === undefined) return wrong('entryYear', '应为四位年份，如 2008')
  const degree = degreeOf(cells.degree.normalize('NFKC'))
  if (degree === undefined) return wrong('degree', '应为专科、本科、硕士、博士或其他')
  const programme = parse(shortSchemas.programme, cells.programme)
  if (!programme.ok) return wrong('programme', '最多30个字')
  const className = parse(shortSchemas.className, cells.className)
  if (!className.ok) return wrong('className', '最多30个字')
  // Without the hyphens that some schools write: the last four are asked for as letters and digits.
  const number = cells.studentNumber.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase()
  if (/^\d(\.\d+)?E\+\d+$/.test(number)) return wrong('studentNumber', '变成了科学计数，请把这一列设为文本')
  if (!/^$|^[0-9A-Z]{4,30}$/.test(number)) return wrong('studentNumber', '应为 4 至 30 位字母或数字')
  const { collegeId } = college
  if (!college.isWithin)
    return { verdict: 'outside', problem: `第 ${line} 行“学院”：不在本次导入的范围内`, row: null }
  const facts = {
    matchKey: keyedHash('roster', matchText(name.value, entryYear, collegeId)),
    name: name.value,
    collegeId,
    entryYear,
    degree,
    programme: programme.value,
    className: className.value,
    studentNumberLast4: number.slice(-4),
  }
  const known =
    number === ''
      ? [
          'roster row',
          collegeId,
          normalisedName(name.value),
          `${entryYear}`,
          degree,
          normalisedClass(className.value),
        ]
      : ['roster row', collegeId, number]
  // Keyed before it is shortened: nobody with the database alone may try student numbers one after the other.
  return {
    verdict: 'new',
    problem: '',
    row: { _id: derivedId(keyedHash('roster row', known.join('|'))), facts },
  }
}

/** All rows of a file: beside what each says, which of them say the same. */
export function judgeRows(rows: readonly NumberedCells[], ground: Ground): FileRow[] {
  const firstLines = new Map<string, number>()
  const namesakes = new Map<string, number>()
  const judged = rows.map(({ line, cells }) => {
    const found = judgeCells(line, cells, ground)
    if (!found.row) return { line, cells, ...found }
    const first = firstLines.get(found.row._id)
    if (first !== undefined)
      return {
        line,
        cells,
        verdict: 'duplicate' as const,
        problem: `第 ${line} 行与第 ${first} 行是同一人`,
        row: null,
      }
    firstLines.set(found.row._id, line)
    const { matchKey } = found.row.facts
    namesakes.set(matchKey, (namesakes.get(matchKey) ?? 0) + 1)
    return { line, cells, ...found }
  })
  return judged.map((row) => ({
    ...row,
    isSole: row.row !== null && namesakes.get(row.row.facts.matchKey) === 1,
  }))
}
