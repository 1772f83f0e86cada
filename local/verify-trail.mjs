/**
 * npm run verify-trail: whether the trail still stands as it was sealed; ends with 1 where it does not. It looks at the
 * world in .local, or in the folder after `--data`; with `SECRET_KEY` in the environment at the cloud that is named there
 * by the same variables as a function has.
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
const { verifyKeptTrail, verifyTrail } = createRequire(import.meta.url)('./verify-trail.ts')
const say = (sentence) => console.info(sentence)
try {
  const stands = process.env.SECRET_KEY
    ? await verifyTrail(say)
    : await verifyKeptTrail(path.resolve(values.data), say)
  process.exitCode = stands ? 0 : 1
} catch (error) {
  if (error.name !== 'Refusal') throw error
  console.error(error.message)
  process.exitCode = 1
}
