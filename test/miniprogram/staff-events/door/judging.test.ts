import { type DoorGuest, markOf } from '../../../../miniprogram/contract/door'
import { findGuests, holderIn, judge, withEntered } from '../../../../miniprogram/staff-events/door/judging'

const codeFor = (holderId: string, signature = 'abcdefghijklmnopqrstuv') =>
  `ticket.event.${holderId}.1.${signature}`
const guest = (holderId: string, name: string, number: string): DoorGuest => ({
  holderId,
  name,
  party: { seats: 1, category: undefined },
  number,
  mark: markOf(codeFor(holderId)),
  entered: undefined,
})
const guests = [
  guest('p1', '周书恒', 'K7MQ4P'),
  guest('p2', '林知远', 'K7X222'),
  guest('p3', '林若水', '9AB333'),
]
const entered = { at: 5, byName: '苏晓禾' }

describe('a ticket judged without network', () => {
  const verdictOf = (
    code: string,
    list: readonly DoorGuest[] = guests,
    scans: Parameters<typeof judge>[3] = [],
  ) => judge('event', { code }, list, scans)

  test('lets in who is on the list with this very code', () => {
    expect(verdictOf(codeFor('p1'))).toEqual({ verdict: 'in', guest: guests[0] })
  })

  test('is not believed when its signature is another, as of a seat given back, or a forgery', () => {
    expect(verdictOf(codeFor('p1', 'Xbcdefghijklmnopqrstuv'))).toEqual({ verdict: 'missing' })
    expect(verdictOf(codeFor('nobody'))).toEqual({ verdict: 'missing' })
  })

  test.each(['ticket.other.p1.1.abc', 'card.x', '', 'door.event.p1.1.abc', `${codeFor('p1')}.more`])(
    '"%s" is no ticket of this event',
    (code) => {
      expect(verdictOf(code)).toEqual({ verdict: 'other' })
    },
  )

  test('tells who was in when the network was last there', () => {
    const list = withEntered(guests, 'p1', entered)
    expect(verdictOf(codeFor('p1'), list)).toMatchObject({ verdict: 'again', ...entered })
  })

  test('tells whom this phone let in since, by code or by hand', () => {
    const byHand = { scanId: 's', holderId: 'p1', scannedAt: 7, name: '' }
    expect(verdictOf(codeFor('p1'), guests, [byHand])).toMatchObject({
      verdict: 'again',
      at: 7,
      byName: '本机',
    })
    const byCode = { scanId: 's', code: codeFor('p2'), scannedAt: 8, name: '' }
    expect(judge('event', { holderId: 'p2' }, guests, [byCode])).toMatchObject({ verdict: 'again', at: 8 })
    expect(verdictOf(codeFor('p1'), guests, [byCode])).toMatchObject({ verdict: 'in' })
  })
})

test('a code names its holder only for its own event', () => {
  expect(holderIn('event', codeFor('p1'))).toBe('p1')
  expect(holderIn('other', codeFor('p1'))).toBeUndefined()
})

test('guests are found by a part of the name, and by the beginning of the number, in small letters too', () => {
  const namesFor = (words: string) => findGuests(words, guests).map(({ name }) => name)
  expect(namesFor('林')).toEqual(['林知远', '林若水'])
  expect(namesFor('k7')).toEqual(['周书恒', '林知远'])
  expect(namesFor('K7MQ4P')).toEqual(['周书恒'])
  expect(namesFor('  ')).toEqual([])
  expect(namesFor('没有')).toEqual([])
})
