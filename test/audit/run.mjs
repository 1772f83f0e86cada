/** npm run audit: measures every page against the rules of WeChat's own audit and of this house; fails where one is broken. */
import { createRequire } from 'node:module'
import { ensureInstalled, ensureNode } from '../../local/install.mjs'

ensureNode()
ensureInstalled()
const { register } = await import('tsx/cjs/api')
register()
const { audit } = createRequire(import.meta.url)('./audit.ts')
process.exit((await audit(process.argv.slice(2))) ? 0 : 1)
