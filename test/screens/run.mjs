/**
 * npm run screens [-- words]: pictures of every page in every state, and a sheet of them all in .local/screens;
 * `-- chosen` takes those of the README.
 */
import { createRequire } from 'node:module'
import { ensureInstalled, ensureNode } from '../../local/install.mjs'

ensureNode()
ensureInstalled()
const { register } = await import('tsx/cjs/api')
register()
const require = createRequire(import.meta.url)
const words = process.argv.slice(2)
if (words[0] === 'chosen') await require('./chosen.ts').takeChosen()
else await require('./take.ts').takeScreens(words)
