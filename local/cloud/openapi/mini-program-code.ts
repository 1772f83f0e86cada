/** wxacode.getUnlimited: a picture that leads to a page; here a QR code, since WeChat's round codes can't be made elsewhere. */
import encodeQR from 'qr'
import type { Pages } from './pages'
import { encodeGreyPng } from './png'
import { WeChatError } from './wechat-error'

/** @see https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/qrcode-link/qr-code/getUnlimitedQRCode.html */
const sceneRule = /^[0-9A-Za-z!#$&'()*+,/:;=?@\-._~]{1,32}$/
const defaultWidth = 430
const quietModules = 4

/** Colours are not: a QR code that is not black on white may not be read. */
const known = new Set(['scene', 'page', 'width', 'check_path', 'env_version'])

/** The text in the code is `page?scene=…`, which is what wx.scanCode gives as `path` for the real one. */
export function getUnlimited(parameters: Readonly<Record<string, unknown>>, pages: Pages): Buffer {
  const { scene, page = pages.home, width = defaultWidth, check_path: checkPath = true } = parameters
  const unknown = Object.keys(parameters).find((name) => !known.has(name))
  if (unknown)
    throw new WeChatError(-604100, `wxacode.getUnlimited: ${unknown} is not offered by the local cloud`)
  if (typeof scene !== 'string' || !sceneRule.test(scene))
    throw new WeChatError(40169, 'invalid length for scene, or the data is not json string')
  if (typeof page !== 'string' || page.startsWith('/') || page.includes('?'))
    throw new WeChatError(41030, 'invalid page')
  if (checkPath && !pages.includes(page)) throw new WeChatError(41030, 'invalid page')
  pages.requireVersion(parameters.env_version)
  if (typeof width !== 'number' || width < 280 || width > 1280) throw new WeChatError(40097, 'invalid args')
  return draw(`${page}?scene=${encodeURIComponent(scene)}`, width)
}

function draw(text: string, width: number): Buffer {
  const modules = encodeQR(text, 'raw', { ecc: 'medium', border: quietModules })
  const scale = Math.max(1, Math.floor(width / modules.length))
  const margin = Math.floor((width - modules.length * scale) / 2)
  const isDark = (x: number, y: number) =>
    modules[Math.floor((y - margin) / scale)]?.[Math.floor((x - margin) / scale)] ?? false
  return encodeGreyPng(width, width, (x, y) => (isDark(x, y) ? 0 : 255))
}
