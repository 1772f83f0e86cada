/** How many gifts there were, as people read it. */

/** `246912` → `246,912 人次`. */
export const giftCount = (gifts: number): string => `${String(gifts).replace(/\B(?=(\d{3})+$)/g, ',')} 人次`
