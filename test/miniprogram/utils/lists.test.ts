import { moved, replaced, without } from '../../../miniprogram/utils/lists'

const list = ['甲', '乙', '丙']

it('a thing changes places with its neighbour', () => {
  expect(moved(list, 0, 1)).toEqual(['乙', '甲', '丙'])
  expect(moved(list, 2, -1)).toEqual(['甲', '丙', '乙'])
})

it('a thing is changed, or removed, and the others stay', () => {
  expect(replaced(list, 1, (one) => `${one}！`)).toEqual(['甲', '乙！', '丙'])
  expect(without(list, 1)).toEqual(['甲', '丙'])
  expect(list).toEqual(['甲', '乙', '丙'])
})
