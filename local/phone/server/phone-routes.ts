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
const personaBody = v.strictObject({ persona })
const fileUrlsBody = v.strictObject({ persona, fileIDs: v.array(v.string()) })

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

    'GET /phone/chat-files': async ({ query }) => {
      find(query.get('persona'))
      const files = await world.chatFiles()
      return { files: files.map(({ name, bytes }) => ({ name, base64: bytes.toString('base64') })) }
    },

    'POST /phone/subscribe': ({ body }) => {
      const { persona: key, accepted } = parse(subscribeBody, body)
      world.cloud.messages.acceptTemplates(find(key).openid, accepted)
    },

    'POST /phone/phone-number': ({ body }) => {
      const { persona: key } = parse(personaBody, body)
      return world.cloud.phoneNumbers.tap(find(key).phoneNumber)
    },

    'POST /phone/upload': async ({ query, body }) => {
      const { openid } = find(query.get('persona'))
      if (!Buffer.isBuffer(body)) throw new HttpError(415, 'A file is sent as application/octet-stream.')
      const contentType = query.get('type') || undefined
      try {
        const identity = { openid }
        return {
          result: await world.cloud.storage.upload(query.get('cloudPath') ?? '', body, {
            identity,
            contentType,
          }),
        }
      } catch (error) {
        return { error: asPhoneError(error) }
      }
    },

    'POST /phone/file-urls': async ({ body }) => {
      const { persona: key, fileIDs } = parse(fileUrlsBody, body)
      const { openid } = find(key)
      try {
        const wanted = fileIDs.map((fileID) => ({ fileID }))
        return { result: await world.cloud.storage.temporaryUrls(wanted, { openid }) }
      } catch (error) {
        return { error: asPhoneError(error) }
      }
    },
  }
}

/** The storage's words as a phone's numbers; https://docs.cloudbase.net/error-code/basic */
const storageErrorNumbers: Readonly<Record<string, number>> = {
  INVALID_PARAM: -501007,
  STORAGE_REQUEST_FAIL: -503001,
  STORAGE_EXCEED_AUTHORITY: -503002,
}

interface CloudFailure {
  readonly errCode?: number
  readonly errMsg?: string
  readonly code?: string
  readonly message?: string
}

/** A phone sees `errCode` and `errMsg`; an error of this machine's own making gets the code of a system error. */
function asPhoneError(error: unknown): { errCode: number; errMsg: string } {
  const { errCode, errMsg, code = '', message } = error as CloudFailure
  return {
    errCode: errCode ?? storageErrorNumbers[code] ?? -1,
    errMsg: errMsg ?? message ?? String(error),
  }
}
