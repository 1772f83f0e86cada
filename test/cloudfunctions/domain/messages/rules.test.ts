import {
  deliveryOf,
  fateOf,
  hasPage,
  type Message,
  render,
  ringsFrom,
} from '../../../../cloudfunctions/domain/messages/rules'

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

const now = new Date('2026-11-20T09:30:00+08:00')
const minutesLater = (minutes: number) => new Date(now.getTime() + minutes * 60_000)

test('a message that could not be sent is tried again after ever longer pauses, and then given up', () => {
  for (const code of [undefined, 45009, -1]) {
    const fates = [1, 2, 3, 4, 5].map((tries) => fateOf(code, tries, now))
    expect(fates.slice(0, 4)).toEqual(
      [1, 4, 9, 16].map((minutes) => ({ state: 'waiting', nextAt: minutesLater(minutes) })),
    )
    expect(fates[4]).toMatchObject({ state: 'failed' })
  }
})

test.each([
  [0, 'sent'],
  [43101, 'refused'],
  [40003, 'failed'],
  [47003, 'failed'],
])('what WeChat answers with %s is %s at once, and not asked again', (code, state) => {
  expect(fateOf(code, 1, now)).toEqual({ state, nextAt: now })
})

const night = new Date('2026-11-20T23:00:00+08:00')
const morning = new Date('2026-11-21T09:00:00+08:00')
const signUp = (startsAt: string, wasWaiting: boolean): Message => ({
  template: 'signUpResult',
  title: '返校日',
  status: 'confirmed',
  wasWaiting,
  startsAt: new Date(startsAt),
  place: '',
  eventId: 'e',
})
const notice = { template: 'notice', from: '校友会', title: '', words: '', at: now, page: '' } as const

test.each<[string, Message, Date]>([
  ['a notice waits for the morning', notice, morning],
  ['what somebody is just doing is answered', signUp('2026-12-01T09:00:00+08:00', false), night],
  ['a seat from the queue waits for the morning', signUp('2026-12-01T09:00:00+08:00', true), morning],
  ['unless the event is at hand', signUp('2026-11-21T08:00:00+08:00', true), night],
  [
    'thanks for a gift come with it',
    { template: 'giftThanks', projectTitle: '', amountFen: 1, at: night, orderNo: 'D' },
    night,
  ],
])('at night: %s', (_what, message, rings) => {
  expect(ringsFrom(message, night)).toEqual(rings)
})

test('a delivery counts everybody once, and says what WeChat answered', () => {
  expect(
    deliveryOf([
      { state: 'sent', code: undefined, messages: 3 },
      { state: 'refused', code: 43101, messages: 2 },
      { state: 'refused', code: undefined, messages: 1 },
      { state: 'waiting', code: 45009, messages: 1 },
      { state: 'sending', code: undefined, messages: 1 },
      { state: 'failed', code: 45009, messages: 4 },
      { state: 'kept', code: undefined, messages: 5 },
    ]),
  ).toEqual({
    told: 17,
    sent: 3,
    refused: 3,
    failed: 4,
    waiting: 2,
    codes: [
      { code: 43101, messages: 2 },
      { code: 45009, messages: 5 },
    ],
  })
})

test('a notice without a link leads nowhere, everything else somewhere', () => {
  expect(hasPage({ ...notice, page: 'alumni/inbox/inbox' })).toBe(false)
  expect(hasPage({ ...notice, page: 'events/event/event?eventId=e' })).toBe(true)
  expect(hasPage(signUp('2026-12-01T09:00:00+08:00', false))).toBe(true)
})
