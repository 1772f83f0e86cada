import type { WishRecord } from '../../../../cloudfunctions/domain/wishes/records'
import {
  afterVerdict,
  isHiddenByReports,
  isWishPicture,
  signatureOf,
  startOf,
} from '../../../../cloudfunctions/domain/wishes/rules'

test.each([
  ['fit', 'none', 'shown', null],
  ['fit', 'asked', 'waiting', 'verdict'],
  ['fit', 'not asked', 'waiting', 'picture'],
  ['refused', 'none', 'waiting', 'words'],
  ['unknown', 'none', 'waiting', 'words'],
  ['refused', 'asked', 'waiting', 'words'],
] as const)('words %s, picture %s: %s, %s', (words, picture, state, cause) => {
  expect(startOf(words, picture)).toEqual({ state, cause })
})

test.each([
  ['pass', 'shown'],
  ['review', 'waiting'],
  ['risky', 'waiting'],
  [undefined, 'waiting'],
])('WeChat says %s of a picture: %s', (suggest, state) => {
  expect(afterVerdict(suggest).state).toBe(state)
})

const verified = { name: '周书恒', isVerified: true, educations: [{ entryYear: 2000 }, { entryYear: 1996 }] }
test.each([
  ['named', verified, { name: '周书恒' }],
  ['year', verified, { name: '1996 级校友' }],
  ['year', { ...verified, educations: [] }, { name: '一位校友' }],
  ['unnamed', verified, { name: '一位校友' }],
  ['unnamed', { ...verified, isVerified: false }, { name: '一位校友' }],
  ['named', { ...verified, isVerified: false }, 'NOT_VERIFIED'],
  ['year', { ...verified, isVerified: false }, 'NOT_VERIFIED'],
] as const)('%s: nobody signs with more than the school can vouch for (%#)', (signature, writer, signed) => {
  expect(signatureOf(signature, writer)).toEqual(signed)
})

const reported = (times: number, changes: Partial<WishRecord> = {}) =>
  ({
    state: 'shown',
    decidedBy: null,
    reports: Array.from({ length: times }, (_, index) => ({ personId: `p${index}`, reason: 'rude' })),
    ...changes,
  }) as WishRecord

test.each([
  ['two reports leave it', reported(2), false],
  ['three take it off the wall', reported(3), true],
  ['none does once a person found it fit', reported(30, { decidedBy: 'editor' }), false],
  ['one that is hidden already stays as it is', reported(3, { state: 'hidden' }), false],
])('%s', (_name, wish, isHidden) => {
  expect(isHiddenByReports(wish)).toBe(isHidden)
})

test.each([
  ['cloud://env.abc/wishes/p1/x-1.jpg', true],
  ['cloud://env.abc/wishes/p2/x-1.jpg', false],
  ['cloud://other.abc/wishes/p1/x-1.jpg', false],
  ['cloud://env.abc/wishes/p1/../p2/x.jpg', false],
  ['cloud://env.abc/wishes/p1/x.svg', false],
])('%s is a picture of p1 for a wish: %s', (fileId, is) => {
  expect(isWishPicture(fileId, 'env', 'p1')).toBe(is)
})
