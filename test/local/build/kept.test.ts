import fs from 'node:fs'
import path from 'node:path'
import { buildUnlessKept } from '../../../local/build/kept'
import { temporaryFolder, writeFiles } from '../temporary-folder'

let root: string
let builds: number
beforeEach(() => {
  root = temporaryFolder()
  builds = 0
  writeFiles(root, { 'src/page.ts': 'one', 'tools/build.ts': 'two', 'package-lock.json': '{}' })
})

const outFolder = () => path.join(root, 'out')
const build = async () => {
  builds += 1
  writeFiles(outFolder(), { 'index.js': `build ${builds}` })
  return { warnings: [`said by build ${builds}`] }
}
const run = (how: () => Promise<{ warnings: string[] }> = build) =>
  buildUnlessKept({ root, outFolder: outFolder(), sources: ['src', 'tools'], build: how })
const made = () => fs.readFileSync(path.join(outFolder(), 'index.js'), 'utf8')

test('what was built from the same sources is kept, with what was said about it', async () => {
  await run()
  expect(await run()).toEqual({ warnings: ['said by build 1'] })
  expect(made()).toBe('build 1')
})

test.each([
  ['a source is written again', () => writeFiles(root, { 'src/page.ts': 'other' })],
  ['a source comes', () => writeFiles(root, { 'src/deep/new.ts': '' })],
  ['a source goes', () => fs.rmSync(path.join(root, 'src/page.ts'))],
  ['what builds it changes', () => writeFiles(root, { 'tools/build.ts': 'other' })],
  ['other packages are installed', () => writeFiles(root, { 'package-lock.json': '{"other": 1}' })],
  ['what was built is taken away', () => fs.rmSync(outFolder(), { recursive: true })],
])('it is built again when %s', async (_when, change) => {
  await run()
  change()
  await run()
  expect(made()).toBe('build 2')
})

test('a build that failed half-way is built again, also from sources that were built before', async () => {
  await run()
  writeFiles(root, { 'src/page.ts': 'wrong' })
  const halfWay = async () => {
    await build()
    throw new Error('a comma is missing')
  }
  await expect(run(halfWay)).rejects.toThrow('a comma is missing')
  await run()
  expect(made()).toBe('build 3')
})
