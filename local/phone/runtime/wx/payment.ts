/** wx.requestPayment: the till opens with what the server has checked. */
import { host } from '../host'
import { askForPayment } from '../sheets/payment'
import { wxFunction } from './api'

/** https://developers.weixin.qq.com/miniprogram/dev/api/payment/wx.requestPayment.html */
interface PaymentParameters {
  timeStamp: string
  nonceStr: string
  package: string
  signType?: string
  paySign: string
}

const name = 'requestPayment'

export const paymentApi = {
  [name]: wxFunction(name, async (parameters: PaymentParameters) => {
    const opened = await host.openPayment(parameters)
    if ('error' in opened) throw new Error(opened.error)
    const outcome = await askForPayment(opened.sheet)
    const { errMsg } = await host.finishPayment(opened.sheet.prepayId, outcome)
    if (errMsg !== `${name}:ok`) throw new Error(errMsg)
  }),
}
