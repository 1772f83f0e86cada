/** The one place that asks what time it is; rules are told. */
export const now = (): Date => new Date()

export const secondMs = 1000
export const minuteMs = 60 * secondMs
export const hourMs = 60 * minuteMs
export const dayMs = 24 * hourMs
