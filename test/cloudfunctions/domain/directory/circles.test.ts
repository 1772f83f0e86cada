import fc from 'fast-check'
import {
  circlesOf,
  entryOf,
  type Findable,
  findableBy,
  listingEntry,
  maySee,
  type Searchable,
} from '../../../../cloudfunctions/domain/directory/circles'
import { classIdOf } from '../../../../cloudfunctions/domain/organisations/classes'
import { closedPrivacy, type Visibility, visibilities } from '../../../../miniprogram/contract/directory'

const studies = (collegeId: string, entryYear: number, className: string) => ({
  collegeId,
  entryYear,
  className,
})
const person = (changes: Partial<Findable> = {}): Findable => ({
  name: '欧阳 明远',
  educations: [studies('civil', 2008, '结构 0801 班')],
  city: '北京',
  industry: 'construction',
  privacy: closedPrivacy,
  ...changes,
})
const classmate = circlesOf([studies('civil', 2008, '结构0801')])
const sameCollege = circlesOf([studies('civil', 1996, '道桥 9601 班')])
const stranger = circlesOf([studies('computing', 2008, '软件 0802 班')])

test('whoever opened nothing is found by nobody and seen by nobody', () => {
  expect(findableBy(person())).toEqual([])
  expect(maySee('listing', person(), classmate)).toBe(false)
})

test('a class is one, however its name is written', () => {
  expect(classIdOf(studies('civil', 2008, '结构 0801 班'))).toBe(
    classIdOf(studies('civil', 2008, '结构0801')),
  )
  expect(classIdOf(studies('civil', 2008, '结构 0801 班'))).not.toBe(
    classIdOf(studies('civil', 2009, '结构 0801 班')),
  )
})

test.each<[Visibility, boolean, boolean, boolean]>([
  ['nobody', false, false, false],
  ['classmates', true, false, false],
  ['college', true, true, false],
  ['verified', true, true, true],
])(
  'a person listed for %s is seen by the circles within',
  (listing, byClassmate, bySameCollege, byStranger) => {
    const listed = person({ privacy: { ...closedPrivacy, listing } })
    expect([classmate, sameCollege, stranger].map((circles) => maySee('listing', listed, circles))).toEqual([
      byClassmate,
      bySameCollege,
      byStranger,
    ])
  },
)

test('a city that everyone may see is hidden from those who may not find the person', () => {
  const listed = person({ privacy: { ...closedPrivacy, listing: 'classmates', city: 'verified' } })
  expect(maySee('city', listed, sameCollege)).toBe(false)
  expect(maySee('city', listed, classmate)).toBe(true)
})

test('a name is found by its beginning from two characters on, however it is spaced', () => {
  const found = findableBy(person({ privacy: { ...closedPrivacy, listing: 'verified' } }))
  const asked = (name: string) => found.includes(entryOf('verified', 'name', name))
  expect(['欧', '欧阳', '欧阳明', '欧 阳明远', '明远'].map(asked)).toEqual([false, true, true, true, false])
})

const visibility = fc.constantFrom(...(Object.keys(visibilities) as Visibility[]))
const anyStudies = fc.record({
  collegeId: fc.constantFrom('civil', 'computing'),
  entryYear: fc.constantFrom(2007, 2008),
  className: fc.constantFrom('', '一班', '二班'),
})
const anyPerson: fc.Arbitrary<Findable> = fc.record({
  name: fc.constantFrom('张三', '张三丰', '李四'),
  educations: fc.array(anyStudies, { maxLength: 3 }),
  city: fc.constantFrom('', '北京', '上海'),
  industry: fc.constantFrom('', 'law', 'health'),
  privacy: fc.record({ listing: visibility, city: visibility, industry: visibility, employer: visibility }),
})

test('no search from within any circles finds a person by what those circles may not see', () => {
  fc.assert(
    fc.property(anyPerson, fc.array(anyStudies, { maxLength: 3 }), (found, viewer) => {
      const circles = circlesOf(viewer)
      const entries = findableBy(found)
      const isFoundBy = (asked: Searchable, value: string) =>
        circles.some((circle) => entries.includes(entryOf(circle, asked, value)))
      const isListed = circles.some((circle) => entries.includes(listingEntry(circle)))
      expect(isListed).toBe(maySee('listing', found, circles))
      expect(isFoundBy('name', found.name)).toBe(maySee('listing', found, circles))
      expect(isFoundBy('city', found.city)).toBe(found.city !== '' && maySee('city', found, circles))
      expect(isFoundBy('industry', found.industry)).toBe(
        found.industry !== '' && maySee('industry', found, circles),
      )
    }),
  )
})
