import type { Gift, Project } from '../../../../cloudfunctions/domain/giving/records'
import { decideGift, isOnlineOpen, publicName } from '../../../../cloudfunctions/domain/giving/rules'

const project = { status: 'open', minimumFen: 100 } as Project

test.each([
  ['is taken', project, 100, true, 'take'],
  ['below the minimum is refused', project, 99, true, 'AMOUNT_OUT_OF_RANGE'],
  ['to a closed project is refused', { ...project, status: 'closed' as const }, 100, true, 'PROJECT_CLOSED'],
  ['is refused while giving online is closed', project, 100, false, 'GIVING_CLOSED'],
])('a gift %s', (_what, to, amountFen, isOpen, decision) => {
  expect(decideGift(to, amountFen, isOpen)).toBe(decision)
})

test.each([
  [
    'open with payee, permission and WeChat Pay',
    { payee: '基金会', permit: '许可', hasWechatPay: true },
    true,
  ],
  ['closed without a payee', { payee: '', permit: '许可', hasWechatPay: true }, false],
  ['closed without a permission', { payee: '基金会', permit: '', hasWechatPay: true }, false],
  ['closed without WeChat Pay', { payee: '基金会', permit: '许可', hasWechatPay: false }, false],
])('giving online is %s', (_what, configured, open) => {
  expect(isOnlineOpen(configured)).toBe(open)
})

test('an anonymous donor appears without a name', () => {
  const gift = { donorName: '贺明川', isAnonymous: true } as Gift
  expect(publicName(gift)).not.toContain('贺明川')
  expect(publicName({ ...gift, isAnonymous: false })).toBe('贺明川')
})
