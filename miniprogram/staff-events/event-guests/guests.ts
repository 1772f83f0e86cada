/** Guests as they are typed: a line for each, and how many come with them. */
import { newKey } from '../../services/drafts'

export interface Guest {
  readonly guestKey: string
  readonly name: string
  readonly companions: number
}

/** So many go in one request. */
const atOnce = 50

/** `王校长 +2` is a guest with two companions; empty lines are nobody. */
export function guestsFrom(words: string): Guest[] {
  return words
    .split('\n')
    .map((line) => /^(.*?)(?:\s*[+＋]\s*(\d{1,2}))?\s*$/.exec(line.trim()) ?? [])
    .filter(([, name = '']) => name !== '')
    .map(([, name = '', companions = '0']) => ({ guestKey: newKey(), name, companions: Number(companions) }))
}

/** Seats that they take together. */
export const seatsOf = (guests: readonly Guest[]): number =>
  guests.reduce((sum, { companions }) => sum + 1 + companions, 0)

export function inParts(guests: readonly Guest[]): Guest[][] {
  const parts: Guest[][] = []
  for (let from = 0; from < guests.length; from += atOnce) parts.push(guests.slice(from, from + atOnce))
  return parts
}
