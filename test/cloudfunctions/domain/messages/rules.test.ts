import { nextTryAt, render } from '../../../../cloudfunctions/domain/messages/rules'

test('a message keeps to the limits of its template, however long the words', () => {
  const { data } = render({
    template: 'signUpResult',
    title: '建校七十周年'.repeat(10),
    status: 'confirmed',
    startsAt: new Date('2027-10-16T01:00:00Z'),
    place: '',
    eventId: 'e',
  })
  expect(Array.from(data.thing1?.value ?? '')).toHaveLength(20)
  expect(data.time3?.value).toBe('2027-10-16 09:00')
  expect(data.thing4?.value).not.toBe('')
})

test('a failed message is tried again after ever longer pauses, and then given up', () => {
  const now = new Date(0)
  const pauses = [1, 2, 3, 4, 5].map((tries) => nextTryAt(tries, now)?.getTime())
  expect(pauses).toEqual([60_000, 240_000, 540_000, 960_000, undefined])
})
