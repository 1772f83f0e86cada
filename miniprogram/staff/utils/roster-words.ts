/** How the list of imports and an import itself speak of states and numbers. */
import type { RosterState } from '../../contract/roster'

export const stateTones: Readonly<Record<RosterState, string>> = {
  reading: 'primary',
  checking: 'primary',
  checked: 'warning',
  importing: 'primary',
  recognising: 'primary',
  imported: 'success',
  undoing: 'primary',
  undone: 'neutral',
  dropped: 'neutral',
  failed: 'danger',
}

/** `1,234 行`, with the thousands apart. */
export const inRows = (rows: number): string => `${String(rows).replace(/\B(?=(\d{3})+$)/g, ',')} 行`
