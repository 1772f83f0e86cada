/** npm run bench: measures, here and now. `npm run bench -- seats door` measures what begins with one of these words. */
import { createRequire } from 'node:module'
import { ensureInstalled, ensureNode } from '../../local/install.mjs'

ensureNode()
ensureInstalled()
const { register } = await import('tsx/cjs/api')
register()
const { bench } = createRequire(import.meta.url)('./bench.ts')
// Clients of the cloud keep connections open, which must not keep this process.
process.exit((await bench(process.argv.slice(2))) ? 0 : 1)
