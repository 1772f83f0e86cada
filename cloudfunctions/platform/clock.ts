/** The one place that asks what time it is; rules are told. */
export const now = (): Date => new Date()

export const minuteMs = 60_000
export const hourMs = 60 * minuteMs
export const dayMs = 24 * hourMs
