import { parse } from '../../../../miniprogram/contract/fields'
import { contract } from '../../../../miniprogram/contract/index'
import { exportAsked, searchAsked } from '../../../../miniprogram/staff/people/people-view'

it.each([
  ['a mobile number', '138 0013 8000', { phone: '13800138000' }],
  ['one with the country’s', '+86 138-0013-8000', { phone: '13800138000' }],
  ['one from abroad', '+1 (415) 555-2671', { phone: '+14155552671' }],
  ['a card’s number, in small letters too', 'bmx3kbdg85', { cardNumber: 'BMX3KBDG85' }],
  ['a name', ' 周书 ', { name: '周书' }],
  ['a name in ten letters', 'Washington', { name: 'Washington' }],
  ['nothing', '  ', {}],
])('%s is understood as such', (_what, typed, asked) => {
  expect(searchAsked(typed, {})).toEqual(asked)
  expect(parse(contract['people.search'].input, searchAsked(typed, {}))).toMatchObject({ ok: true })
})

it('who is found by number alone needs no spreadsheet; everybody else is exported as they are listed', () => {
  expect(exportAsked('13800138000', {})).toBeUndefined()
  expect(exportAsked('周', { status: 'verified', from: '1996', collegeId: 'civil' })).toEqual({
    name: '周',
    status: 'verified',
    entryYearFrom: 1996,
    collegeId: 'civil',
  })
})
