/** Where test files of the cloud run: as node itself, with the cloud of the stories at hand. */
import { TestEnvironment } from 'jest-environment-node'
import { require as requireTypeScript } from 'tsx/cjs/api'

declare global {
  /** Loaded when it is first asked for. */
  var outside: () => typeof import('./outside')
}

export default class CloudEnvironment extends TestEnvironment {
  override async setup(): Promise<void> {
    await super.setup()
    this.global.outside = () => requireTypeScript('./outside.ts', __filename)
    // Moments pass between a test file and the cloud as they are.
    this.global.Date = Date
  }
}
