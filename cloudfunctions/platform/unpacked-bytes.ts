/** How large a packed file becomes, from its own table of contents, before anybody unpacks it. */

const entryMark = 0x02014b50
const endMark = 0x06054b50
const endBytes = 22
const entryBytes = 46

/**
 * The sum of all files within; infinite where the table of contents cannot be read, or needs more than 32 bits.
 * @see https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT sections 4.3.12 and 4.3.16
 */
export function unpackedBytes(packed: Buffer): number {
  const end = packed.lastIndexOf(littleEndian(endMark))
  if (end < 0 || end + endBytes > packed.length) return Number.POSITIVE_INFINITY
  const entries = packed.readUInt16LE(end + 10)
  let place = packed.readUInt32LE(end + 16)
  let sum = 0
  for (let entry = 0; entry < entries; entry++) {
    if (place + entryBytes > packed.length || packed.readUInt32LE(place) !== entryMark)
      return Number.POSITIVE_INFINITY
    const size = packed.readUInt32LE(place + 24)
    if (size === 0xffffffff) return Number.POSITIVE_INFINITY
    sum += size
    place += entryBytes + [28, 30, 32].reduce((more, at) => more + packed.readUInt16LE(place + at), 0)
  }
  return sum
}

function littleEndian(mark: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(mark)
  return bytes
}
