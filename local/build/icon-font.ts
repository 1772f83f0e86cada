/** Makes vant's icons work without a network: the font travels inside the style sheet, and unused glyphs go. */

const fontFace = /@font-face\s*\{[^}]*\}/
const glyphRule = /\.van-icon-([\w-]+):before\{[^}]*\}/g

/**
 * Rewrites van-icon's style sheet. vant takes its font from a CDN, which phones must not ask; the same font is in the
 * package @vant/icons as a data: address. Without any glyph in use the font is left out.
 * @param wxss van-icon's index.wxss
 * @param isUsed whether a glyph such as `arrow` occurs in the mini-program or in a component that it uses
 * @param embeddedFont the text of @vant/icons' encode-woff2.less
 */
export function withoutRemoteFont(
  wxss: string,
  isUsed: (glyph: string) => boolean,
  embeddedFont: string,
): string {
  if (!fontFace.test(wxss))
    throw new Error('van-icon has no @font-face any more: see how it brings its font now.')
  let glyphs = 0
  const trimmed = wxss.replace(glyphRule, (rule, glyph: string) => {
    if (!isUsed(glyph)) return ''
    glyphs += 1
    return rule
  })
  if (glyphs === 0) return trimmed.replace(fontFace, '')
  const address = /url\('(data:font\/woff2;[^']+)'\)/.exec(embeddedFont)?.[1]
  if (!address) throw new Error('@vant/icons no longer contains its font as a data: address.')
  return trimmed.replace(
    fontFace,
    () => `@font-face{font-family:vant-icon;font-weight:400;src:url("${address}") format("woff2")}`,
  )
}
