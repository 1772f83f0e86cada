/** Takes a multipart/form-data body apart: the parts by name, byte for byte. */
import { invalidParameter } from './errors'

export function readMultipart(body: Buffer, contentType: string): Map<string, Buffer> {
  const boundary = /boundary=("?)([^";]+)\1/.exec(contentType)?.[2]
  if (!boundary) throw invalidParameter('a multipart body without a boundary')
  const delimiter = Buffer.from(`--${boundary}`)
  const parts = new Map<string, Buffer>()
  let start = body.indexOf(delimiter)
  while (start >= 0) {
    start += delimiter.length
    const end = body.indexOf(delimiter, start)
    if (end < 0) break
    const part = body.subarray(start + 2, end - 2)
    const headersEnd = part.indexOf('\r\n\r\n')
    const name = /name="([^"]+)"/.exec(part.subarray(0, headersEnd).toString())?.[1]
    if (name) parts.set(name, part.subarray(headersEnd + 4))
    start = end
  }
  return parts
}
