import { type Defaults, readAddress, writeAddress } from '../../../../local/phone/panel/address'

const defaults: Defaults = {
  personas: ['visitor', 'editor', 'volunteer'],
  page: 'pages/home/home',
  tab: 'personas',
}

test('an empty URL opens one phone in the hands of the first persona', () => {
  expect(readAddress('', defaults)).toEqual({
    phones: [{ persona: 'visitor', page: 'pages/home/home' }],
    size: 'large',
    font: 'standard',
    tab: 'personas',
  })
})

test('a link opens any page as anybody, on one phone or two', () => {
  expect(readAddress('?persona=editor&page=staff/today/today', defaults).phones).toEqual([
    { persona: 'editor', page: 'staff/today/today' },
  ])
  const two =
    '?phones=2&persona=volunteer&page=/staff-events/door/door&persona2=editor&page2=events/event/event%3Fid%3D7'
  expect(readAddress(two, defaults).phones).toEqual([
    { persona: 'volunteer', page: 'staff-events/door/door' },
    { persona: 'editor', page: 'events/event/event?id=7' },
  ])
})

test('the second phone belongs to the second persona; a persona that does not exist is ignored', () => {
  expect(readAddress('?phones=2&persona=nobody', defaults).phones.map(({ persona }) => persona)).toEqual([
    'visitor',
    'editor',
  ])
})

test('what is written is what is read again', () => {
  const address = {
    phones: [
      { persona: 'volunteer', page: 'events/event/event?id=7&from=poster' },
      { persona: 'visitor', page: 'pages/home/home' },
    ],
    size: 'small' as const,
    font: 'large' as const,
    tab: 'codes',
  }
  expect(readAddress(writeAddress(address, defaults), defaults)).toEqual(address)
  expect(writeAddress(address, defaults)).toContain('page=events/event/event?id=7%26from=poster')
})
