import { log } from '../../../cloudfunctions/platform/log'

let lines: string[]
beforeEach(() => {
  lines = []
  for (const method of ['info', 'warn', 'error'] as const) {
    jest.spyOn(console, method).mockImplementation((...parts: unknown[]) => void lines.push(String(parts[0])))
  }
})
afterEach(() => jest.restoreAllMocks())

test('a line is one JSON object with what happened', () => {
  log.info('action', { action: 'events.signUp', ms: 3 })
  expect(JSON.parse(lines[0] ?? '')).toEqual({
    level: 'info',
    event: 'action',
    action: 'events.signUp',
    ms: 3,
  })
})

test.each([
  ['an openid', 'oUpF8uMuAJO_M2pxb1Q9zNjWeS6o'],
  ['a mobile number', '13800138000'],
  ['an identity-card number', '11010519491231002X'],
])('%s never reaches the log, wherever it slipped into a message', (_what, secret) => {
  log.error('failed', new Error(`E11000 duplicate key: ${secret}`), { action: 'alumni.register' })
  log.warn('odd', { note: `about ${secret}` })
  expect(lines.join('\n')).not.toContain(secret)
})

test('an error is said in its own words, with the first lines of its stack', () => {
  log.error('failed', { errMsg: 'document.get:fail -501001', errCode: -501001 })
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 'error', why: 'document.get:fail -501001' })
})
