import { type EventForm, newForm } from '../../../../miniprogram/staff-events/utils/event-form'
import { isSame, merge, mergeNotice } from '../../../../miniprogram/staff-events/utils/merge'

const base: EventForm = {
  ...newForm(Date.UTC(2027, 2, 5), 'university'),
  title: '返校日',
  venue: { name: '南校门', address: '' },
}
const hosts = { civil: '土木学院' }

describe('two editors of one event', () => {
  it('each keep what only they changed', () => {
    const mine = { ...base, title: '七十周年返校日' }
    const theirs = { ...base, venue: { name: '图书馆', address: '' } }
    const merged = merge({ base, mine, theirs }, hosts)
    expect(merged.form).toEqual({ ...base, title: '七十周年返校日', venue: { name: '图书馆', address: '' } })
    expect(merged.conflicts).toEqual({})
    expect(mergeNotice(merged)).toBe('已载入他人修改的地点。您填写的内容都还在。')
  })

  it('never lose what is typed here: where both changed a field, it stays, with what the other put there', () => {
    const mine = { ...base, capacity: '80', hostId: 'university', title: '夜跑' }
    const theirs = { ...base, capacity: '120', hostId: 'civil', title: '晨跑' }
    const merged = merge({ base, mine, theirs }, hosts)
    expect(merged.form).toEqual({ ...mine, hostId: 'civil' })
    expect(merged.conflicts).toEqual({ title: '他人改为：晨跑', capacity: '他人改为：120' })
    expect(mergeNotice(merged)).toBe(
      '已载入他人修改的主办单位。您填写的内容都还在。活动名称、名额双方都改了，请核对后再保存。',
    )
  })

  it('do not disagree when both changed a field to the same', () => {
    const both = { ...base, venue: { name: '图书馆', address: '' } }
    const merged = merge({ base, mine: both, theirs: both }, hosts)
    expect(merged).toEqual({ form: both, taken: [], conflicts: {} })
  })

  it('read the other’s choice in words, not in codes', () => {
    const mine = {
      ...base,
      blocks: [{ kind: 'text' as const, text: '我的介绍' }],
      startsAt: base.startsAt + 1000,
    }
    const theirs = { ...base, blocks: [], startsAt: Date.UTC(2027, 9, 15, 1) }
    const { conflicts } = merge(
      { base: { ...base, blocks: [{ kind: 'text', text: '原介绍' }] }, mine, theirs },
      hosts,
    )
    expect(conflicts.blocks).toBe('他人改为：（空）')
    expect(conflicts.startsAt).toMatch(/10月15日 周五 09:00$/)
  })
})

it('two forms are the same when every field is', () => {
  expect(isSame(base, { ...base })).toBe(true)
  expect(isSame(base, { ...base, capacity: '99' })).toBe(false)
})
