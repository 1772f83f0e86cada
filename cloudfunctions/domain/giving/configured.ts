/** How giving online is configured here. */
import { settings } from '../../platform/settings'
import { isWechatPayConfigured } from '../../platform/wechat-pay/index'
import type { Configured } from './rules'

export const configured = (): Configured => ({
  payee: settings().givingPayee,
  permit: settings().givingPermit,
  audience: settings().givingAudience,
  hasWechatPay: isWechatPayConfigured(),
})
