import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { temporaryFolder, writeFiles } from './temporary-folder'

const installer = path.resolve(__dirname, '../../local/install.mjs')

/** Runs an expression over the installer as a Node process of its own, as npm start does. */
function evaluate(expression: string): { status: number | null; stdout: string; stderr: string } {
  const script = `import('${installer}').then(async (install) => console.log(await (${expression})))`
  return spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' })
}

const isInstalled = (root: string) => evaluate(`install.isInstalled('${root}')`).stdout.trim() === 'true'

describe('the Node that runs', () => {
  test.each(['18.20.4', '20.18.1'])('%s ends with one sentence', (version) => {
    const { status, stdout, stderr } = evaluate(`install.ensureNode('${version}')`)
    expect(status).toBe(1)
    expect(stdout).toBe('')
    expect(stderr).toMatch(/^This project needs Node 20\.19 or newer, and this is Node \S+: .*\.\n$/)
  })

  test.each(['20.19.0', '22.0.0', '24.1.0', '100.0.0'])('%s is new enough', (version) => {
    expect(evaluate(`install.ensureNode('${version}')`)).toMatchObject({ status: 0, stderr: '' })
  })
})

describe('packages', () => {
  const one = { version: '1.0.0', integrity: 'sha512-one' }
  const forAnotherMachine = { version: '1.0.0', integrity: 'sha512-two', optional: true }
  const lockfile = (packages: object) => JSON.stringify({ packages: { '': { name: 'x' }, ...packages } })

  const project = (wanted: object, installed: object) =>
    temporaryFolder({
      'package-lock.json': lockfile(wanted),
      'node_modules/.package-lock.json': JSON.stringify({ packages: installed }),
    })

  test('are there when npm installed just these, whoever called npm', () => {
    expect(isInstalled(project({ 'node_modules/one': one }, { 'node_modules/one': one }))).toBe(true)
  })

  test('of other platforms may be left out, as npm does', () => {
    const wanted = { 'node_modules/one': one, 'node_modules/two': forAnotherMachine }
    expect(isInstalled(project(wanted, { 'node_modules/one': one }))).toBe(true)
  })

  test.each([
    ['one is missing', {}],
    ['one has another version', { 'node_modules/one': { ...one, version: '1.0.1' } }],
    ['one has other contents', { 'node_modules/one': { ...one, integrity: 'sha512-other' } }],
    ['there is one too many', { 'node_modules/one': one, 'node_modules/more': one }],
  ])('are not there when %s', (_case, installed) => {
    expect(isInstalled(project({ 'node_modules/one': one }, installed))).toBe(false)
  })

  test('are not there without node_modules, nor after an installation that was cut off', () => {
    const root = temporaryFolder({ 'package-lock.json': lockfile({}) })
    expect(isInstalled(root)).toBe(false)
    writeFiles(root, { 'node_modules/one/index.js': '' })
    expect(isInstalled(root)).toBe(false)
  })

  test('are remembered by their lockfile: the next start compares nothing, until the lockfile changes', () => {
    const root = project({ 'node_modules/one': one }, { 'node_modules/one': one })
    evaluate(`install.ensureInstalled('${root}')`)
    writeFiles(root, { 'node_modules/.package-lock.json': '{"packages":{}}' })
    expect(isInstalled(root)).toBe(true)
    writeFiles(root, { 'package-lock.json': lockfile({ 'node_modules/one': { ...one, version: '2.0.0' } }) })
    expect(isInstalled(root)).toBe(false)
  })
})
