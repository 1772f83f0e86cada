/** The two pictures that invite to an event: a card of 5 to 4 for a chat, and a poster with a code. */
import { type Context, colours, linesOf, type Size, sans, serif } from '../../utils/canvas'
import { artSize, drawLineArt } from './line-art'

export interface Invitation {
  readonly institution: string
  readonly host: string
  readonly title: string
  readonly when: string
  readonly place: string
}

/** What stands above the words: a picture of their own, or our line art as the text of its file. */
export type Cover =
  | { readonly kind: 'picture'; readonly image: WechatMiniprogram.Image }
  | { readonly kind: 'art'; readonly svg: string }

/** https://developers.weixin.qq.com/miniprogram/dev/reference/api/Page.html – a shared card is shown as 5 to 4. */
export const cardSize: Size = { width: 500, height: 400, pixelsPerUnit: 2 }
export const posterSize: Size = { width: 750, height: 1200, pixelsPerUnit: 2 }

interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

function fill(context: Context, colour: string, { x, y, width, height }: Box): void {
  context.fillStyle = colour
  context.fillRect(x, y, width, height)
}

/** The picture cut to the box, or the drawing in the middle of it. */
function drawCover(context: Context, cover: Cover, box: Box): void {
  if (cover.kind === 'picture') {
    const { image } = cover
    const scale = Math.max(box.width / image.width, box.height / image.height)
    const [width, height] = [box.width / scale, box.height / scale]
    const [x, y] = [(image.width - width) / 2, (image.height - height) / 2]
    context.drawImage(image as never, x, y, width, height, box.x, box.y, box.width, box.height)
    return
  }
  const scale = Math.min(box.width / artSize.width, box.height / artSize.height)
  const x = box.x + (box.width - artSize.width * scale) / 2
  const y = box.y + box.height - artSize.height * scale
  drawLineArt(context, cover.svg, { x, y, scale })
}

interface Words {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly lineHeight: number
  readonly linesAtMost: number
  readonly font: string
  readonly colour: string
}

/** Writes a text in lines; returns where the next one may begin. */
function write(context: Context, text: string, words: Words): number {
  context.font = words.font
  context.fillStyle = words.colour
  context.textAlign = 'left'
  const lines = linesOf(context, text, words.width, words.linesAtMost)
  lines.forEach((line, place) => {
    context.fillText(line, words.x, words.y + (place + 0.78) * words.lineHeight)
  })
  return words.y + lines.length * words.lineHeight
}

export function drawCard(context: Context, invitation: Invitation, cover: Cover): void {
  const { width, height } = cardSize
  fill(context, colours.paper, { x: 0, y: 0, width, height })
  drawCover(context, cover, { x: 0, y: 0, width, height: 190 })
  fill(context, colours.card, { x: 0, y: 190, width, height: 210 })
  fill(context, colours.primary, { x: 0, y: 190, width: 8, height: 210 })
  const column = { x: 32, width: width - 64 }
  const below = write(context, invitation.title, {
    ...column,
    y: 206,
    lineHeight: 46,
    linesAtMost: 2,
    font: `bold 34px ${serif}`,
    colour: colours.ink,
  })
  const fact = { ...column, lineHeight: 36, linesAtMost: 1, font: `25px ${sans}` }
  const next = write(context, invitation.when, { ...fact, y: below + 6, colour: colours.primary })
  write(context, invitation.place || invitation.host, { ...fact, y: next, colour: colours.muted })
}

export function drawPoster(
  context: Context,
  invitation: Invitation,
  cover: Cover,
  code: WechatMiniprogram.Image,
): void {
  const { width, height } = posterSize
  fill(context, colours.paper, { x: 0, y: 0, width, height })
  fill(context, colours.primary, { x: 0, y: 0, width, height: 96 })
  context.textAlign = 'center'
  context.fillStyle = colours.onPrimary
  context.font = `bold 34px ${serif}`
  context.fillText(invitation.institution, width / 2, 60)
  drawCover(context, cover, { x: 0, y: cover.kind === 'picture' ? 96 : 124, width, height: 400 })
  const column = { x: 60, width: width - 120 }
  const below = write(context, invitation.title, {
    ...column,
    y: 552,
    lineHeight: 74,
    linesAtMost: 3,
    font: `bold 54px ${serif}`,
    colour: colours.ink,
  })
  fill(context, colours.gold, { x: 60, y: below + 16, width: 72, height: 4 })
  const fact = { ...column, lineHeight: 50, font: `31px ${sans}`, colour: colours.ink }
  const next = write(context, invitation.when, { ...fact, y: below + 40, linesAtMost: 2 })
  const last = write(context, invitation.place, { ...fact, y: next + 4, linesAtMost: 2 })
  write(context, invitation.host, {
    ...fact,
    y: last + 4,
    linesAtMost: 1,
    colour: colours.muted,
  })
  const foot = height - 236
  fill(context, colours.card, { x: 0, y: foot, width, height: 236 })
  fill(context, colours.hairline, { x: 0, y: foot, width, height: 2 })
  context.drawImage(code as never, width - 60 - 184, foot + 26, 184, 184)
  write(context, '邀您同行', {
    ...column,
    y: foot + 52,
    lineHeight: 70,
    linesAtMost: 1,
    font: `bold 48px ${serif}`,
    colour: colours.primary,
  })
  write(context, '微信扫一扫，查看详情并报名', {
    ...column,
    y: foot + 130,
    lineHeight: 44,
    linesAtMost: 1,
    font: `27px ${sans}`,
    colour: colours.muted,
  })
}
