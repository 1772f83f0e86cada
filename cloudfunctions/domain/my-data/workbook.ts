/** The sections of somebody's data as an .xlsx: one sheet each, every cell a text, so that nothing in it is a formula. */
import type { DataSection } from '../../../miniprogram/contract/my-data'

/** A sheet's name holds at most 31 characters: https://support.microsoft.com/office/3f84d8e6 */
const sheetName = (title: string) => title.slice(0, 31)

const widthOf = (texts: readonly string[]) =>
  Math.min(60, Math.max(...texts.map((text) => text.length * 2)) + 4)

/** @returns the file's bytes */
export async function workbookOf(sections: readonly DataSection[]): Promise<Buffer> {
  // Loaded by the few who take their data along, so that nobody's cold start waits for it.
  const { default: writeXlsx } = await import('write-excel-file/node')
  const text = (value: string) => ({ value, type: String })
  const sheets = sections.map(({ title, columns, rows }) => ({
    sheet: sheetName(title),
    columns: columns.map((column, place) => ({
      width: widthOf([column, ...rows.map((row) => row[place] ?? '')]),
    })),
    data: [
      columns.map((column) => ({ ...text(column), fontWeight: 'bold' as const })),
      ...rows.map((row) => row.map(text)),
    ],
  }))
  return (await writeXlsx(sheets)).toBuffer()
}
