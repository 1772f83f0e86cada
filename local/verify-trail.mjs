/**
 * npm run verify-trail: whether the trail still stands as it was sealed; ends with 1 where it does not. It looks at the
 * world in .local, or in the folder after `--data`. In the WeChat cloud an administrator verifies a day on the page
 * 操作记录, and the nightly check all of them.
 */
import { createRequire } from 'node:module'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { ensureInstalled, ensureNode } from './install.mjs'

ensureNode()
const { values } = parseArgs({
  options: { data: { type: 'string', default: path.join(import.meta.dirname, '../.local') } },
})
ensureInstalled()
const { register } = await import('tsx/cjs/api')
register()
const { verifyKeptTrail } = createRequire(import.meta.url)('./kept-trail.ts')
try {
  const stands = await verifyKeptTrail(path.resolve(values.data), (sentence) => console.info(sentence))
  process.exitCode = stands ? 0 : 1
} catch (error) {
  if (error.name !== 'Refusal') throw error
  console.error(error.message)
  process.exitCode = 1
}
