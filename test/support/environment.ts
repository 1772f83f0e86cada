/** Where test files of the cloud and of the browser run: as node itself, with what all of them share at hand. */
import { TestEnvironment } from 'jest-environment-node'
import { built } from './built'

declare global {
  /** The stories' cloud, loaded when it is first asked for; absent where no test file runs. */
  var outside: (() => typeof import('./outside')) | undefined
  /** What drives a browser: loading it takes as long as some tests. */
  var playwright: (() => typeof import('playwright-core')) | undefined
}

export default class CloudEnvironment extends TestEnvironment {
  override async setup(): Promise<void> {
    await super.setup()
    this.global.outside = () => require(built.outside)
    this.global.playwright = () => require('playwright-core')
    // Moments pass between a test file and the cloud as they are.
    this.global.Date = Date
  }
}
