/** Summaries of many measurements. */

/** The value that `share` (0 to 1) of the values do not exceed: 0.5 is the median, 0.95 the p95. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other)
  const value = sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)]
  if (value === undefined) throw new Error('there is nothing to summarise')
  return value
}

/** To three decimal places, so that a line can be read. */
export const rounded = (value: number): number => Math.round(value * 1000) / 1000
