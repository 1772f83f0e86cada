/** Turns a text into the modules of a QR code, and paints them so that each is a whole number of pixels. */
import encodeQR from 'qr'
import { utf8Bytes } from '../../utils/bytes'

export type Modules = readonly (readonly boolean[])[]

/** Light modules around the code, as ISO/IEC 18004 asks. */
const quietModules = 4

// What a scanner needs, whatever the page is printed on.
const dark = '#000000'
const light = '#ffffff'

/** Rows of modules with their quiet zone, true for dark; undefined when the text is empty or more than a code can hold. */
export function modulesOf(text: string): Modules | undefined {
  if (text === '') return undefined
  try {
    return encodeQR(text, 'raw', { ecc: 'medium', border: quietModules, textEncoder: utf8Bytes })
  } catch (error) {
    console.warn('qr-code cannot encode its text', error)
    return undefined
  }
}

/** The part of a canvas that is used: https://developers.weixin.qq.com/miniprogram/dev/api/canvas/Canvas.html */
export interface DrawingSurface {
  width: number
  height: number
  getContext(kind: '2d'): {
    fillStyle: string
    fillRect(x: number, y: number, width: number, height: number): void
  }
}

/** Sizes the surface to the modules and paints them; `moduleSize` is in device pixels. */
export function paint(surface: DrawingSurface, modules: Modules, moduleSize: number): void {
  surface.width = modules.length * moduleSize
  surface.height = surface.width
  const context = surface.getContext('2d')
  context.fillStyle = light
  context.fillRect(0, 0, surface.width, surface.height)
  context.fillStyle = dark
  modules.forEach((row, y) => {
    row.forEach((isDark, x) => {
      if (isDark) context.fillRect(x * moduleSize, y * moduleSize, moduleSize, moduleSize)
    })
  })
}
