import { hasCertificate, numberIn } from '../../../../../cloudfunctions/domain/giving/certificates/rules'
import type { Gift } from '../../../../../cloudfunctions/domain/giving/records'

const gift = { status: 'received', amountFen: 10_000, keptFen: 10_000 } as Gift

test.each<[boolean, string, Partial<Gift>]>([
  [true, 'of the least', {}],
  [false, 'of less', { amountFen: 9_999, keptFen: 9_999 }],
  [false, 'of which too little was kept', { keptFen: 9_999 }],
  [true, 'of things, whatever they are worth', { amountFen: 0, keptFen: 0 }],
  [false, 'that went back', { status: 'refunded', keptFen: 0 }],
  [false, 'that was promised and has not come', { status: 'pledged' }],
  [false, 'of things that were entered wrongly', { status: 'dropped', amountFen: 0, keptFen: 0 }],
])('that there is a certificate is %s for a gift %s', (has, _what, changes) => {
  expect(hasCertificate({ ...gift, ...changes }, 10_000)).toBe(has)
})

const number = `ZS${'0123456789ABCDEF0123'}`

test.each<[string, string, string | undefined]>([
  ['as it is', number, number],
  ['in small letters, with spaces and dashes', ' zs0123-4567 89ab-cdef 0123 ', number],
  ['in the wide letters of a Chinese keyboard', 'ＺＳ０１２３４５６７８９ＡＢＣＤＥＦ０１２３', number],
  ['too short', 'ZS0123', undefined],
  ['with a letter that is none of it', `ZS${'0123456789ABCDEF012G'}`, undefined],
  ['with something before it', `x${number}`, undefined],
  ['as an attack', '{"$ne":""}', undefined],
  ['as nothing', '', undefined],
])('a number typed %s is read so', (_how, typed, read) => {
  expect(numberIn(typed)).toBe(read)
})
