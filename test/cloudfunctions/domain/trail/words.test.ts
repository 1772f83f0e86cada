import { actionWords } from '../../../../cloudfunctions/domain/trail/words'
import { contract } from '../../../../miniprogram/contract/index'

const names = Object.entries(contract)
  .filter(([name, action]) => 'audits' in action || /\.export/.test(name))
  .map(([name]) => name)

test('whatever is written down is told in words, and no two acts in the same', () => {
  expect(names.filter((name) => actionWords(name) === name)).toEqual([])
  const words = names.map(actionWords)
  expect(words.filter((one, index) => words.indexOf(one) !== index)).toEqual([])
})
