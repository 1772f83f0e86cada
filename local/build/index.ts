/**
 * Makes from the sources what WeChat takes: `dist/cloudfunctions` for the cloud and `miniprogram/miniprogram_npm` for
 * the phone. After it, the WeChat DevTools open the repository's root as it is.
 *
 * | as WeChat does                                        | not                                                    |
 * |-------------------------------------------------------|--------------------------------------------------------|
 * | functions as CommonJS with index.js and config.json   | TypeScript of the mini-program: the DevTools compile it |
 * | npm packages where `require` on a phone looks for them | npm packages that bring anything but components or code |
 * | components with all they need, no remote font          | upload and preview, which need an account               |
 */
export { BuildError } from './error'
export { type BuiltFunctions, buildFunctions } from './functions'
export { buildNpmPackages, type NpmPackages } from './npm-packages'
