/** Who comes on one ticket, in words. */
import type { Party } from '../contract/door'

/** `校友代表 · 3 人，含 2 位同行`; for one alone only the category, which may be nothing. */
export function partyText({ seats, category }: Party): string {
  const many = seats > 1 ? `${seats} 人，含 ${seats - 1} 位同行` : ''
  return [category ?? '', many].filter((part) => part !== '').join(' · ')
}
