import {
  filterTabs,
  matching,
  personOf,
  type SignUp,
} from '../../../../miniprogram/staff-events/event-people/event-people-view'

const joinedAt = Date.parse('2027-03-05T09:00:00+08:00')
const checkedInAt = Date.parse('2027-03-12T13:40:00+08:00')

const plain = {
  holderId: 'h',
  position: undefined,
  seats: 1,
  categoryId: undefined,
  companions: [],
  enteredByName: undefined,
}

const people: SignUp[] = [
  { ...plain, name: '王春平', status: 'confirmed', joinedAt, checkedInAt },
  { ...plain, name: '欧阳 春', status: 'confirmed', joinedAt, checkedInAt: undefined },
  { ...plain, name: 'Wang Li', status: 'waiting', joinedAt, checkedInAt: undefined },
  { ...plain, name: '李四', status: 'withdrawn', joinedAt, checkedInAt: undefined },
]

const names = (found: readonly SignUp[]) => found.map(({ name }) => name)

describe('who signed up', () => {
  it('is counted as a whole and by how everyone stands', () => {
    const counts = Object.fromEntries(filterTabs(people).map(({ filter, count }) => [filter, count]))
    expect(counts).toEqual({ all: 4, absent: 1, present: 1, waiting: 1, withdrawn: 1 })
  })

  it('is found by part of a name, whatever the spaces and capitals', () => {
    expect(names(matching(people, 'all', '春'))).toEqual(['王春平', '欧阳 春'])
    expect(names(matching(people, 'all', ' 欧阳春'))).toEqual(['欧阳 春'])
    expect(names(matching(people, 'all', 'wangli'))).toEqual(['Wang Li'])
  })

  it('is found by name among those who stand alike only', () => {
    expect(names(matching(people, 'absent', '春'))).toEqual(['欧阳 春'])
    expect(names(matching(people, 'withdrawn', ''))).toEqual(['李四'])
  })

  it('is shown with when they came, or else when they signed up', () => {
    const shown = people.slice(0, 2).map((person, index) => personOf(person, index, checkedInAt))
    expect(shown.map(({ when, chip }) => `${chip.text} ${when}`)).toEqual([
      '已签到 3月12日 周五 13:40 签到',
      '已报名 3月5日 周五 09:00 报名',
    ])
  })
})
