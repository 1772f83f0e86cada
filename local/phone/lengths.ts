/** Lengths that mean something else on a phone than in a browser. */

/** Addresses come first, so that nothing inside one is taken for a length. */
const lengths =
  /url\((?:"[^"]*"|'[^']*'|[^)]*)\)|(-?[\d.]+)rpx\b|([\d.]+)vh\b|\b(?:env|constant)\(\s*safe-area-inset-(\w+)\s*(?:,[^)]*)?\)/g

/** 750rpx are the screen's width; 100vh are the height of the page without the bars around it. */
export function phoneLengths(style: string): string {
  return style.replace(lengths, (text: string, rpx?: string, vh?: string, side?: string) => {
    if (rpx) return `${Number(((Number(rpx) * 100) / 750).toFixed(5))}vw`
    if (vh) return `${vh}cqh`
    return side ? `var(--safe-${side}, 0px)` : text
  })
}
