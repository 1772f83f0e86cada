/** One run, four kinds of tests: pure rules, the cloud with the real SDK, components on WeChat's engine, a real browser. */
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

const node = (displayName, folders, more = {}) => ({
  ...shared,
  displayName,
  testEnvironment: 'node',
  testRegex: folders.map((folder) => `/test/${folder}/.*\\.test\\.ts$`),
  ...more,
})

export default {
  rootDir,
  maxWorkers: 2,
  testTimeout: 60_000,
  projects: [
    node('rules', [
      'miniprogram/(?!components/)[^/]+',
      'cloudfunctions/(domain|platform)',
      'architecture',
      'wechat',
    ]),
    node('cloud', ['local', 'stories'], {
      globalSetup: '<rootDir>/test/support/build-functions.ts',
      ...cloudAtHand,
    }),
    {
      ...shared,
      displayName: 'components',
      testEnvironment: 'jsdom',
      testMatch: ['<rootDir>/test/miniprogram/components/**/*.test.ts'],
    },
    node('browser', ['browser'], {
      globalSetup: '<rootDir>/test/support/build-phones.ts',
      ...cloudAtHand,
    }),
  ],
}
