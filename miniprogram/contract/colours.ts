/** The colour of an anniversary: any in which words can be read; what goes with it follows from it. */
import { check, pipe, regex, string, transform } from 'valibot'

// Paper and the ink on the colour, as styles/tokens.wxss has them.
const paper = '#faf6f0'
const onColour = '#fbf3e6'

/** What WCAG 2.2 asks of words in body size. https://www.w3.org/TR/WCAG22/#contrast-minimum */
export const contrastAtLeast = 4.5

/** Colours to begin with, by the name under which staff choose them. */
export const sampleColours = {
  绛红: '#8c1c2b',
  松绿: '#1f5c47',
  靛蓝: '#23457a',
  紫檀: '#5b2d5e',
  赭石: '#7c3f17',
  墨青: '#2b4a52',
} as const

/** The colour of the house, where no anniversary brings its own. */
export const houseColour: string = sampleColours.绛红

const channels = (colour: string): readonly number[] =>
  [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16))

/** How bright a colour is to the eye, from 0 to 1. https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = channels(colour).map((value) => {
    const share = value / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** How well one colour is told from another: from 1, not at all, to 21. */
export function contrast(one: string, other: string): number {
  const [dark = 0, bright = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (bright + 0.05) / (dark + 0.05)
}

const mixed = (colour: string, other: string, share: number): string => {
  const others = channels(other)
  const parts = channels(colour).map((value, at) => value * (1 - share) + (others[at] ?? 0) * share)
  return `#${parts.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`
}

export interface Palette {
  readonly primary: string
  readonly pressed: string
  readonly tint: string
  readonly onPrimary: string
}

export const paletteOf = (colour: string): Palette => ({
  primary: colour,
  pressed: mixed(colour, '#000000', 0.17),
  tint: mixed(colour, '#ffffff', 0.9),
  onPrimary: onColour,
})

/** Whether words can be read in this colour on paper and on its tint, and paper-coloured ones on it. */
export const isReadable = (colour: string): boolean =>
  [paper, onColour, paletteOf(colour).tint].every((other) => contrast(colour, other) >= contrastAtLeast)

export const colour = pipe(
  string('请选择主题色'),
  transform((value) => value.trim().toLowerCase()),
  regex(/^#[0-9a-f]{6}$/, '主题色应为 # 加六位数字或字母，如 #8c1c2b'),
  check(isReadable, '这个颜色上的字看不清楚，请选深一些的'),
)

/** The style of a page's outermost view, by which everything on it takes the colour; empty for what is no colour. */
export function paletteStyle(value: string): string {
  if (!/^#[0-9a-f]{6}$/.test(value)) return ''
  const { primary, pressed, tint } = paletteOf(value)
  return `--primary: ${primary}; --primary-pressed: ${pressed}; --primary-tint: ${tint};`
}
