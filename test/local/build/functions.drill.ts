import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { buildFunctions } from '../../../local/build/functions'
import { borrowPackages, temporaryFolder, writeFiles } from '../temporary-folder'

const greet = `
  import cloud from 'wx-server-sdk'
  import { greeting } from '../domain/greeting'
  export const main = (event: { name: string }) => greeting(event.name, cloud.getWXContext().OPENID ?? '')
`
const files = {
  'cloudfunctions/greet/index.ts': greet,
  'cloudfunctions/greet/config.json': '{"permissions":{"openapi":[]}}',
  'cloudfunctions/domain/greeting.ts': `export const greeting = (name: string, openid: string) => 'Hello ' + name + ', known as ' + openid`,
}

function project(): { root: string; outFolder: string } {
  const root = temporaryFolder(files)
  borrowPackages(root)
  return { root, outFolder: path.join(root, 'out') }
}

describe('buildFunctions', () => {
  test('makes of a folder with a config.json a function that runs where there are no packages at all', async () => {
    const { root, outFolder } = project()
    const built = await buildFunctions({ root, outFolder })
    expect(built.names).toEqual(['greet'])

    const elsewhere = temporaryFolder()
    fs.cpSync(path.join(outFolder, 'greet'), elsewhere, { recursive: true })
    const run = `Promise.resolve(require('./index.js').main({ name: 'Ginkgo' })).then(console.log)`
    const answer = execFileSync(process.execPath, ['-e', run], {
      cwd: elsewhere,
      env: { WX_OPENID: 'o-1', WX_CONTEXT_KEYS: 'WX_OPENID' },
      encoding: 'utf8',
    })
    expect(answer.trim()).toBe('Hello Ginkgo, known as o-1')
  })

  test('writes what an upload needs and nothing that would break it: no TypeScript, no dependencies', async () => {
    const { root, outFolder } = project()
    await buildFunctions({ root, outFolder })
    const written = fs.readdirSync(outFolder, { recursive: true, encoding: 'utf8' }).sort()
    expect(written).toEqual(
      ['greet', 'greet/config.json', 'greet/index.js', 'greet/index.js.map', 'greet/package.json'].map(
        path.normalize,
      ),
    )
    const manifest = JSON.parse(fs.readFileSync(path.join(outFolder, 'greet/package.json'), 'utf8'))
    expect(manifest).toMatchObject({ name: 'greet', main: 'index.js', dependencies: {} })
  })

  test('names its own sources, so that a change in shared code is known to matter', async () => {
    const { root, outFolder } = project()
    const { sources } = await buildFunctions({ root, outFolder })
    expect([...sources].sort()).toEqual([
      path.join(root, 'cloudfunctions/domain/greeting.ts'),
      path.join(root, 'cloudfunctions/greet/index.ts'),
    ])
  })

  test('removes a function that is no longer deployed', async () => {
    const { root, outFolder } = project()
    writeFiles(outFolder, { 'former/index.js': '' })
    await buildFunctions({ root, outFolder })
    expect(fs.readdirSync(outFolder)).toEqual(['greet'])
  })

  test.each([
    [
      'a source with an error',
      { 'cloudfunctions/domain/greeting.ts': 'export const\n  = 1' },
      /^cloudfunctions\/domain\/greeting\.ts:2:3 /,
    ],
    [
      'a name that does not exist',
      { 'cloudfunctions/domain/greeting.ts': 'export {}' },
      /^cloudfunctions\/greet\/index\.ts:3:\d+ .*greeting/,
    ],
    [
      'a config.json with an error',
      { 'cloudfunctions/greet/config.json': '{' },
      /^cloudfunctions\/greet\/config\.json is not JSON/,
    ],
  ])('refuses %s by file, and what was built before stays', async (_what, change, sentence) => {
    const { root, outFolder } = project()
    await buildFunctions({ root, outFolder })
    const before = fs.readFileSync(path.join(outFolder, 'greet/index.js'), 'utf8')
    writeFiles(root, change)
    await expect(buildFunctions({ root, outFolder })).rejects.toThrow(
      expect.objectContaining({ name: 'BuildError', message: expect.stringMatching(sentence) }),
    )
    expect(fs.readFileSync(path.join(outFolder, 'greet/index.js'), 'utf8') === before).toBe(true)
  })

  test('builds the functions of this repository', async () => {
    const outFolder = temporaryFolder()
    const { names } = await buildFunctions({ outFolder })
    expect(names).toEqual(['api', 'media-checked', 'payment-notify', 'timer'])
    for (const name of names) {
      const code = fs.readFileSync(path.join(outFolder, name, 'index.js'), 'utf8')
      expect(code.includes('require("wx-server-sdk")')).toBe(false)
    }
  })
})
