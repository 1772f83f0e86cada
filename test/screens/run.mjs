/** npm run screens [-- words]: pictures of every page in every state, and a sheet of them all in .local/screens. */
import { createRequire } from 'node:module'
import { ensureInstalled, ensureNode } from '../../local/install.mjs'

ensureNode()
ensureInstalled()
const { register } = await import('tsx/cjs/api')
register()
const { takeScreens } = createRequire(import.meta.url)('./take.ts')
await takeScreens(process.argv.slice(2))
