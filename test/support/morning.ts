/** A morning in the sample world's term time, for tests in which the date matters. */
export const someMorning = Date.parse('2026-11-20T09:30:00+08:00')
