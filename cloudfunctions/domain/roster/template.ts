/** The table that a roster is written into: its headings, one line to show how, and the colleges' names to choose from. */
import type { ExportedFile } from '../../../miniprogram/contract/my-data'
import { type RosterColumn, rosterColumns } from '../../../miniprogram/contract/roster'
import { workbookOf } from '../my-data/workbook'

const columns = Object.keys(rosterColumns) as RosterColumn[]

const hints: Readonly<Record<RosterColumn, string>> = {
  name: '必填，2 至 30 个字',
  college: '必填，与“学院名称”表中的写法一致',
  entryYear: '必填，四位年份，如 2008',
  degree: '专科、本科、硕士、博士或其他；可空',
  programme: '可空',
  className: '可空；填了的，认证后以此为准',
  studentNumber: '可空；同名同年级的靠它区分，只保存后四位',
}

/** The example's own line would be imported as it stands, so it is on the sheet of hints. */
const exampleOf = (college: string): Readonly<Record<RosterColumn, string>> => ({
  name: '张三',
  college,
  entryYear: '2008',
  degree: '本科',
  programme: '软件工程',
  className: '软件工程 0801 班',
  studentNumber: '200801150',
})

export async function rosterTemplate(colleges: readonly string[]): Promise<ExportedFile> {
  const example = exampleOf(colleges[0] ?? '')
  const bytes = await workbookOf([
    { title: '名册', columns: columns.map((column) => rosterColumns[column]), rows: [] },
    {
      title: '填写说明',
      columns: ['列', '怎么填', '例'],
      rows: columns.map((column) => [rosterColumns[column], hints[column], example[column]]),
    },
    { title: '学院名称', columns: ['学院'], rows: colleges.map((name) => [name]) },
  ])
  return { fileName: '校友名册模板.xlsx', encoding: 'base64', content: bytes.toString('base64') }
}
