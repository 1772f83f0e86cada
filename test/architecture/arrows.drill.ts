/** The arrows are a check that can fail: each forbidden import below is refused by the rule that forbids it. */
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { temporaryFolder } from '../local/temporary-folder'

const root = path.resolve(__dirname, '../..')
const cruise = path.join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs')
const rules = path.join(root, 'test/architecture/arrows.cjs')

/** The rules that a house of these files breaks, each with the file that breaks it. */
function broken(files: Readonly<Record<string, string>>): string[] {
  const folder = temporaryFolder({ 'tsconfig.json': '{}', ...files })
  const parts = ['miniprogram', 'cloudfunctions', 'local'].filter((part) =>
    Object.keys(files).some((file) => file.startsWith(`${part}/`)),
  )
  const { stdout } = spawnSync(
    process.execPath,
    [cruise, '--config', rules, '--output-type', 'json', ...parts],
    {
      cwd: folder,
      encoding: 'utf8',
    },
  )
  const { summary } = JSON.parse(stdout) as {
    summary: { violations: { rule: { name: string }; from: string }[] }
  }
  return summary.violations.map(({ rule, from }) => `${rule.name}: ${from}`)
}

const imports = (target: string) => `import { thing } from '${target}'\nexport const own = thing\n`
const thing = 'export const thing = 1\n'

test('a house in order breaks no rule', () => {
  expect(
    broken({
      'miniprogram/contract/index.ts': thing,
      'miniprogram/services/cloud.ts': imports('../contract/index'),
      'miniprogram/pages/home/home.ts': imports('../../services/cloud'),
      'miniprogram/alumni/utils/face.ts': thing,
      'miniprogram/alumni/person/person.ts': imports('../utils/face'),
      'cloudfunctions/domain/events/rules.ts': imports('../../../miniprogram/contract/index'),
    }),
  ).toEqual([])
})

/** Each rule, a file that breaks it, what that file imports, and where that leads. */
const forbidden: readonly (readonly [rule: string, from: string, target: string, to: string])[] = [
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
  [
    'components-present',
    'miniprogram/alumni/components/a/a.ts',
    '../../services/b',
    'miniprogram/alumni/services/b.ts',
  ],
  ['pages-do-not-share-code', 'miniprogram/pages/a/a.ts', '../b/b', 'miniprogram/pages/b/b.ts'],
  ['pages-do-not-share-code', 'miniprogram/events/a/a.ts', '../b/b', 'miniprogram/events/b/b.ts'],
  [
    'packages-do-not-share-code',
    'miniprogram/giving/a/a.ts',
    '../../alumni/utils/b',
    'miniprogram/alumni/utils/b.ts',
  ],
  [
    'main-package-stands-alone',
    'miniprogram/utils/a.ts',
    '../alumni/utils/b',
    'miniprogram/alumni/utils/b.ts',
  ],
  ['services-know-no-pages', 'miniprogram/services/a.ts', '../pages/b/b', 'miniprogram/pages/b/b.ts'],
  ['phone-code-is-deployed-alone', 'miniprogram/services/c.ts', '../../local/b', 'local/b.ts'],
  [
    'rules-are-pure',
    'cloudfunctions/domain/a/rules.ts',
    '../../platform/clock',
    'cloudfunctions/platform/clock.ts',
  ],
  [
    'records-know-the-cloud-only',
    'cloudfunctions/domain/e/records.ts',
    './actions',
    'cloudfunctions/domain/e/actions.ts',
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
]

/** Packages of the same name, since the rules go by where an import leads. */
const packages = ['wx-server-sdk', 'wechatpay-axios-plugin']

describe('a house in which every arrow is wrong', () => {
  let found: readonly string[]
  beforeAll(() => {
    const files: Record<string, string> = {
      'cloudfunctions/platform/circle-a.ts': "import { b } from './circle-b'\nexport const a = () => b\n",
      'cloudfunctions/platform/circle-b.ts': "import { a } from './circle-a'\nexport const b = () => a\n",
    }
    for (const [, , , to] of forbidden) files[to] = thing
    for (const [, from, target] of forbidden) files[from] = imports(target)
    for (const name of packages) {
      files[`cloudfunctions/domain/shop/${name}.ts`] = imports(name)
      files[`node_modules/${name}/package.json`] = `{"name":"${name}","main":"index.js"}`
      files[`node_modules/${name}/index.js`] = 'exports.thing = 1\n'
    }
    found = broken(files)
  })

  test.each(forbidden)('%s: %s must not import %s', (rule, from) => {
    expect(found).toContain(`${rule}: ${from}`)
  })

  test('two modules that need each other are refused', () => {
    expect(found).toContain('no-circles: cloudfunctions/platform/circle-a.ts')
  })

  test.each([
    ['one-door-to-the-cloud', 'wx-server-sdk'],
    ['one-door-to-payments', 'wechatpay-axios-plugin'],
  ])('%s: nobody else imports %s', (rule, name) => {
    expect(found).toContain(`${rule}: cloudfunctions/domain/shop/${name}.ts`)
  })
})
