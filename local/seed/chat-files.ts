/** Rosters as colleges have them: what lies in a reviewer's chats in the preview. */
import { writeSpreadsheet } from '../../cloudfunctions/platform/spreadsheet-writer'
import type { ChatFile } from '../phone/server/world'
import { announcedCode } from './offline-gifts'

const headings = ['姓名', '学院', '入学年份', '学历', '专业', '班级', '学号']
const computing = '计算机与人工智能学院'

/** Nobody of them is on the sample roster, but for the last, who is there with less. */
const graduates: readonly (readonly string[])[] = [
  ['沈清和', computing, '2006', '本科', '软件工程', '软件工程 0601 班', '200606101'],
  ['沈清和', computing, '2006', '本科', '网络工程', '网络工程 0602 班', '200606233'],
  ['陆之遥', computing, '2009', '硕士', '计算机科学', '', '200909007'],
  ['纪长风', computing, '2011', '本科', '人工智能', '人工智能 1101 班', '201111018'],
  ['叶知秋', computing, '2013', '博士', '计算机科学', '', ''],
  ['林知远', computing, '2008', '本科', '软件工程', '软件工程 0802 班', '200830815'],
]

/** Mistakes as people make them. */
const mistakes: readonly (readonly string[])[] = [
  ['温如玉', computing, '09', '本科', '软件工程', '', '200909111'],
  ['顾念', '计算机系', '2010', '本科', '网络工程', '', '201010022'],
  ['秦朗', computing, '2012', '函授', '软件工程', '', '201212003'],
  ['白露', '土木与交通工程学院', '2012', '本科', '土木工程', '', '201212104'],
  ['纪长风', computing, '2011', '本科', '人工智能', '人工智能 1101 班', '201111018'],
]

/** A statement of the bank: one line names the gift that was announced, one nobody knows, one went out. */
const statement: readonly string[] = [
  '交易日期,收入金额,支出金额,对方户名,附言,流水号',
  `2026-11-20,"7,000.00",,周书恒,捐赠 ${announcedCode},B0001`,
  '2026-11-20,88.00,,许若岚,祝母校生日快乐,B0002',
  '2026-11-21,,5.00,银行,手续费,B0003',
]

const asCsv = (rows: readonly (readonly string[])[]) =>
  Buffer.from(`\ufeff${[headings, ...rows].map((row) => row.join(',')).join('\r\n')}\r\n`)

export const chatFiles = async (): Promise<readonly ChatFile[]> => [
  { name: '计算机学院毕业生名册.xlsx', bytes: await writeSpreadsheet(headings, graduates) },
  { name: '计算机学院名册（待核对）.csv', bytes: asCsv([...graduates, ...mistakes]) },
  { name: '基金会银行流水.csv', bytes: Buffer.from(`\ufeff${statement.join('\r\n')}\r\n`) },
  { name: '座谈会纪要.txt', bytes: Buffer.from('本周五下午三点，行政楼三层。') },
]
