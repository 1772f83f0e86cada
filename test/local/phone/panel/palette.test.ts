import { entriesOf, matching } from '../../../../local/phone/panel/palette'

const state = {
  personas: [{ key: 'alumnus', name: '周书恒', description: '' }],
  pages: [{ path: 'events/ticket/ticket', title: '电子票', group: 'events' }],
}
const entries = entriesOf(
  [
    { persona: 'alumnus', page: 'events/ticket/ticket?eventId=1' },
    { persona: 'alumnus', page: 'events/ticket/ticket?eventId=2', note: '候补' },
  ],
  state,
)

test('a place is named by its page, what is particular about it, and who holds the phone', () => {
  expect(entries.map(({ title, holder }) => [title, holder])).toEqual([
    ['电子票', '周书恒'],
    ['电子票 · 候补', '周书恒'],
  ])
})

test.each([
  ['', 2],
  ['电子 周书', 2],
  ['候补', 1],
  ['TICKET alumnus', 2],
  ['电子票 方静宜', 0],
])('“%s” finds %i', (typed, count) => {
  expect(matching(entries, typed)).toHaveLength(count)
})
