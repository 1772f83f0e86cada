/**
 * `npm test`: installs what is needed, then types, lint, arrows and what every change is tried by, in five minutes.
 * `npm run drills`: what takes longer. Both end with one line that sums them up.
 */
import { spawn } from 'node:child_process'
import { readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { ensureInstalled, ensureNode } from '../local/install.mjs'
import { findBrowser } from './support/find-browser.cjs'

const root = path.resolve(import.meta.dirname, '..')
const report = path.join(root, 'node_modules/.cache/test-report.json')

/** Most of what a test makes is soon of no use: more room for it spares the garbage collector a tenth of all time. */
const nodeOptions = ['--max-semi-space-size=64']

const run = (name, command, ...args) =>
  new Promise((resolve) => {
    const startedAt = Date.now()
    const child = spawn(process.execPath, [...nodeOptions, path.join(root, command), ...args], {
      cwd: root,
      stdio: 'inherit',
    })
    child.on('exit', (code) => {
      console.info(`${code === 0 ? '✓' : '✗'} ${name} (${((Date.now() - startedAt) / 1000).toFixed(1)} s)`)
      resolve(code === 0)
    })
  })

ensureNode()
await ensureInstalled()
await rm(report, { force: true })

const areDrills = process.argv[2] === 'drills'

const arrows = ['--config', 'test/architecture/arrows.cjs', 'miniprogram', 'cloudfunctions', 'local']
const checks = areDrills
  ? []
  : await Promise.all([
      run('types', 'node_modules/typescript-7/bin/tsc', '-b'),
      run('lint', 'node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings'),
      run('arrows', 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs', ...arrows),
    ])
const hasBrowser = findBrowser() !== undefined
if (!hasBrowser && process.env.BROWSER_TESTS === 'required') {
  console.error('No Chromium, Chrome or Edge was found, and BROWSER_TESTS=required asks for one.')
  process.exit(1)
}
const kinds = ['rules', 'cloud', 'components', ...(hasBrowser ? ['browser'] : [])]
const isGreen = await run(
  areDrills ? 'drills' : 'tests',
  'node_modules/jest/bin/jest.js',
  '--config',
  'test/jest.config.mjs',
  '--json',
  `--outputFile=${report}`,
  // Paths go before it, which takes all that follows.
  ...process.argv.slice(areDrills ? 3 : 2),
  '--selectProjects',
  ...kinds.map((kind) => (areDrills ? `${kind}-drills` : kind)),
)

const counted = await readFile(report, 'utf8').then(JSON.parse, () => undefined)
const failedChecks = checks.filter((passed) => !passed).length
const failed = (counted?.numFailedTests ?? 0) + (counted?.numRuntimeErrorTestSuites ?? 0)
const passed = (counted?.numPassedTests ?? 0) + checks.length - failedChecks
const failures = failed + failedChecks + (isGreen || failed > 0 ? 0 : 1)
const skipped = counted?.numPendingTests ? `, ${counted.numPendingTests} skipped` : ''
if (!hasBrowser) {
  console.error(`
  ┌──────────────────────────────────────────────────────────────────────┐
  │  THE BROWSER TESTS DID NOT RUN: no Chromium, Chrome or Edge is here.  │
  │  The three journeys are therefore untested. Install one and repeat.   │
  └──────────────────────────────────────────────────────────────────────┘`)
}
console.info(`${passed} passed, ${failures} failed${skipped}`)
process.exit(failures === 0 ? 0 : 1)
