/** npm run first-administrator: a code for whoever administers first, and the digest of it that the functions are told. */
import { randomBytes } from 'node:crypto'
import { createRequire } from 'node:module'
import { ensureInstalled, ensureNode } from './install.mjs'

ensureNode()
ensureInstalled()
const { register } = await import('tsx/cjs/api')
register()
const { digestOf } = createRequire(import.meta.url)('../cloudfunctions/domain/roles/codes.ts')

// As short as the other codes, so that it may be the scene of a page.
const code = randomBytes(12).toString('hex')
console.info(`1. 云函数 api 的环境变量：
   FIRST_ADMINISTRATOR=${digestOf(code)}
2. 在微信开发者工具里添加编译模式：启动页面 pages/enter/enter，启动参数
   scene=${code}
   点「预览」，由第一位管理员用微信扫码，登记后接受。
   This code works once, and only while nobody administers the university. Keep it to yourself.`)
