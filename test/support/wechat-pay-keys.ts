/** The keys of the tests' WeChat Pay, made once for a checkout: fresh ones for each test file would take most of its start. */
import fs from 'node:fs'
import path from 'node:path'
import { makeWechatPayKeys, type WechatPayKeys } from '../../local/wechat-pay'

const file = path.resolve(__dirname, '../../node_modules/.cache/test-wechat-pay-keys.json')

export function wechatPayKeys(): WechatPayKeys {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'))
  } catch {
    const keys = makeWechatPayKeys()
    fs.mkdirSync(path.dirname(file), { recursive: true })
    fs.writeFileSync(`${file}.${process.pid}`, JSON.stringify(keys))
    fs.renameSync(`${file}.${process.pid}`, file)
    return keys
  }
}
