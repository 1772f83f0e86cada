/**
 * Our line art on a canvas. Phones do not draw SVG on one, so the drawing is read as text and its strokes are drawn:
 * all that assets/art uses are paths in nested groups.
 */
import type { Context } from '../../utils/canvas'

interface Style {
  readonly fill: string
  readonly stroke: string
  readonly width: number
}

interface Stroke {
  readonly style: Style
  readonly path: string
  /** Moved and turned as its group is. */
  readonly place: { readonly x: number; readonly y: number; readonly turn: number }
}

/** What assets/art is drawn on. */
export const artSize = { width: 320, height: 240 } as const

const attribute = (tag: string, name: string) => new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1]

const styleOf = (tag: string, outer: Style): Style => ({
  fill: attribute(tag, 'fill') ?? outer.fill,
  stroke: attribute(tag, 'stroke') ?? outer.stroke,
  width: Number(attribute(tag, 'stroke-width') ?? outer.width),
})

const nowhere = { x: 0, y: 0, turn: 0 }

function placeOf(tag: string): Stroke['place'] {
  const moved = /translate\(([-\d.]+) ([-\d.]+)\)/.exec(tag)
  const turned = /rotate\(([-\d.]+)\)/.exec(tag)
  return {
    x: Number(moved?.[1] ?? 0),
    y: Number(moved?.[2] ?? 0),
    turn: (Number(turned?.[1] ?? 0) * Math.PI) / 180,
  }
}

/** The strokes of a drawing, in their order. */
export function strokesOf(svg: string): readonly Stroke[] {
  const strokes: Stroke[] = []
  let outer: Style = { fill: 'none', stroke: 'none', width: 1 }
  let group: { style: Style; place: Stroke['place'] } | undefined
  for (const [tag] of svg.matchAll(/<[^>]+>/g)) {
    if (tag.startsWith('<svg')) outer = styleOf(tag, outer)
    else if (tag.startsWith('<g')) group = { style: styleOf(tag, outer), place: placeOf(tag) }
    else if (tag.startsWith('</g')) group = undefined
    else if (tag.startsWith('<path')) {
      const path = attribute(tag, 'd') ?? ''
      strokes.push({ path, style: styleOf(tag, group?.style ?? outer), place: group?.place ?? nowhere })
    }
  }
  return strokes
}

/** How many numbers each command takes. */
const arity: Readonly<Record<string, number>> = { m: 2, l: 2, h: 1, v: 1, q: 4, c: 6, a: 7, z: 0 }

/** The commands of a path, each with its own numbers. */
function commandsOf(
  path: string,
): readonly { readonly letter: string; readonly numbers: readonly number[] }[] {
  return [...path.matchAll(/([a-zA-Z])([^a-zA-Z]*)/g)].flatMap(([, letter = '', rest = '']) => {
    const numbers = (rest.match(/-?\d*\.?\d+/g) ?? []).map(Number)
    const count = arity[letter.toLowerCase()] ?? 0
    if (count === 0) return [{ letter, numbers: [] }]
    return Array.from({ length: numbers.length / count }, (_, turn) => ({
      letter,
      numbers: numbers.slice(turn * count, (turn + 1) * count),
    }))
  })
}

interface Pen {
  x: number
  y: number
}

/** An arc of a circle from the pen to a point; the drawings have no ellipses. */
function arcTo(
  context: Context,
  pen: Pen,
  [radius = 0, , , large, sweep]: readonly number[],
  end: Pen,
): void {
  const [dx, dy] = [end.x - pen.x, end.y - pen.y]
  const distance = Math.hypot(dx, dy)
  const rise = Math.sqrt(Math.max(0, radius * radius - (distance / 2) ** 2))
  const side = large === sweep ? -1 : 1
  const centre = {
    x: (pen.x + end.x) / 2 - (side * rise * dy) / distance,
    y: (pen.y + end.y) / 2 + (side * rise * dx) / distance,
  }
  const angleTo = (point: Pen) => Math.atan2(point.y - centre.y, point.x - centre.x)
  context.arc(centre.x, centre.y, radius, angleTo(pen), angleTo(end), sweep === 0)
}

/** Lays a path down on the context. */
function trace(context: Context, path: string): void {
  const pen: Pen = { x: 0, y: 0 }
  const start: Pen = { x: 0, y: 0 }
  for (const { letter, numbers } of commandsOf(path)) {
    const kind = letter.toLowerCase()
    const from = letter === kind ? { ...pen } : { x: 0, y: 0 }
    const points = Array.from({ length: Math.floor(numbers.length / 2) }, (_, at) => ({
      x: from.x + (numbers[at * 2] ?? 0),
      y: from.y + (numbers[at * 2 + 1] ?? 0),
    }))
    const [one = pen, two = pen, three = pen] = points
    let end: Pen = points[points.length - 1] ?? { ...start }
    if (kind === 'm') {
      context.moveTo(end.x, end.y)
      Object.assign(start, end)
    } else if (kind === 'l') context.lineTo(end.x, end.y)
    else if (kind === 'h' || kind === 'v') {
      const [length = 0] = numbers
      end = kind === 'h' ? { x: from.x + length, y: pen.y } : { x: pen.x, y: from.y + length }
      context.lineTo(end.x, end.y)
    } else if (kind === 'q') context.quadraticCurveTo(one.x, one.y, two.x, two.y)
    else if (kind === 'c') context.bezierCurveTo(one.x, one.y, two.x, two.y, three.x, three.y)
    else if (kind === 'a') {
      end = { x: from.x + (numbers[5] ?? 0), y: from.y + (numbers[6] ?? 0) }
      arcTo(context, pen, numbers, end)
    } else context.closePath()
    Object.assign(pen, end)
  }
}

/** Draws a drawing with its upper left corner at a point, so many times as large. */
export function drawLineArt(
  context: Context,
  svg: string,
  { x, y, scale }: { readonly x: number; readonly y: number; readonly scale: number },
): void {
  context.save()
  context.translate(x, y)
  context.scale(scale, scale)
  context.lineCap = 'round'
  context.lineJoin = 'round'
  for (const { path, style, place } of strokesOf(svg)) {
    context.save()
    context.translate(place.x, place.y)
    context.rotate(place.turn)
    context.beginPath()
    trace(context, path)
    if (style.fill !== 'none') {
      context.fillStyle = style.fill
      context.fill()
    }
    if (style.stroke !== 'none') {
      context.strokeStyle = style.stroke
      context.lineWidth = style.width
      context.stroke()
    }
    context.restore()
  }
  context.restore()
}

/** Reads a drawing of assets/art. */
export const readLineArt = (name: string): Promise<string> =>
  new Promise((resolve, reject) => {
    wx.getFileSystemManager().readFile({
      filePath: `/assets/art/${name}.svg`,
      encoding: 'utf8',
      success: ({ data }) => resolve(String(data)),
      fail: reject,
    })
  })
