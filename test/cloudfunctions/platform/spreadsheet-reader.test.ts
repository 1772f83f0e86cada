/** Tables are read however they were written, and one that would fill the function's memory is not unpacked. */
import writeExcelFile from 'write-excel-file/node'
import { readTable } from '../../../cloudfunctions/platform/spreadsheet-reader'
import { unpackedBytes } from '../../../cloudfunctions/platform/unpacked-bytes'

const workbook = (): Promise<Buffer> =>
  writeExcelFile([
    [{ value: '姓名' }, { value: '入学年份' }],
    [{ value: '林知远' }, { value: 2008 }],
  ]).toBuffer()

const rows = [
  ['姓名', '入学年份'],
  ['林知远', '2008'],
]

test('an .xlsx is read', async () => {
  expect(await readTable(await workbook())).toEqual({ rows })
})

test.each([
  ['UTF-8', Buffer.from('姓名,入学年份\n林知远,2008\n')],
  ['UTF-8 with a mark', Buffer.from('\ufeff姓名,入学年份\n林知远,2008\n')],
  ['GBK', Buffer.from('d0d5c3fb2cc8ebd1a7c4eab7dd0ac1d6d6aad4b62c323030380a', 'hex')],
  ['UTF-16', Buffer.from('\ufeff姓名\t入学年份\n林知远\t2008\n', 'utf16le')],
])('a text in %s is read', async (_encoding, bytes) => {
  expect(await readTable(bytes)).toEqual({ rows })
})

test('what says that it unpacks to gigabytes is refused unread', async () => {
  const bytes = await workbook()
  const entry = bytes.indexOf(Buffer.from('504b0102', 'hex'))
  bytes.writeUInt32LE(3_000_000_000, entry + 24)
  expect(unpackedBytes(bytes)).toBeGreaterThanOrEqual(3_000_000_000)
  expect(await readTable(bytes)).toEqual({ problem: '这个表格太大，请分成几个文件' })
})

test('a table of contents that ends too early counts as endless', async () => {
  const bytes = await workbook()
  expect(unpackedBytes(bytes.subarray(0, bytes.length - 30))).toBe(Number.POSITIVE_INFINITY)
})
