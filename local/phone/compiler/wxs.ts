/** Turns WXS into the JavaScript that means the same. */

const commentsAndStrings = /\/\*[\s\S]*?\*\/|\/\/.*|(['"])(?:\\.|(?!\1)[^\\\n])*\1/g

/**
 * WXS differs from JavaScript in two ways that vant's sizes depend on: `.constructor` is a string such as "Array",
 * and an unknown escape keeps its backslash (`'\d'` is two characters). Both were measured with WeChat's own compiler.
 * https://developers.weixin.qq.com/miniprogram/dev/reference/wxs/06datatype.html
 */
export function wxsToScript(source: string): string {
  return source
    .replace(commentsAndStrings, (text: string, quote: string | undefined) =>
      quote ? text.replace(/\\([^nrtbfv0'"\\xu\n])/g, '\\\\$1') : text,
    )
    .replace(/\.constructor\b(?!\s*\.)/g, '.constructor.name')
}

/** The files a WXS source requires, as written. */
export function requiresOf(source: string): string[] {
  return [...source.matchAll(/\brequire\(\s*['"](.+?)['"]\s*\)/g)].map(([, file = '']) => file)
}

/** What WXS offers and JavaScript does not. */
export const wxsGlobals =
  'var getRegExp=(pattern,flags)=>new RegExp(pattern,flags),getDate=(...parts)=>new Date(...parts);'
