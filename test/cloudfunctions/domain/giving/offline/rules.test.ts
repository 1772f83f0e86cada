import { statementIn } from '../../../../../cloudfunctions/domain/giving/offline/bank-table'
import {
  decideCorrection,
  decideMatch,
  givenProblems,
  goodsInWords,
  referenceIn,
} from '../../../../../cloudfunctions/domain/giving/offline/rules'
import type { Gift } from '../../../../../cloudfunctions/domain/giving/records'

const money = { way: 'transfer', amountFen: 100, goods: [], details: '' } as const

test.each([
  ['money without a sum', { ...money, amountFen: 0 }, 'amountFen'],
  ['things with a sum', { ...money, way: 'materials' as const, goods: [{}] }, 'amountFen'],
  ['things without any', { ...money, way: 'materials' as const, amountFen: 0 }, 'goods'],
  ['shares without a word', { ...money, way: 'equity' as const, amountFen: 0 }, 'details'],
])('%s is said at its field', (_what, given, field) => {
  expect(Object.keys(givenProblems(given) ?? {})).toEqual([field])
  expect(givenProblems(money)).toBeUndefined()
})

test('things are told by name, quantity and unit', () => {
  const books = { name: '图书', quantity: 20, unit: '册' }
  expect(goodsInWords([books, { ...books, name: '显微镜', unit: '台' }])).toBe('图书 20 册、显微镜 20 台')
})

test.each([
  ['捐赠 JZABCDEFGH', 'JZABCDEFGH'],
  ['捐款jz abcd-efgh谢谢', 'JZABCDEFGH'],
  ['ＪＺＡＢＣＤＥＦＧＨ', 'JZABCDEFGH'],
  ['JZABC', undefined],
  ['JZABCDEFG0', undefined],
])('in “%s” the code is %s', (memo, reference) => {
  expect(referenceIn(memo)).toBe(reference)
})

const gift = { way: 'transfer', status: 'pledged', amountFen: 100, bankRowId: '' } as Gift
const row = { _id: 'row', amountFen: 100 }

test.each([
  ['of a promised gift is its receipt', gift, 'receives'],
  ['of a received gift is its proof', { ...gift, status: 'received' as const }, 'proves'],
  ['of another sum is neither', { ...gift, amountFen: 99 }, 'differs'],
  ['of a gift that another line proves is neither', { ...gift, bankRowId: 'other' }, 'differs'],
  ['of a gift through WeChat Pay is neither', { ...gift, way: 'wechat' as const }, 'differs'],
  ['of a gift that was taken back is neither', { ...gift, status: 'dropped' as const }, 'differs'],
  ['that is matched stays so', { ...gift, bankRowId: 'row' }, 'is matched'],
])('a line %s', (_what, of, decision) => {
  expect(decideMatch(row, of)).toBe(decision)
})

const received = { ...gift, status: 'received' } as Gift

test.each([
  ['what has come is put right', received, 100, 10, 'correct'],
  ['not what was corrected meanwhile', received, 99, 10, 'GIFT_CHANGED'],
  ['not what has not come', gift, 100, 10, 'GIFT_CHANGED'],
  ['not what came through WeChat', { ...received, way: 'wechat' as const }, 100, 10, 'NOT_FOUND'],
  ['not to the same sum', received, 100, 100, 'AMOUNT_OUT_OF_RANGE'],
])('%s', (_what, of, fromFen, amountFen, decision) => {
  expect(decideCorrection(of, fromFen, amountFen)).toBe(decision)
})

describe('a statement of the bank', () => {
  const head = ['交易日期', '支出金额', '收入金额', '对方户名', '摘要', '附言', '交易流水号']

  test('is read below the bank’s own lines, whatever else it has', () => {
    const table = [
      ['某某银行对公账户明细'],
      [],
      head,
      ['2026-11-20', '', '1,000.00', '周书恒', '转账', '校庆捐赠', 'S1'],
      ['20261121', '', '￥88', '许若岚', '转账', '', 'S2'],
      ['2026年11月22日', '5.00', '', '银行', '手续费', '', 'S3'],
    ]
    expect(statementIn(table)).toEqual({
      lines: [
        {
          at: new Date('2026-11-20T00:00:00+08:00'),
          amountFen: 100_000,
          payer: '周书恒',
          memo: '校庆捐赠 转账',
          serial: 'S1',
        },
        {
          at: new Date('2026-11-21T00:00:00+08:00'),
          amountFen: 8800,
          payer: '许若岚',
          memo: '转账',
          serial: 'S2',
        },
      ],
      outgoing: 1,
      problems: [],
    })
  })

  test('without a date and a sum is none', () => {
    expect(statementIn([['姓名', '学院']])).toHaveProperty('problem')
  })

  test('says which of its lines cannot be read', () => {
    const table = [head, ['去年', '', '5', '', '', '', ''], ['2026-11-20', '', '五元', '', '', '', '']]
    expect(statementIn(table)).toMatchObject({
      problems: ['第 2 行：日期无法识别', '第 3 行：金额无法识别'],
    })
  })
})
