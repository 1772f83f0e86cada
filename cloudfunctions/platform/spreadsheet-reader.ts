/** Reads tables that people made with any spreadsheet program: .xlsx, and .csv however it is encoded. */

import { unpackedBytes } from './unpacked-bytes'

/** Ten times what the largest honest table needs: more would only be there to fill the function's memory. */
const unpackedBytesAtMost = 200 * 1024 * 1024

const unreadable = '这个表格打不开，请另存为 .xlsx 再试'

/** The rows of a table as texts, of all lines down from the first; or why there are none, in words for who made it. */
export type ReadTable = { readonly rows: readonly (readonly string[])[] } | { readonly problem: string }

const isZip = (bytes: Buffer) => bytes.subarray(0, 4).equals(Buffer.from('PK\u0003\u0004', 'latin1'))

const asText = (cell: unknown): string => {
  if (cell === null || cell === undefined) return ''
  if (cell instanceof Date) return cell.toISOString().slice(0, 10)
  return String(cell).trim()
}

/** An .xlsx is known by its first bytes, whatever its name says; anything else has to be a text. */
export async function readTable(bytes: Buffer): Promise<ReadTable> {
  return isZip(bytes) ? readWorkbook(bytes) : readText(bytes)
}

async function readWorkbook(bytes: Buffer): Promise<ReadTable> {
  const unpacked = unpackedBytes(bytes)
  if (unpacked === Number.POSITIVE_INFINITY) return { problem: unreadable }
  if (unpacked > unpackedBytesAtMost) return { problem: '这个表格太大，请分成几个文件' }
  // Loaded by whoever imports: no other call pays for it.
  const { readSheet } = await import('read-excel-file/universal')
  try {
    const rows = await readSheet(new Blob([new Uint8Array(bytes)]))
    return { rows: rows.map((row) => row.map(asText)) }
  } catch {
    return { problem: unreadable }
  }
}

/** The encodings in which spreadsheet programs write texts here; the first that fits every byte is it. */
const encodings = ['utf-8', 'gb18030'] as const

/** Undefined for what is no text: no spreadsheet program writes a character zero. */
function decoded(bytes: Buffer): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes.includes(0)) return undefined
  for (const encoding of encodings) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes)
    } catch {
      // Then it is the next one's.
    }
  }
  return undefined
}

async function readText(bytes: Buffer): Promise<ReadTable> {
  const text = decoded(bytes)
  if (text === undefined) return { problem: '这不是表格文件，请选择 .xlsx 或 .csv' }
  const { parse } = await import('csv-parse/sync')
  const [head = ''] = text.split('\n', 1)
  const delimiter = head.includes(',') ? ',' : '\t'
  try {
    const rows: string[][] = parse(text, {
      delimiter,
      relax_column_count: true,
      skip_empty_lines: false,
      trim: true,
    })
    return { rows }
  } catch (error) {
    const { lines } = error as { lines?: number }
    return { problem: `第 ${lines ?? 1} 行附近的引号没有成对，请改正后再试` }
  }
}
