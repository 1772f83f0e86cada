/** The arrows are a check that can fail: each forbidden import below is refused by the rule that forbids it. */
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { temporaryFolder } from '../local/temporary-folder'

const root = path.resolve(__dirname, '../..')
const cruise = path.join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs')
const rules = path.join(root, 'test/architecture/arrows.cjs')

/** The names of the rules that a house of these files breaks. */
function broken(files: Readonly<Record<string, string>>): string[] {
  const folder = temporaryFolder({ 'tsconfig.json': '{}', ...files })
  const { stdout } = spawnSync(
    process.execPath,
    [cruise, '--config', rules, '--output-type', 'json', 'miniprogram', 'cloudfunctions', 'local'].filter(
      (argument) => !/^(miniprogram|cloudfunctions|local)$/.test(argument) || hasFolder(files, argument),
    ),
    { cwd: folder, encoding: 'utf8' },
  )
  const { summary } = JSON.parse(stdout) as { summary: { violations: { rule: { name: string } }[] } }
  return [...new Set(summary.violations.map(({ rule }) => rule.name))].sort()
}

const hasFolder = (files: object, folder: string) =>
  Object.keys(files).some((file) => file.startsWith(`${folder}/`))

const imports = (target: string) => `import { thing } from '${target}'\nexport const own = thing\n`
const thing = 'export const thing = 1\n'

test('a house in order breaks no rule', () => {
  expect(
    broken({
      'miniprogram/contract/index.ts': thing,
      'miniprogram/services/cloud.ts': imports('../contract/index'),
      'miniprogram/pages/home/home.ts': imports('../../services/cloud'),
      'cloudfunctions/domain/events/rules.ts': imports('../../../miniprogram/contract/index'),
    }),
  ).toEqual([])
})

test.each([
  [
    'contract-stands-alone',
    'miniprogram/contract/a.ts',
    '../services/cloud',
    'miniprogram/services/cloud.ts',
  ],
  [
    'components-present',
    'miniprogram/components/a/a.ts',
    '../../services/cloud',
    'miniprogram/services/cloud.ts',
  ],
  ['pages-do-not-share-code', 'miniprogram/pages/a/a.ts', '../b/b', 'miniprogram/pages/b/b.ts'],
  ['services-know-no-pages', 'miniprogram/services/a.ts', '../pages/b/b', 'miniprogram/pages/b/b.ts'],
  ['phone-code-is-deployed-alone', 'miniprogram/services/a.ts', '../../local/b', 'local/b.ts'],
  [
    'rules-are-pure',
    'cloudfunctions/domain/a/rules.ts',
    '../../platform/clock',
    'cloudfunctions/platform/clock.ts',
  ],
  [
    'records-know-the-cloud-only',
    'cloudfunctions/domain/a/records.ts',
    './actions',
    'cloudfunctions/domain/a/actions.ts',
  ],
  [
    'platform-knows-no-domain',
    'cloudfunctions/platform/a.ts',
    '../domain/b/records',
    'cloudfunctions/domain/b/records.ts',
  ],
  ['domain-stays-in-the-house', 'cloudfunctions/domain/a/actions.ts', '../../../local/b', 'local/b.ts'],
  ['functions-are-thin', 'cloudfunctions/api/index.ts', '../../local/b', 'local/b.ts'],
  [
    'the-seed-writes-records-only',
    'local/seed/a.ts',
    '../../cloudfunctions/api/index',
    'cloudfunctions/api/index.ts',
  ],
])('%s: %s must not import %s', (rule, from, target, to) => {
  expect(broken({ [from]: imports(target), [to]: thing })).toContain(rule)
})

test('two modules that need each other are refused', () => {
  expect(
    broken({
      'cloudfunctions/platform/a.ts': "import { b } from './b'\nexport const a = () => b\n",
      'cloudfunctions/platform/b.ts': "import { a } from './a'\nexport const b = () => a\n",
    }),
  ).toContain('no-circles')
})

test.each([
  ['one-door-to-the-cloud', 'wx-server-sdk'],
  ['one-door-to-payments', 'wechatpay-axios-plugin'],
])('%s: nobody else imports %s', (rule, name) => {
  expect(
    broken({
      'cloudfunctions/domain/a/actions.ts': imports(name),
      [`node_modules/${name}/package.json`]: `{"name":"${name}","main":"index.js"}`,
      [`node_modules/${name}/index.js`]: 'exports.thing = 1\n',
    }),
  ).toContain(rule)
})
