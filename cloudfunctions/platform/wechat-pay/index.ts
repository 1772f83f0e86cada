/** WeChat Pay for our functions: one port, made from the environment at first use. */
import { cloudPayPort } from './cloud-pay'
import type { PayPort } from './port'
import { chosenAdapter, readCloudPaySettings, readPaySettings, requiredVariables } from './settings'
import { v3Port } from './v3'

export * from './port'

let port: PayPort | undefined

/** Whether this environment is meant to take payments: some of the WECHAT_PAY_… variables are set. */
export function isWechatPayConfigured(): boolean {
  return requiredVariables.some((name) => process.env[name])
}

/**
 * The port to WeChat Pay. Its HTTP client is loaded by the first call that needs it.
 * @throws Error naming the variables that are missing or wrong: half a set-up is a mistake, not "no payments".
 */
export function wechatPay(): PayPort {
  port ??=
    chosenAdapter(process.env) === 'cloudPay'
      ? cloudPayPort(readCloudPaySettings(process.env))
      : v3Port(readPaySettings(process.env))
  return port
}
