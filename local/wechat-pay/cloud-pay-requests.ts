/** What each call of cloudPay must and may be given, in the names that the wire has. */
import * as v from 'valibot'
import { outRefundNo } from './refunds'
import { ApiError, text } from './requests'
import type { Merchant } from './trades'

const fen = v.pipe(v.number(), v.safeInteger(), v.minValue(1))
const time = v.pipe(v.string(), v.regex(/^\d{14}$/))
const common = { sub_mch_id: text(32), nonce_str: v.optional(text(32)), sub_appid: v.optional(text(32)) }
const whichOrder = { out_trade_no: v.optional(text(32)), transaction_id: v.optional(text(32)) }
const callback = { env_id: text(64), function_name: text(64) }

/** https://developers.weixin.qq.com/miniprogram/dev/wxcloudservice/wxcloud/reference-sdk-api/open/pay/CloudPay.unifiedOrder.html */
export const UnifiedOrder = v.strictObject({
  ...common,
  ...callback,
  body: text(128),
  out_trade_no: v.pipe(v.string(), v.regex(/^[0-9A-Za-z_\-|*]{6,32}$/)),
  total_fee: fen,
  spbill_create_ip: text(64),
  trade_type: v.optional(v.literal('JSAPI')),
  attach: v.optional(text(127)),
  fee_type: v.optional(v.literal('CNY')),
  device_info: v.optional(text(32)),
  time_start: v.optional(time),
  time_expire: v.optional(time),
  openid: v.optional(text(128)),
  sub_openid: v.optional(text(128)),
})
export type UnifiedOrder = v.InferOutput<typeof UnifiedOrder>
export const QueryOrder = v.strictObject({ ...common, ...whichOrder })
export const CloseOrder = v.strictObject({ ...common, out_trade_no: text(32) })
export const RefundOrder = v.strictObject({
  ...common,
  ...whichOrder,
  ...v.partial(v.strictObject(callback)).entries,
  out_refund_no: outRefundNo,
  total_fee: fen,
  refund_fee: fen,
  refund_desc: v.optional(text(80)),
})
export const QueryRefund = v.strictObject({
  ...common,
  ...whichOrder,
  out_refund_no: v.optional(outRefundNo),
})
export const DownloadBill = v.strictObject({
  ...common,
  bill_date: v.pipe(v.string(), v.regex(/^\d{8}$/)),
  bill_type: v.optional(v.literal('ALL')),
  tar_type: v.optional(v.literal('GZIP')),
})

/** @throws ApiError naming the field that is missing, wrong, or not offered */
export function read<Schema extends v.GenericSchema<unknown, { sub_mch_id: string }>>(
  schema: Schema,
  body: unknown,
  { keys }: Merchant,
): v.InferOutput<Schema> {
  const parsed = v.safeParse(schema, body)
  if (!parsed.success) {
    const [issue] = parsed.issues
    const field = issue.path?.map((step) => String(step.key)).join('.') ?? ''
    throw new ApiError(400, 'PARAM_ERROR', `参数错误: ${field} ${issue.message}`)
  }
  if (parsed.output.sub_mch_id !== keys.mchid)
    throw new ApiError(400, 'PARAM_ERROR', 'sub_mch_id与sub_appid不匹配')
  return parsed.output
}
