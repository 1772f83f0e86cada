import {
  byField,
  contentFrom,
  emptyForm,
  formFrom,
  isSame,
  merge,
  yearFrom,
} from '../../../../miniprogram/staff/body-edit/body-form'

test('cities are parted as people part them, each once', () => {
  expect(contentFrom({ ...emptyForm, cities: ' 上海、苏州，上海  无锡;南通 ' }).cities).toEqual([
    '上海',
    '苏州',
    '无锡',
    '南通',
  ])
})

test('what is saved comes back as it was typed', () => {
  const leads = [{ personId: 'p', name: '许若岚', office: '会长' }]
  const form = { ...emptyForm, name: '上海校友会', phone: '021-5550', cities: '上海 苏州', leads }
  const again = formFrom({ ...contentFrom(form), leads }, undefined)
  expect(isSame(form, again)).toBe(true)
})

test.each([
  ['class', '2008', { entryYear: 2008 }],
  ['class', '', { entryYear: Number.NaN }],
  ['branch', '2008', {}],
] as const)('of a %s the year %p is sent as %p', (kind, entryYear, sent) => {
  expect(yearFrom(kind, { ...emptyForm, entryYear })).toEqual(sent)
})

test('of two who typed at once, each keeps what they alone changed, and I what we both did', () => {
  const base = { ...emptyForm, name: '甲', intro: '旧', phone: '1' }
  const mine = { ...base, intro: '我的', phone: '2' }
  const theirs = { ...base, name: '乙', phone: '3' }
  expect(merge(base, mine, theirs)).toEqual({ ...base, name: '乙', intro: '我的', phone: '2' })
})

test('sentences stand beside the field they are about', () => {
  const messages = {
    'content.name': '一',
    'content.contact.name': '二',
    'content.contact.phone': '三',
    'content.leads.0.office': '四',
    entryYear: '五',
    elsewhere: '六',
  }
  expect(byField(messages)).toEqual({
    name: '一',
    contactName: '二',
    phone: '三',
    leads: '四',
    entryYear: '五',
  })
})
