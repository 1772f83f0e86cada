import { isFitUpload } from '../../../cloudfunctions/platform/uploads'

const bytesAtMost = 100

test.each([
  ['a JPEG', 'picture', Buffer.from([0xff, 0xd8, 0xff, 0xe0]), true],
  ['a PNG', 'picture', Buffer.from([0x89, 0x50, 0x4e, 0x47]), true],
  ['a page of HTML', 'picture', Buffer.from('<html>'), false],
  ['nothing', 'picture', Buffer.alloc(0), false],
  ['too large', 'picture', Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.alloc(98)]), false],
  ['a workbook', 'table', Buffer.from([0x50, 0x4b, 0x03, 0x04, 0x00]), true],
  ['text with commas', 'table', Buffer.from('姓名,学院'), true],
  ['a program', 'table', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0x00]), false],
  ['too long', 'table', Buffer.from('a'.repeat(101)), false],
] as const)('%s sent as a %s is fit: %#', (_what, kind, bytes, is) => {
  expect(isFitUpload(bytes, { kind, bytesAtMost })).toBe(is)
})
