/** The frames that an anniversary puts around a picture, drawn in its colour: nothing of it leaves the phone. */
import { type Palette, paletteOf } from '../../contract/colours'
import { type Context, colours, type Size, serif } from '../../utils/canvas'

export const frameSize: Size = { width: 480, height: 480, pixelsPerUnit: 2 }
const side = frameSize.width

export const frameKinds = { ribbon: '绶带', ring: '金环', seal: '纪念章' } as const
export type FrameKind = keyof typeof frameKinds

export interface FrameWords {
  readonly number: number
  /** Whose anniversary it is. */
  readonly name: string
  readonly colour: string
}

interface Lettering {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly size: number
  readonly widthAtMost: number
}

/** Letters around a point, as large as asked unless they would be too wide. */
function write(context: Context, { text, x, y, size, widthAtMost }: Lettering): void {
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  context.font = `bold ${size}px ${serif}`
  const { width } = context.measureText(text)
  if (width > widthAtMost) context.font = `bold ${Math.floor((size * widthAtMost) / width)}px ${serif}`
  context.fillText(text, x, y)
}

function disc(context: Context, x: number, y: number, radius: number): void {
  context.beginPath()
  context.arc(x, y, radius, 0, 2 * Math.PI)
}

/** A round medal with the number of the anniversary. */
function drawMedal(
  context: Context,
  { number }: FrameWords,
  palette: Palette,
  at: { readonly x: number; readonly y: number; readonly radius: number },
): void {
  const { x, y, radius } = at
  disc(context, x, y, radius)
  context.fillStyle = palette.primary
  context.fill()
  disc(context, x, y, radius - 5)
  context.strokeStyle = colours.gold
  context.lineWidth = 3
  context.stroke()
  context.fillStyle = palette.onPrimary
  const widthAtMost = radius * 1.5
  write(context, { text: String(number), x, y: y - radius * 0.16, size: radius * 0.86, widthAtMost })
  write(context, { text: '周年', x, y: y + radius * 0.5, size: radius * 0.34, widthAtMost })
}

const drawers: Readonly<Record<FrameKind, (context: Context, words: FrameWords, palette: Palette) => void>> =
  {
    ribbon(context, words, palette) {
      const top = side - 104
      context.fillStyle = palette.primary
      context.fillRect(0, top, side, side - top)
      context.fillStyle = colours.gold
      context.fillRect(0, top, side, 4)
      context.fillStyle = palette.onPrimary
      const widthAtMost = side - 48
      write(context, { text: words.name, x: side / 2, y: top + 34, size: 26, widthAtMost })
      write(context, { text: `${words.number} 周年`, x: side / 2, y: top + 74, size: 38, widthAtMost })
    },
    ring(context, words, palette) {
      const band = 26
      context.strokeStyle = palette.primary
      context.lineWidth = band
      context.strokeRect(band / 2, band / 2, side - band, side - band)
      context.strokeStyle = colours.gold
      context.lineWidth = 3
      context.strokeRect(band + 5, band + 5, side - 2 * band - 10, side - 2 * band - 10)
      drawMedal(context, words, palette, { x: side / 2, y: side - 66, radius: 60 })
    },
    seal(context, words, palette) {
      drawMedal(context, words, palette, { x: side - 88, y: side - 88, radius: 76 })
    },
  }

/** Draws the middle of a picture as large as fits, or paper where there is none yet. */
function drawPicture(context: Context, picture: WechatMiniprogram.Image | undefined, palette: Palette): void {
  context.fillStyle = palette.tint
  context.fillRect(0, 0, side, side)
  if (!picture) {
    context.fillStyle = palette.primary
    write(context, { text: '请选择头像', x: side / 2, y: side * 0.42, size: 34, widthAtMost: side })
    return
  }
  const { width, height } = picture
  const edge = Math.min(width, height)
  const [left, top] = [(width - edge) / 2, (height - edge) / 2]
  context.drawImage(picture as never, left, top, edge, edge, 0, 0, side, side)
}

export function drawFrame(
  context: Context,
  kind: FrameKind,
  words: FrameWords,
  picture: WechatMiniprogram.Image | undefined,
): void {
  const palette = paletteOf(words.colour)
  context.clearRect(0, 0, side, side)
  drawPicture(context, picture, palette)
  drawers[kind](context, words, palette)
}
