/**
 * Each component of our own says and does the same on both of WeChat's engines: exparser, on which most phones run, and
 * glass-easel, on which the preview stands. A component without a row fails.
 */
import fs from 'node:fs'
import path from 'node:path'
import { type Row, rows } from './engine-rows'
import { GlassEasel } from './glass-easel'
import { type Mounted, mount, settle } from './mount'

const miniprogram = path.resolve(__dirname, '../../../miniprogram')
const placeOf = (key: string) => {
  const [first = '', second] = key.split('/')
  const [folder, name] = second === undefined ? ['', first] : [`${first}/`, second]
  return { name, place: `${folder}components/${name}/${name}` }
}

test('every component has a row', () => {
  const there = fs
    .readdirSync(miniprogram, { recursive: true, encoding: 'utf8' })
    .map((file) => file.split(path.sep).join('/'))
    .filter(
      (file) => /(^|\/)components\/[\w-]+\/[\w-]+\.wxml$/.test(file) && !file.startsWith('miniprogram_npm'),
    )
    .map((file) => file.slice(0, -'.wxml'.length))
  expect(there.sort()).toEqual(
    Object.keys(rows)
      .map((key) => placeOf(key).place)
      .sort(),
  )
})

const eventsOf = ({ taps }: Row) => (taps ? [taps[1]] : [])
const onExparser = (key: string, row: Row) => mount(placeOf(key).name, { ...row.properties }, eventsOf(row))

/** What rises does so in frames and timers. */
async function risen(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) {
    jest.advanceTimersByTime(100)
    await settle()
  }
}

beforeEach(() => jest.useFakeTimers({ now: Date.UTC(2027, 8, 1) }))
afterEach(() => jest.useRealTimers())

type Shown = Pick<Mounted, 'text' | 'tap' | 'given' | 'unmount'>

async function holds({ says = [], taps }: Row, shown: Shown): Promise<void> {
  await risen()
  let rest = shown.text()
  for (const words of says) {
    expect(rest).toContain(words)
    rest = rest.slice(rest.indexOf(words) + words.length)
  }
  if (taps) {
    const [selectors, event, detail] = taps
    await shown.tap(...selectors)
    expect(shown.given(event)).toEqual([detail])
  }
  shown.unmount()
}

test.each(Object.entries(rows))('on exparser: %s', async (key, row) => {
  await holds(row, await onExparser(key, row))
})

// Below, for both engines put themselves into the same globals.
describe('on glass-easel', () => {
  let engine: GlassEasel
  beforeAll(() => {
    const standing = ([key, row]: readonly [string, Row]) => ({
      ...placeOf(key),
      properties: row.properties,
      events: eventsOf(row),
    })
    engine = GlassEasel.with(Object.entries(rows).map(standing))
  })

  test.each(Object.entries(rows))('%s', async (key, row) => {
    await holds(row, await engine.mount(placeOf(key).name))
    expect(engine.errors).toEqual([])
  })
})
