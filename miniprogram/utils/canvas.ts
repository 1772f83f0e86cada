/** Drawing on a canvas: its colours and letters, pictures, wrapped lines, and our own line art. */

// Paper, ink and crimson of styles/tokens.wxss, which a canvas cannot name.
export const colours = {
  paper: '#faf6f0',
  card: '#ffffff',
  ink: '#2a2320',
  muted: '#7a6f67',
  hairline: '#ede5db',
  gold: '#a67c2e',
  primary: '#8c1c2b',
  onPrimary: '#fbf3e6',
} as const

export const serif = '"Songti SC", STSong, "Noto Serif CJK SC", serif'
export const sans = '-apple-system, "PingFang SC", "Noto Sans CJK SC", sans-serif'

export type Context = WechatMiniprogram.CanvasRenderingContext.CanvasRenderingContext2D

export interface Size {
  readonly width: number
  readonly height: number
  readonly pixelsPerUnit: number
}

/** What finds a canvas: `wx` for a page, a component itself for its own. */
interface Finder {
  createSelectorQuery(): WechatMiniprogram.SelectorQuery
}

/** A canvas as it is, once it is there. */
export const findCanvas = (finder: Finder, selector: string): Promise<WechatMiniprogram.Canvas> =>
  new Promise((resolve) => {
    finder
      .createSelectorQuery()
      .select(selector)
      .fields({ node: true })
      .exec(([found]) => resolve(found.node))
  })

/** A canvas of this many units, once it is there, empty, with its context. */
export async function readCanvas(
  finder: Finder,
  selector: string,
  { width, height, pixelsPerUnit }: Size,
): Promise<{ readonly canvas: WechatMiniprogram.Canvas; readonly context: Context }> {
  const canvas = await findCanvas(finder, selector)
  canvas.width = width * pixelsPerUnit
  canvas.height = height * pixelsPerUnit
  const context: Context = canvas.getContext('2d')
  context.scale(pixelsPerUnit, pixelsPerUnit)
  return { canvas, context }
}

export const loadPicture = (
  canvas: WechatMiniprogram.Canvas,
  source: string,
): Promise<WechatMiniprogram.Image> =>
  new Promise((resolve, reject) => {
    const image = canvas.createImage()
    image.onload = () => resolve(image)
    image.onerror = () => reject(new Error('the picture could not be read'))
    image.src = source
  })

/**
 * A text in lines no wider than `width` in the context's font; what does not fit into so many ends with …. The lines are
 * about as long as each other, so that no sign is left alone on the last.
 */
export function linesOf(context: Context, text: string, width: number, linesAtMost: number): string[] {
  const lines = filledLines(context, text, width, linesAtMost)
  if (lines.length === 1 || lines.some((line) => line.endsWith('…'))) return lines
  for (let narrower = width / 2; narrower < width; narrower += width / 40) {
    const even = filledLines(context, text, narrower, linesAtMost + 1)
    if (even.length === lines.length) return even
  }
  return lines
}

/** The same, each line as full as it gets. */
function filledLines(context: Context, text: string, width: number, linesAtMost: number): string[] {
  const fits = (line: string) => context.measureText(line).width <= width
  // Latin words and numbers stay whole; Chinese breaks between any two characters, but never before a sign that closes.
  const pieces = text.match(/[\w.,:/-]+\s*|[^\w][，。、；：！？”’）》」·]*\s*/g) ?? []
  const lines: string[] = []
  for (const piece of pieces) {
    const last = lines[lines.length - 1]
    if (last !== undefined && fits(last + piece.trimEnd())) lines[lines.length - 1] = last + piece
    else lines.push(piece.trimStart())
  }
  if (lines.length <= linesAtMost) return lines.map((line) => line.trim())
  let end = Array.from(lines[linesAtMost - 1] ?? '')
  while (end.length > 0 && !fits(`${end.join('')}…`)) end = end.slice(0, -1)
  return [...lines.slice(0, linesAtMost - 1).map((line) => line.trim()), `${end.join('')}…`]
}
