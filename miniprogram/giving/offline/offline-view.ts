/** A gift outside WeChat Pay as it is typed, and what is sent of it. */

import type { WantedDonor } from '../../contract/giving'
import type { Goods, OfflineWay } from '../../contract/giving-offline'
import type { Input } from '../../contract/index'
import { parseYuan } from '../../contract/money'

export interface OfflineForm {
  readonly way: OfflineWay
  readonly amount: string
  /** One thing to a line: `图书 20 册`. */
  readonly goods: string
  readonly details: string
  readonly isAnonymous: boolean
  readonly donor: WantedDonor
  readonly attemptKey: string
}

/** What people may announce; cash and cheques are brought along and entered by staff. */
export const announced: readonly { readonly way: OfflineWay; readonly label: string }[] = [
  { way: 'transfer', label: '银行转账' },
  { way: 'materials', label: '捐赠物资' },
  { way: 'equity', label: '股权' },
]

/** A line as a thing; undefined when it names no quantity. */
function goodsIn(line: string): Goods | undefined {
  const [, name, quantity, unit] = /^(.+?)[\s，,]*(\d+)\s*(\S+)$/.exec(line.trim()) ?? []
  return name && quantity && unit ? { name: name.trim(), quantity: Number(quantity), unit } : undefined
}

const linesOf = (typed: string) => typed.split('\n').filter((line) => line.trim() !== '')

/** The line that is no thing with a quantity and a unit; undefined when all are. */
export const unreadableIn = (typed: string): string | undefined =>
  linesOf(typed).find((line) => goodsIn(line) === undefined)

export const giftFrom = (projectId: string, form: OfflineForm): Input<'giving.announce'> => ({
  projectId,
  attemptKey: form.attemptKey,
  way: form.way,
  // A sum that is none is refused as missing.
  amountFen: form.way === 'transfer' ? (parseYuan(form.amount) ?? 0) : 0,
  goods: form.way === 'materials' ? linesOf(form.goods).flatMap((line) => goodsIn(line) ?? []) : [],
  details: form.details,
  isAnonymous: form.isAnonymous,
  donor: form.donor,
})
