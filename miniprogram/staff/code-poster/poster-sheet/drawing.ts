/** A poster around a code, drawn as it is to be printed: 750 by 1,100 units, twice as many pixels. */
import { type CodeOpening, isShareable } from '../../../contract/codes'
import { type Context, colours, sans, serif } from '../../../utils/canvas'

export interface Poster {
  readonly institution: string
  readonly bodyName: string
  /** What the code opens, when that is not the body itself. */
  readonly title: string
  readonly opens: CodeOpening
  readonly channel: string
}

export const posterSize = { width: 750, height: 1100, pixelsPerUnit: 2 } as const

/** From this size on letters are bold. */
const largeFrom = 40

const invitations: Readonly<Record<CodeOpening, readonly [large: string, small: string]>> = {
  register: ['欢迎回家', '微信扫一扫，一分钟完成校友登记'],
  body: ['找到组织', '微信扫一扫，走进我们的校友组织'],
  event: ['邀您同行', '微信扫一扫，查看详情并报名'],
  project: ['同心助学', '微信扫一扫，了解并支持这个项目'],
  article: ['母校故事', '微信扫一扫，阅读全文'],
  anniversary: ['共庆华诞', '微信扫一扫，走进校庆'],
}

interface Style {
  readonly size: number
  readonly font: string
  readonly colour: string
}

/** Writes a line in the middle, smaller when it would be wider than the paper. */
function writeCentred(context: Context, text: string, y: number, { size, font, colour }: Style): void {
  const room = posterSize.width - 120
  const fontOf = (pixels: number) => `${size >= largeFrom ? 'bold ' : ''}${pixels}px ${font}`
  context.fillStyle = colour
  context.textAlign = 'center'
  context.font = fontOf(size)
  const { width } = context.measureText(text)
  if (width > room) context.font = fontOf(Math.floor((size * room) / width))
  context.fillText(text, posterSize.width / 2, y)
}

/** Draws the poster around the picture of the code. */
export function drawPoster(context: Context, poster: Poster, code: WechatMiniprogram.Image): void {
  const { width, height } = posterSize
  const [large, small] = invitations[poster.opens]
  context.fillStyle = colours.paper
  context.fillRect(0, 0, width, height)
  context.fillStyle = colours.primary
  context.fillRect(0, 0, width, 300)
  const onPrimary = (size: number, font: string) => ({ size, font, colour: colours.onPrimary })
  writeCentred(context, poster.institution, 88, onPrimary(34, serif))
  writeCentred(context, large, 190, onPrimary(84, serif))
  writeCentred(context, small, 252, onPrimary(30, sans))
  context.fillStyle = colours.card
  context.fillRect(125, 350, 500, 500)
  context.drawImage(code as never, 145, 370, 460, 460)
  const own = isShareable(poster.opens) ? poster.title : poster.bodyName
  writeCentred(context, own, 936, { size: 46, font: serif, colour: colours.ink })
  const muted = (size: number) => ({ size, font: sans, colour: colours.muted })
  if (own !== poster.bodyName) writeCentred(context, poster.bodyName, 990, muted(30))
  writeCentred(context, poster.channel, 1056, muted(24))
}
