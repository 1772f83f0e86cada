/** wx.scanCode: what the scanner's sheet answers, in the form of a phone. */
import { askForCode } from '../sheets/scan'
import { wxFunction } from './api'

/** A mini-program code carries a page's path; https://developers.weixin.qq.com/miniprogram/dev/api/device/scan/wx.scanCode.html */
export function pathOf(text: string): string | undefined {
  return /^\/?[\w-]+(\/[\w-]+)+(\?.*)?$/.test(text) ? text.replace(/^\//, '') : undefined
}

export const scanApi = {
  scanCode: wxFunction('scanCode', async () => {
    const text = await askForCode()
    if (text === undefined) throw new Error('cancel')
    const path = pathOf(text)
    return path
      ? { result: '', scanType: 'WX_CODE', charSet: 'utf-8', path, rawData: '' }
      : { result: text, scanType: 'QR_CODE', charSet: 'utf-8', rawData: '' }
  }),
}
