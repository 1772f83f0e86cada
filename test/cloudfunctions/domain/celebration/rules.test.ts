import { inOrder, isUnderRoof } from '../../../../cloudfunctions/domain/celebration/rules'

const now = new Date('2027-10-10T12:00:00+08:00')
const of = (_id: string, day: string, ...bodyPath: string[]) => ({
  _id,
  bodyPath: ['university', ...bodyPath],
  date: new Date(`${day}T00:00:00+08:00`),
})
const names = (...anniversaries: ReturnType<typeof of>[]) => inOrder(anniversaries, now).map(({ _id }) => _id)

describe('which anniversary leads', () => {
  it('is the whole house’s, though a college’s comes sooner', () => {
    expect(names(of('college', '2027-10-11', 'college'), of('house', '2027-10-16'))).toEqual([
      'house',
      'college',
    ])
  })
  it('among equals is the nearest, whether it is coming or just over', () => {
    expect(names(of('coming', '2027-10-20'), of('over', '2027-10-08'), of('far', '2028-10-16'))).toEqual([
      'over',
      'coming',
      'far',
    ])
  })
  it('is looked back on for sixty days and no longer', () => {
    expect(names(of('kept', '2027-08-12'), of('gone', '2027-08-10'))).toEqual(['kept'])
  })
  it('does not depend on the order in which they were found', () => {
    const [one, other] = [of('a', '2027-10-16'), of('b', '2027-10-16')] as const
    expect(names(one, other)).toEqual(names(other, one))
  })
})

test.each([
  ['the university takes every event below it', 'university', ['university', 'civil'], true],
  ['a college takes its own', 'civil', ['university', 'civil', 'class'], true],
  ['a college does not take another’s', 'civil', ['university', 'computing'], false],
  ['a college does not take the university’s', 'civil', ['university'], false],
])('%s', (_name, bodyId, bodyPath, isTaken) => {
  expect(isUnderRoof({ bodyId }, { bodyPath })).toBe(isTaken)
})
