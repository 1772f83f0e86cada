/** What the phone in the browser asks of its host: who it is, cloud calls, the payment sheet, codes to scan. */
import * as v from 'valibot'
import { paymentOutcomes, SheetError } from '../../wechat-pay'
import { type Handler, HttpError, parse } from './http'
import type { Persona, PreviewWorld } from './world'

const persona = v.string()

const callBody = v.strictObject({ persona, name: v.string(), data: v.optional(v.unknown()) })
/** A page may leave some out or add others, as `wx.requestPayment` allows; the signature covers these. */
const sheetParams = v.object({
  timeStamp: v.string(),
  nonceStr: v.string(),
  package: v.string(),
  signType: v.string(),
  paySign: v.string(),
})
const openBody = v.strictObject({ persona, params: sheetParams })
const finishBody = v.strictObject({
  persona,
  prepayId: v.string(),
  outcome: v.picklist(paymentOutcomes),
})
const subscribeBody = v.strictObject({ persona, accepted: v.array(v.string()) })

export function phoneRoutes(world: PreviewWorld): Record<string, Handler> {
  const find = (key: unknown): Persona => {
    const found = world.personas.find((candidate) => candidate.key === key)
    if (!found) throw new HttpError(404, `There is no persona called ${key}.`)
    return found
  }
  return {
    'GET /phone/session': ({ query }) => {
      const { key, name } = find(query.get('persona'))
      return { persona: { key, name }, aheadMs: world.clock.aheadMs }
    },

    'POST /phone/call': async ({ body }) => {
      const call = parse(callBody, body)
      const { openid } = find(call.persona)
      try {
        return { result: await world.cloud.call(call.name, call.data ?? {}, { openid, source: 'wx_client' }) }
      } catch (error) {
        return { error: asPhoneError(error) }
      }
    },

    'POST /phone/payment/open': async ({ body }) => {
      const { persona: key, params } = parse(openBody, body)
      const { openid } = find(key)
      try {
        return { sheet: await world.wechatPay.openSheet(params, openid) }
      } catch (error) {
        if (error instanceof SheetError) return { error: error.errMsg }
        throw error
      }
    },

    'POST /phone/payment/finish': ({ body }) => {
      const { persona: key, prepayId, outcome } = parse(finishBody, body)
      find(key)
      return world.wechatPay.finish(prepayId, outcome)
    },

    'GET /phone/codes': async ({ query }) => {
      find(query.get('persona'))
      return { codes: await world.scanCodes() }
    },

    'POST /phone/subscribe': ({ body }) => {
      const { persona: key, accepted } = parse(subscribeBody, body)
      world.cloud.messages.acceptTemplates(find(key).openid, accepted)
    },
  }
}

/** A phone sees `errCode` and `errMsg`; an error of this machine's own making gets the code of a system error. */
function asPhoneError(error: unknown): { errCode: number; errMsg: string } {
  const { errCode, errMsg, message } = error as { errCode?: number; errMsg?: string; message?: string }
  return { errCode: errCode ?? -1, errMsg: errMsg ?? message ?? String(error) }
}
