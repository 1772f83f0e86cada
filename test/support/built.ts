/** Where lies what is built once for a run of the tests, before the first of them. */
import path from 'node:path'

const root = path.resolve(__dirname, '../../node_modules/.cache/tests')

export const built = {
  /** The real SDK as one file, which loads in a quarter of the time of its 425 modules. */
  sdk: path.join(root, 'wx-server-sdk.js'),
  /** test/support/invariants.ts with the real SDK inside. */
  invariants: path.join(root, 'invariants.js'),
  /** test/support/outside.ts with all of our own that it stands on. */
  outside: path.join(root, 'outside.js'),
  /** Functions of test/local/cloud/fixtures, with the real SDK inside, as they would be deployed. */
  fixtureFunctions: path.join(root, 'fixture-functions'),
  phone: path.join(root, 'phone'),
  panel: path.join(root, 'panel'),
  /** The phone with the small mini-program of test/local/phone/fixture. */
  fixturePhone: path.join(root, 'fixture-phone'),
} as const
