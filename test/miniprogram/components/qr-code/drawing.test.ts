/** @jest-environment node */
import decodeQR from 'qr/decode.js'
import {
  type DrawingSurface,
  type Modules,
  modulesOf,
  paint,
} from '../../../../miniprogram/components/qr-code/drawing'

/** A canvas that remembers its pixels as a camera would see them. */
function cameraOn(modules: Modules, moduleSize: number) {
  const pixels = { width: 0, height: 0, data: new Uint8ClampedArray() }
  const fractions: number[] = []
  const surface: DrawingSurface = {
    width: 0,
    height: 0,
    getContext: () => {
      pixels.width = surface.width
      pixels.height = surface.height
      pixels.data = new Uint8ClampedArray(surface.width * surface.height * 4)
      return {
        fillStyle: '',
        fillRect(left, top, width, height) {
          fractions.push(...[left, top, width, height].map((edge) => edge % 1))
          const shade = this.fillStyle === '#000000' ? 0 : 255
          for (let y = top; y < top + height; y += 1) {
            for (let x = left; x < left + width; x += 1) {
              pixels.data.set([shade, shade, shade, 255], (y * pixels.width + x) * 4)
            }
          }
        },
      }
    },
  }
  paint(surface, modules, moduleSize)
  return { pixels, isCrisp: fractions.every((fraction) => fraction === 0) }
}

describe('the drawing of a QR code', () => {
  it.each(['T1.3F7K92QD.a81kq02LmZx', '江城理工大学 · 七十周年 🍂'])(
    'paints %s so that a camera reads it',
    (text) => {
      const modules = modulesOf(text) ?? []
      const { pixels, isCrisp } = cameraOn(modules, 5)
      expect(decodeQR(pixels)).toBe(text)
      expect(isCrisp).toBe(true)
    },
  )

  it('keeps four light modules on every side', () => {
    const modules = modulesOf('T1') ?? []
    const edge = [...modules.slice(0, 4), ...modules.slice(-4)].flat()
    const sides = modules.flatMap((row) => [...row.slice(0, 4), ...row.slice(-4)])
    expect([...edge, ...sides]).not.toContain(true)
    expect(modules[4]?.[4]).toBe(true)
  })
})
