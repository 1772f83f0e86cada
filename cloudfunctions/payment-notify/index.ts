/** Deployed: what WeChat Pay calls, through HTTP access. What it is told is believed only when WeChat signed it. */
import { receiveNotification } from '../domain/payments/actions'
import type { HttpEvent, HttpReply } from '../platform/wechat-pay/index'

export const main = (event: HttpEvent): Promise<HttpReply> => receiveNotification(event)
