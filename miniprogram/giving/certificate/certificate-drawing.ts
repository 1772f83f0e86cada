/** The certificate on a canvas: who gave what to which project, and the code by which it is checked. */
import { type Context, colours, linesOf, type Size, sans, serif } from '../../utils/canvas'
import { type CertificateWords, noInvoice } from '../utils/certificate-words'

export const certificateSize: Size = { width: 750, height: 1060, pixelsPerUnit: 2 }

const { width, height } = certificateSize
const margin = 84

interface Words {
  readonly y: number
  readonly font: string
  readonly colour: string
  readonly lineHeight: number
  readonly linesAtMost: number
}

/** Writes a text in the middle, in lines; returns where the next one may begin. */
function write(context: Context, text: string, words: Words): number {
  const { y, font, colour, lineHeight, linesAtMost } = words
  context.font = font
  context.fillStyle = colour
  context.textAlign = 'center'
  const lines = linesOf(context, text, width - 2 * margin, linesAtMost)
  lines.forEach((line, place) => {
    context.fillText(line, width / 2, y + (place + 0.78) * lineHeight)
  })
  return y + lines.length * lineHeight
}

/** Two lines around the paper, the inner one thin. */
function drawFrame(context: Context): void {
  context.fillStyle = colours.paper
  context.fillRect(0, 0, width, height)
  context.strokeStyle = colours.gold
  context.lineWidth = 4
  context.strokeRect(28, 28, width - 56, height - 56)
  context.lineWidth = 1
  context.strokeRect(40, 40, width - 80, height - 80)
}

function drawFoot(context: Context, words: CertificateWords, code: WechatMiniprogram.Image): void {
  const side = 168
  const top = height - margin - side
  context.drawImage(code as never, width - margin - side, top, side, side)
  context.textAlign = 'left'
  const lines = [
    { text: words.payee, font: `bold 27px ${serif}`, colour: colours.ink, below: 36, linesAtMost: 2 },
    { text: words.receivedOn, font: `24px ${sans}`, colour: colours.muted, below: 36, linesAtMost: 1 },
    { text: `编号 ${words.number}`, font: `22px ${sans}`, colour: colours.muted, below: 30, linesAtMost: 2 },
    {
      text: `扫码查验 · ${noInvoice}`,
      font: `22px ${sans}`,
      colour: colours.muted,
      below: 30,
      linesAtMost: 1,
    },
  ]
  let y = top
  for (const { text, font, colour, below, linesAtMost } of lines) {
    context.font = font
    context.fillStyle = colour
    for (const line of linesOf(context, text, width - 2 * margin - side - 24, linesAtMost)) {
      y += below
      context.fillText(line, margin, y - 8)
    }
  }
}

export function drawCertificate(
  context: Context,
  words: CertificateWords,
  code: WechatMiniprogram.Image,
): void {
  drawFrame(context)
  const plain = { font: `30px ${serif}`, colour: colours.ink, lineHeight: 52, linesAtMost: 1 }
  const title = { ...plain, font: `bold 64px ${serif}`, colour: colours.primary, lineHeight: 90 }
  const strong = { ...plain, font: `bold 44px ${serif}`, lineHeight: 64, linesAtMost: 2 }
  write(context, '捐赠证书', { ...title, y: 104 })
  context.fillStyle = colours.gold
  context.fillRect(width / 2 - 36, 214, 72, 4)
  const named = write(context, words.donorName, { ...strong, y: 276 })
  const led = write(context, '向', { ...plain, colour: colours.muted, y: named + 12 })
  const titled = write(context, `「${words.projectTitle}」`, {
    ...strong,
    font: `bold 36px ${serif}`,
    lineHeight: 54,
    y: led + 8,
  })
  const gave = write(context, '捐赠', { ...plain, colour: colours.muted, y: titled + 12 })
  const given = write(context, words.gift, {
    ...strong,
    colour: colours.primary,
    y: gave + 8,
    linesAtMost: 3,
  })
  write(context, '饮水思源，谨此致谢', { ...plain, y: given + 28 })
  drawFoot(context, words, code)
}
