/** What jest runs, with what, and where: see `kinds`. */
import path from 'node:path'

const rootDir = path.resolve(import.meta.dirname, '..')

const shared = {
  rootDir,
  transform: {
    '^.+\\.(?:[cm]?js|ts)$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } },
    ],
  },
  // Published as ECMAScript modules only, which jest reads once they are turned into CommonJS.
  transformIgnorePatterns: ['/node_modules/(?!(?:qr|chokidar|readdirp|cron-parser)/)'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.local/', '/miniprogram_npm/'],
}

const cloudAtHand = {
  testEnvironment: '<rootDir>/test/support/environment.ts',
  // Where test/support/build-functions.ts puts it.
  moduleNameMapper: { '^wx-server-sdk$': '<rootDir>/node_modules/.cache/tests/wx-server-sdk.js' },
}

const onCloud = { globalSetup: '<rootDir>/test/support/build-functions.ts', ...cloudAtHand }
const inBrowser = { globalSetup: '<rootDir>/test/support/build-phones.ts', ...cloudAtHand }

/** Four kinds: pure rules, the cloud with the real SDK, components on WeChat's engine, pages in a real browser. */
const kinds = [
  [
    'rules',
    ['miniprogram/(?!components/)[^/]+', 'cloudfunctions/(domain|platform)', 'architecture', 'wechat'],
    { testEnvironment: 'node' },
  ],
  ['cloud', ['local', 'stories'], onCloud],
  ['components', ['miniprogram/components'], { testEnvironment: 'jsdom' }],
  ['browser', ['browser'], inBrowser],
]

/** Each kind twice: tests, by which every change is tried, and drills, which take their time. */
const projects = kinds.flatMap(([displayName, folders, more]) =>
  ['test', 'drill'].map((suffix) => ({
    ...shared,
    displayName: suffix === 'test' ? displayName : `${displayName}-drills`,
    testRegex: folders.map((folder) => `/test/${folder}/.*\\.${suffix}\\.ts$`),
    ...more,
  })),
)

export default { rootDir, maxWorkers: 2, testTimeout: 60_000, projects }
