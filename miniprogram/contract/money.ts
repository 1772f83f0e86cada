/** Money is an integer number of fen everywhere; these turn it into yuan for people, and back. */

/** The largest single amount we take, in fen: ¥10,000,000. */
export const largestAmountFen = 1_000_000_000

/** `123456` → `1,234.56`; whole yuan without decimals: `700000` → `7,000`. */
export function formatYuan(amountFen: number): string {
  const sign = amountFen < 0 ? '-' : ''
  const fen = Math.abs(amountFen)
  const yuan = String(Math.floor(fen / 100)).replace(/\B(?=(\d{3})+$)/g, ',')
  const rest = fen % 100
  return rest === 0 ? `${sign}${yuan}` : `${sign}${yuan}.${String(rest).padStart(2, '0')}`
}

/**
 * What a person typed as yuan (`88`, `88.5`, `1,000`) in fen, or undefined when it is no such amount.
 * Read as text, never through a floating-point number.
 */
export function parseYuan(text: string): number | undefined {
  const match = /^(\d{1,8})(?:\.(\d{1,2}))?$/.exec(text.replace(/[,，\s]/g, ''))
  if (match === null) return undefined
  const amountFen = Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'))
  return amountFen <= largestAmountFen ? amountFen : undefined
}
