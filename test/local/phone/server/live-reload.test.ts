import path from 'node:path'
import {
  type LiveReload,
  type Product,
  rebuilder,
  startLiveReload,
} from '../../../../local/phone/server/live-reload'
import { temporaryFolder, writeFiles } from '../../temporary-folder'

/** Two products of two folders with a file in common, and what happens to them, in order. */
async function watchTwo() {
  const root = temporaryFolder({ 'a/one.ts': '', 'b/one.ts': '', 'common/one.ts': '' })
  const happened: string[] = []
  const waiting: { count: number; go: () => void }[] = []
  const note = (what: string) => {
    happened.push(what)
    for (const { count, go } of waiting) if (happened.length >= count) go()
  }
  const failing = new Set<string>()
  const product = (name: string): Product => ({
    isMadeFrom: (file) =>
      file.startsWith(path.join(root, name)) || file.startsWith(path.join(root, 'common')),
    build: async () => {
      note(`build ${name}`)
      if (failing.has(name)) throw new Error(`${name} is broken`)
    },
  })
  const watching = await startLiveReload({
    folders: [root],
    products: [product('a'), product('b')],
    onBuilt: () => note('built'),
    onError: (error) => note(`error ${error.message}`),
  })
  opened.push(watching)
  return {
    failing,
    change: (name: string) => writeFiles(root, { [name]: String(Math.random()) }),
    /** The first so many things that happened, when they have. */
    first: (count: number) =>
      new Promise<string[]>((resolve) => {
        const go = () => resolve(happened.slice(0, count))
        if (happened.length >= count) go()
        else waiting.push({ count, go })
      }),
  }
}

const opened: LiveReload[] = []
afterEach(async () => {
  for (const watching of opened.splice(0)) await watching.close()
})

test('a change builds what it belongs to and nothing else, and then tells', async () => {
  const { change, first } = await watchTwo()
  change('a/one.ts')
  expect(await first(2)).toEqual(['build a', 'built'])
  change('b/new.ts')
  expect(await first(4)).toEqual(['build a', 'built', 'build b', 'built'])
})

test('a source of both builds both, and tells once', async () => {
  const { change, first } = await watchTwo()
  change('common/one.ts')
  expect(await first(3)).toEqual(['build a', 'build b', 'built'])
})

test('what comes together is one change', async () => {
  jest.useFakeTimers()
  const builds: string[] = []
  const product = (name: string): Product => ({
    isMadeFrom: (file) => file.startsWith(name),
    build: async () => void builds.push(name),
  })
  const rebuild = rebuilder({
    products: [product('a'), product('b')],
    onBuilt: () => builds.push('built'),
    onError: (error) => {
      throw error
    },
  })
  for (const file of ['a/one.ts', 'b/one.ts', 'a/two.ts']) rebuild.changed(file)
  await jest.runAllTimersAsync()
  rebuild.changed('a/one.ts')
  await jest.runAllTimersAsync()
  jest.useRealTimers()
  await rebuild.stop()
  expect(builds).toEqual(['a', 'b', 'built', 'a', 'built'])
})

test('an error is told, and what failed is built again at the next change, wherever that is', async () => {
  const { failing, change, first } = await watchTwo()
  failing.add('a')
  change('a/one.ts')
  expect(await first(2)).toEqual(['build a', 'error a is broken'])
  failing.delete('a')
  change('b/one.ts')
  expect((await first(5)).slice(2).sort()).toEqual(['build a', 'build b', 'built'])
})

test('packages and files that belong to nothing are no change', async () => {
  const { change, first } = await watchTwo()
  change('elsewhere/one.ts')
  change('a/node_modules/x/index.js')
  change('a/miniprogram_npm/x/index.js')
  change('b/one.ts')
  expect(await first(2)).toEqual(['build b', 'built'])
})
