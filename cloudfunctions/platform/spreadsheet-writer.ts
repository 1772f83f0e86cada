/** Writes spreadsheets of texts that do nothing when they are opened. */

/**
 * A text that no spreadsheet program takes for a formula, however the file is passed on.
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
export const formulaSafe = (text: string): string => (/^[=+\-@＝＋－＠\t\r\n]/.test(text) ? `'${text}` : text)

/** A sheet with a row of headings, as the bytes of an .xlsx file. */
export async function writeSpreadsheet(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
): Promise<Buffer> {
  // Loaded by whoever exports: no other call pays for it.
  const { default: writeXlsx } = await import('write-excel-file/node')
  const cells = rows.map((row) => row.map(formulaSafe))
  const head = headings.map((heading) => ({ value: heading, fontWeight: 'bold' as const }))
  return writeXlsx([head, ...cells], { stickyRowsCount: 1 }).toBuffer()
}
