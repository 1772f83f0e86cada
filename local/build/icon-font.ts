/** Makes vant's icons work without a network: of the font, the glyphs in use travel inside the style sheet. */
import subsetFont from 'subset-font'

const fontFace = /@font-face\s*\{[^}]*\}/
const glyphRule = /\.van-icon-([\w-]+):before\{content:"([^"]*)"\}/g

/**
 * Rewrites van-icon's style sheet. vant takes its font from a CDN, which phones must not ask; the same font is in the
 * package @vant/icons as a data: address. The rules and the outlines of unused glyphs are left out, and the font itself
 * where no glyph is used.
 * @param wxss van-icon's index.wxss
 * @param isUsed whether a glyph such as `arrow` occurs in the mini-program or in a component that it uses
 * @param embeddedFont the text of @vant/icons' encode-woff2.less
 */
export async function withoutRemoteFont(
  wxss: string,
  isUsed: (glyph: string) => boolean,
  embeddedFont: string,
): Promise<string> {
  if (!fontFace.test(wxss))
    throw new Error('van-icon has no @font-face any more: see how it brings its font now.')
  let characters = ''
  const trimmed = wxss.replace(glyphRule, (rule, glyph: string, content: string) => {
    if (!isUsed(glyph)) return ''
    characters += characterOf(content)
    return rule
  })
  if (characters === '') return trimmed.replace(fontFace, '')
  const address = await subset(embeddedFont, characters)
  return trimmed.replace(
    fontFace,
    () => `@font-face{font-family:vant-icon;font-weight:400;src:url("${address}") format("woff2")}`,
  )
}

/** A style sheet writes a glyph's place in the font as `\e60f`. */
function characterOf(content: string): string {
  return content.replace(/\\([0-9a-f]{1,6})\s?/gi, (_, code: string) =>
    String.fromCodePoint(Number.parseInt(code, 16)),
  )
}

async function subset(embeddedFont: string, characters: string): Promise<string> {
  const font = /url\('data:font\/woff2;[^,']*base64,([^']+)'\)/.exec(embeddedFont)?.[1]
  if (!font) throw new Error('@vant/icons no longer contains its font as a data: address.')
  const glyphs = await subsetFont(Buffer.from(font, 'base64'), characters, { targetFormat: 'woff2' })
  return `data:font/woff2;base64,${glyphs.toString('base64')}`
}
