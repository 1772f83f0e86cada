/** A cloud and a WeChat Pay that know each other, and the calls that a function makes. */
import { MovableClock } from '../../../../local/clock'
import { startWechatPay, type WechatPaySandbox } from '../../../../local/wechat-pay'
import { wechatPayKeys } from '../../../support/wechat-pay-keys'
import { type FixtureCloud, startFixtureCloud } from '../fixtures'

export const appid = 'wxd678efh567hg6787'
export const keys = wechatPayKeys()
export const alice = 'o-alice'

export interface PayWorld {
  readonly clock: MovableClock
  readonly cloud: FixtureCloud
  readonly sandbox: WechatPaySandbox
  /** cloud.cloudPay[api](parameters), called by Alice's function; a rejection comes back as `{errCode, errMsg}`. */
  pay(api: string, parameters: object): Promise<Record<string, unknown>>
  /** Opens an order and pays it. @returns its number */
  paid(changes?: object): Promise<string>
  close(): Promise<void>
}

export function orderOf(changes: object = {}) {
  return {
    body: '校庆捐赠',
    outTradeNo: `D${Math.random().toString(36).slice(2, 12)}`,
    spbillCreateIp: '127.0.0.1',
    subMchId: keys.mchid,
    totalFee: 8_800,
    envId: 'env-1',
    functionName: 'paid-callback',
    ...changes,
  }
}

export async function startPayWorld(): Promise<PayWorld> {
  const clock = new MovableClock()
  const sandbox = await startWechatPay({ keys, appid, clock, payee: '基金会' })
  const cloud = await startFixtureCloud({ clock, appid, env: 'env-1', cloudPay: sandbox.cloudPay })
  const pay = (api: string, parameters: object): Promise<Record<string, unknown>> =>
    cloud.run(
      async ({ cloud: sdk, input }) => {
        const call = sdk.cloudPay[input.api]
        if (!call) throw new Error('the SDK has every name')
        return call(input.parameters).then(
          (answer) => answer,
          ({ errCode, errMsg }) => ({ errCode, errMsg }),
        )
      },
      { api, parameters },
      { openid: alice },
    )
  return {
    clock,
    cloud,
    sandbox,
    pay,
    async paid(changes) {
      const order = orderOf(changes)
      const { prepayId } = await pay('unifiedOrder', order)
      await sandbox.finish(String(prepayId), 'pay')
      return order.outTradeNo
    },
    async close() {
      await cloud.close()
      await sandbox.close()
    },
  }
}
