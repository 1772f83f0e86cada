import {
  derivedId,
  keyedHash,
  openCode,
  personIdOf,
  randomId,
  signCode,
} from '../../../cloudfunctions/platform/ids'

process.env.SECRET_KEY = 'a secret key of more than thirty-two characters'

describe('identifiers', () => {
  test('derived from the same parts are the same, and from other parts others', () => {
    expect(derivedId('a', 'b')).toBe(derivedId('a', 'b'))
    expect(derivedId('a', 'b')).not.toBe(derivedId('ab', ''))
    expect(derivedId('a', 'b')).not.toBe(derivedId('a,b'))
  })

  test('of a person do not show the openid behind them', () => {
    const openid = 'oSample_alumnus_xxxxxxxxxxxx'
    expect(personIdOf(openid)).toMatch(/^[\w-]{20}$/)
    expect(personIdOf(openid)).not.toContain(openid.slice(1, 8))
  })

  test('made at random never meet', () => {
    expect(new Set(Array.from({ length: 10_000 }, randomId)).size).toBe(10_000)
  })

  test('hashed for one purpose say nothing for another, nor under another key', () => {
    expect(keyedHash('roster', 'x')).not.toBe(keyedHash('order', 'x'))
    expect(keyedHash('roster', 'x')).not.toBe(
      keyedHash('roster', 'x', 'another key of more than thirty-two letters'),
    )
  })
})

describe('a signed code', () => {
  const code = signCode('ticket', ['event', 'person', '1'])

  test('opens to its parts', () => {
    expect(openCode('ticket', code)).toEqual(['event', 'person', '1'])
  })

  test('does not open as another kind', () => {
    expect(openCode('card', code)).toBeUndefined()
    expect(openCode('card', code.replace(/^ticket/, 'card'))).toBeUndefined()
  })

  test('does not open when any one character of it is changed', () => {
    const forged = Array.from(
      code,
      (letter, at) => `${code.slice(0, at)}${letter === 'A' ? 'B' : 'A'}${code.slice(at + 1)}`,
    )
    expect(forged.filter((one) => openCode('ticket', one) !== undefined)).toEqual([])
  })

  test.each(['', '.', 'ticket', 'ticket.', 'ticket..', 'ticket.a', `${code}.`, ` ${code}`, '中文'])(
    '%p is none',
    (text) => {
      expect(openCode('ticket', text)).toBeUndefined()
    },
  )
})
