import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { coverArts } from '../../../../miniprogram/contract/event-content'
import { drawLineArt, strokesOf } from '../../../../miniprogram/events/utils/line-art'

const folder = path.resolve(__dirname, '../../../../miniprogram/assets/art')
const read = (name: string) => readFileSync(path.join(folder, name), 'utf8')

test('of every drawing that a cover may be, all paths are understood', () => {
  expect(readdirSync(folder)).toEqual(
    expect.arrayContaining(Object.keys(coverArts).map((name) => `${name}.svg`)),
  )
  for (const name of Object.keys(coverArts)) {
    const svg = read(`${name}.svg`)
    const numbers: number[] = []
    const note = (...given: unknown[]) => {
      numbers.push(...given.filter((one): one is number => typeof one === 'number'))
    }
    const context = new Proxy({}, { get: () => note, set: () => true })
    drawLineArt(context as never, svg, { x: 0, y: 0, scale: 1 })
    expect(strokesOf(svg)).toHaveLength(svg.split('<path').length - 1)
    expect(numbers.length).toBeGreaterThan(50)
    expect(numbers.every(Number.isFinite)).toBe(true)
  }
})
