/** npm run check:wechat: whether WeChat's own compilers take the mini-program, without an account. */
import { createRequire } from 'node:module'
import { ensureInstalled, ensureNode } from '../../local/install.mjs'

ensureNode()
ensureInstalled()
const { register } = await import('tsx/cjs/api')
register()
const { check } = createRequire(import.meta.url)('./check.ts')
process.exitCode = (await check()) ? 0 : 1
