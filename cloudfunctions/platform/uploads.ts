/** What phones send into the cloud's storage: a phone may send anything, so each file is looked at before it is used. */
import { deleteFiles, downloadFile } from './cloud'

export interface UploadRule {
  /** picture: one that every phone shows · table: a spreadsheet, or text with separators. */
  readonly kind: 'picture' | 'table'
  readonly bytesAtMost: number
}

/** How files of these kinds begin. */
const beginnings = {
  jpeg: Buffer.from([0xff, 0xd8, 0xff]),
  png: Buffer.from([0x89, 0x50, 0x4e, 0x47]),
  workbook: Buffer.from([0x50, 0x4b, 0x03, 0x04]),
} as const

/** Text has no byte of zero; spreadsheets of old, programs and pictures do. */
const isText = (bytes: Buffer) => !bytes.includes(0)

/** Whether a file is what it is to be, told by how it begins, and not too large. */
export function isFitUpload(bytes: Buffer, { kind, bytesAtMost }: UploadRule): boolean {
  if (bytes.length === 0 || bytes.length > bytesAtMost) return false
  const begins = (as: keyof typeof beginnings) =>
    bytes.subarray(0, beginnings[as].length).equals(beginnings[as])
  return kind === 'picture' ? begins('jpeg') || begins('png') : begins('workbook') || isText(bytes)
}

/** The bytes of a file; one that is not fit is erased, so that nothing lies about that nobody may use. */
export async function fetchUpload(fileId: string, rule: UploadRule): Promise<Buffer | 'gone' | 'unfit'> {
  const bytes = await downloadFile(fileId)
  if (!bytes) return 'gone'
  if (isFitUpload(bytes, rule)) return bytes
  await deleteFiles([fileId])
  return 'unfit'
}
