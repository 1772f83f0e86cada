/**
 * Deployed: what WeChat Pay calls, through HTTP access, or cloudPay as its callback. What it is told is believed only
 * when WeChat signed it, or when WeChat says the same being asked.
 */
import { receiveNotification } from '../domain/payments/actions'
import type { NotifyEvent, NotifyReply } from '../platform/wechat-pay/index'

export const main = (event: NotifyEvent): Promise<NotifyReply> => receiveNotification(event)
