/** Each adapter of the port with the sandbox behind it, a payer, and what WeChat Pay told the merchant. */
import { cloudPayPort } from '../../../../cloudfunctions/platform/wechat-pay/cloud-pay'
import type {
  NotifyEvent,
  PaymentParams,
  PayPort,
  PrepayInput,
} from '../../../../cloudfunctions/platform/wechat-pay/port'
import { v3Port } from '../../../../cloudfunctions/platform/wechat-pay/v3'
import type { MovableClock } from '../../../../local/clock'
import type { PaymentOutcome, WechatPaySandbox } from '../../../../local/wechat-pay'
import { alice, appid, keys as cloudPayKeys, startPayWorld } from '../../../local/cloud/cloud-pay/world'
import { keys, newOutTradeNo, startWorld } from '../../../local/wechat-pay/merchant'

export interface Told {
  readonly event: NotifyEvent
  readonly source: string
}

export interface AdapterWorld {
  readonly port: PayPort
  readonly sandbox: WechatPaySandbox
  readonly clock: MovableClock
  readonly merchant: { readonly appid: string; readonly mchid: string }
  readonly payer: string
  /** What the merchant was told, oldest first. */
  told(): Promise<readonly Told[]>
  close(): Promise<void>
}

export const adapters = {
  async v3(): Promise<AdapterWorld> {
    const world = await startWorld()
    return {
      ...world,
      port: v3Port(world.settings),
      merchant: { appid, mchid: keys.mchid },
      payer: alice,
      told: async () => world.notifyUrl.events.map((event) => ({ event, source: 'wx_http' })),
    }
  },
  async cloudPay(): Promise<AdapterWorld> {
    const world = await startPayWorld()
    // The adapter runs here with the real SDK, which reads these variables at every request.
    Object.assign(process.env, world.cloud.environment({}))
    const merchant = { appid, mchid: cloudPayKeys.mchid }
    return {
      ...world,
      port: cloudPayPort({ ...merchant, callbackFunction: 'paid-callback' }),
      merchant,
      payer: alice,
      told: async () =>
        (await world.cloud.database.find('ticks')).map(({ event, source }) => ({
          event: event as NotifyEvent,
          source: String(source),
        })),
    }
  },
} as const satisfies Record<string, () => Promise<AdapterWorld>>

export const orderInput = (
  { clock, payer }: AdapterWorld,
  changes: Partial<PrepayInput> = {},
): PrepayInput => ({
  outTradeNo: newOutTradeNo(),
  description: '校庆捐赠, 一元一书',
  amountFen: 10_000,
  openid: payer,
  expiresAt: new Date(clock.now() + 15 * 60_000),
  ...changes,
})

export async function prepaid({ port }: AdapterWorld, input: PrepayInput): Promise<PaymentParams> {
  const params = await port.prepay(input)
  if (typeof params === 'string') throw new Error(params)
  return params
}

/** Opens an order and does with the payment sheet what `outcome` says; returns our number. */
export async function paid(
  world: AdapterWorld,
  outcome: PaymentOutcome = 'pay',
  changes: Partial<PrepayInput> = {},
): Promise<string> {
  const input = orderInput(world, changes)
  const { prepayId } = world.sandbox.openSheet(await prepaid(world, input), world.payer)
  await world.sandbox.finish(prepayId, outcome)
  return input.outTradeNo
}
