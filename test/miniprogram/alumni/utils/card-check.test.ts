import { cardCodeOf, cardKey } from '../../../../cloudfunctions/domain/alumni/card-code'
import { checkCard } from '../../../../miniprogram/alumni/utils/card-check'
import { modulesOf } from '../../../../miniprogram/components/qr-code/drawing'

process.env.SECRET_KEY = 'a secret of more than thirty-two characters'

const hourMs = 3_600_000
const nowMs = Date.parse('2026-11-20T09:30:00+08:00')
const facts = {
  name: '林知远',
  college: '计算机与人工智能学院',
  classYear: '2008 级 软件工程 0802 班',
  number: 'ABCDE23456',
  expiresAt: nowMs + 24 * hourMs,
}

test('a genuine card says whose it is, until it expires', () => {
  const code = cardCodeOf(facts)
  expect(checkCard(code, cardKey(), nowMs)).toEqual({ verdict: 'genuine', facts })
  expect(checkCard(code, cardKey(), facts.expiresAt - 1)).toMatchObject({ verdict: 'genuine' })
  expect(checkCard(code, cardKey(), facts.expiresAt)).toEqual({ verdict: 'expired', facts })
})

test('a card with any character changed is forged, and nothing that it claims is told', () => {
  const code = cardCodeOf(facts)
  // Every fourth, because each takes a signature's time. The last also carries four bits that stand for nothing.
  for (let index = 5; index < code.length - 1; index += 4) {
    const other = code[index] === 'A' ? 'B' : 'A'
    const forged = code.slice(0, index) + other + code.slice(index + 1)
    expect(checkCard(forged, cardKey(), nowMs)).toEqual({ verdict: 'forged' })
  }
})

test.each([
  [
    'the signature of another card',
    () => `${cardCodeOf(facts).slice(0, -86)}${cardCodeOf({ ...facts, name: '别人' }).slice(-86)}`,
  ],
  ['no signature', () => 'card.林知远|学院|2008 级|ABCDE23456|ht9xx.'],
  ['a signature of other characters', () => `${cardCodeOf(facts).slice(0, -1)}*`],
  ['too few facts', () => 'card.林知远|学院.AAAA'],
  ['the end of the card alone', () => 'card.'],
])('a card with %s is forged', (_what, code) => {
  expect(checkCard(code(), cardKey(), nowMs)).toEqual({ verdict: 'forged' })
})

test.each([
  ['another school’s key', 'A'.repeat(43)],
  ['no key', ''],
  ['a broken key', '!'],
])('with %s nothing is genuine', (_what, key) => {
  expect(checkCard(cardCodeOf(facts), key, nowMs)).toEqual({ verdict: 'forged' })
})

test('what is no card is told apart from a forged one', () => {
  expect(checkCard('ticket.a.b', cardKey(), nowMs)).toEqual({ verdict: 'other' })
})

test('the largest card fits a QR of version 10, and is still genuine', () => {
  const wide = '丽'.repeat(40)
  const code = cardCodeOf({ ...facts, name: wide, college: wide, classYear: wide })
  const quiet = 8
  expect(modulesOf(code)?.length).toBeLessThanOrEqual(57 + quiet)
  expect(checkCard(code, cardKey(), nowMs)).toMatchObject({
    verdict: 'genuine',
    facts: { name: `${'丽'.repeat(11)}…`, college: `${'丽'.repeat(10)}…` },
  })
})

test('a name cannot bring parts of its own into the code', () => {
  const code = cardCodeOf({ ...facts, name: '甲|乙.丙' })
  expect(checkCard(code, cardKey(), nowMs)).toMatchObject({
    verdict: 'genuine',
    facts: { name: '甲 乙.丙', college: facts.college },
  })
})
