/** The port is made from the environment alone, and says by name what is wrong with it. */
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { isWechatPayConfigured, wechatPay } from '../../../../cloudfunctions/platform/wechat-pay'
import {
  chosenAdapter,
  readCloudPaySettings,
  readPaySettings,
} from '../../../../cloudfunctions/platform/wechat-pay/settings'
import { wechatPayEnvironment } from '../../../../local/wechat-pay'
import { appid, keys, newOutTradeNo, startWorld } from '../../../local/wechat-pay/merchant'

const environment = wechatPayEnvironment(keys, {
  appid,
  url: 'http://127.0.0.1:1/',
  notifyUrl: 'https://alumni.example/notify',
})

afterEach(() => {
  for (const name of Object.keys(environment)) delete process.env[name]
})

test('without any variable, payments are not configured', () => {
  expect(isWechatPayConfigured()).toBe(false)
  expect(() => wechatPay()).toThrow('WECHAT_PAY_MCHID is missing')
})

test('half a configuration is configured, and refused by name', () => {
  process.env.WECHAT_PAY_MCHID = keys.mchid
  expect(isWechatPayConfigured()).toBe(true)
  expect(() => wechatPay()).toThrow('WECHAT_PAY_API_V3_KEY is missing')
})

test('with the environment of the sandbox, it talks to the sandbox', async () => {
  const world = await startWorld()
  const { url } = world.sandbox
  Object.assign(process.env, wechatPayEnvironment(keys, { appid, url, notifyUrl: world.notifyUrl.url }))
  expect(isWechatPayConfigured()).toBe(true)
  expect(await wechatPay().query(newOutTradeNo())).toBe('NOT_EXIST')
  expect(wechatPay()).toBe(wechatPay())
  await world.close()
})

test.each([
  ['WECHAT_PAY_APPID', ''],
  ['WECHAT_PAY_MERCHANT_PRIVATE_KEY', 'not a key'],
  ['WECHAT_PAY_MERCHANT_PRIVATE_KEY', keys.merchantPublicKey],
  ['WECHAT_PAY_PLATFORM_KEYS', 'not json'],
  ['WECHAT_PAY_PLATFORM_KEYS', '{}'],
  ['WECHAT_PAY_PLATFORM_KEYS', '{"PUB_KEY_ID_1":"not a key"}'],
  ['WECHAT_PAY_API_V3_KEY', 'short'],
  ['WECHAT_PAY_NOTIFY_URL', 'notify'],
])('a wrong %s is refused by its name and without its value', (name, value) => {
  let message = ''
  try {
    readPaySettings({ ...environment, [name]: value })
  } catch (thrown) {
    message = String(thrown)
  }
  expect(message).toContain(name)
  expect(message).not.toContain('not a key')
  expect(message).not.toContain('BEGIN')
})

test('cloudPay is chosen by name and needs no keys, and a misspelt adapter is no other one', () => {
  const { WECHAT_PAY_APPID, WECHAT_PAY_MCHID } = environment
  const variables = { WECHAT_PAY_APPID, WECHAT_PAY_MCHID }
  expect(chosenAdapter({ ...variables, WECHAT_PAY_ADAPTER: 'cloudPay' })).toBe('cloudPay')
  expect(readCloudPaySettings(variables)).toEqual({
    appid,
    mchid: keys.mchid,
    callbackFunction: 'payment-notify',
  })
  expect(() => readCloudPaySettings({})).toThrow('WECHAT_PAY_APPID is missing; WECHAT_PAY_MCHID is missing')
  expect(chosenAdapter(variables)).toBe('v3')
  expect(() => chosenAdapter({ WECHAT_PAY_ADAPTER: 'cloudpay' })).toThrow('WECHAT_PAY_ADAPTER')
})

test('without a base URL, it is WeChat Pay itself', () => {
  const { WECHAT_PAY_BASE_URL: _, ...rest } = environment
  expect(readPaySettings(rest).baseUrl).toBe('https://api.mch.weixin.qq.com/')
})

test('a PEM whose line breaks are written as \\n is read like any other', () => {
  const oneLine = keys.merchantPrivateKey.replaceAll('\n', '\\n')
  const settings = readPaySettings({ ...environment, WECHAT_PAY_MERCHANT_PRIVATE_KEY: oneLine })
  expect(settings.merchantPrivateKey).toBe(keys.merchantPrivateKey)
})

test('importing it, and reading a notification, loads no HTTP client', () => {
  const folder = path.join(__dirname, '../../../../cloudfunctions/platform/wechat-pay')
  const program = `
    const { wechatPay } = require(${JSON.stringify(folder)})
    const outcome = wechatPay().parseNotify({ headers: {}, body: '' }, 'wx_http')
    const loaded = Object.keys(require.cache).filter((file) => /node_modules.(axios|wechatpay-axios-plugin)/.test(file))
    console.info(JSON.stringify({ kind: outcome.kind, loaded }))`
  const child = spawnSync(process.execPath, ['--import', 'tsx', '--eval', program], {
    cwd: folder,
    env: { ...process.env, ...environment },
    encoding: 'utf8',
  })
  expect(JSON.parse(child.stdout)).toEqual({ kind: 'reject', loaded: [] })
})
