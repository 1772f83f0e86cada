import { seal, unseal } from '../../../cloudfunctions/platform/sealing'

beforeAll(() => {
  process.env.SECRET_KEY = 'a secret of more than thirty-two characters'
})

test('what is sealed opens for its purpose and owner, and looks different each time', () => {
  const sealed = seal('phone', 'person-1', '13800000000')
  expect(unseal('phone', 'person-1', sealed)).toBe('13800000000')
  expect(seal('phone', 'person-1', '13800000000')).not.toBe(sealed)
  expect(Buffer.from(sealed, 'base64').toString('latin1')).not.toContain('138')
})

test.each([
  ['another owner', 'phone', 'person-2'],
  ['another purpose', 'payer', 'person-1'],
])('it does not open for %s', (_what, purpose, owner) => {
  expect(() => unseal(purpose, owner, seal('phone', 'person-1', '13800000000'))).toThrow()
})

test('one changed bit is noticed', () => {
  const bytes = Buffer.from(seal('phone', 'person-1', '13800000000'), 'base64')
  bytes[bytes.length - 1] = (bytes[bytes.length - 1] ?? 0) ^ 1
  expect(() => unseal('phone', 'person-1', bytes.toString('base64'))).toThrow()
})
