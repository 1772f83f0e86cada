/** What can wait for a member of staff: one line for each; a domain in which something new can wait adds its own. */
import type { Waiting } from '../../../miniprogram/contract/staff'
import { bodiesFor, type Caller } from '../../platform/caller'
import { readBodies } from '../organisations/records'
import { countOpenOf } from '../preparation/records'
import { countWaiting } from '../registrations/records'
import {
  countExceptions,
  countGiftWords,
  countInvoicesAsked,
  countNotices,
  countProposed,
  countRefundsAsked,
  countWishes,
} from './records'

/** Whom something waits for. */
interface Office {
  readonly personId: string
  readonly reviewed: readonly string[]
  readonly edited: readonly string[]
  readonly administered: readonly string[]
  /** Whether they keep the money of the whole house. */
  readonly isKeeper: boolean
}

type Count = (office: Office) => Promise<number> | undefined

const ifAny = (bodyIds: readonly string[], count: (bodyIds: readonly string[]) => Promise<number>) =>
  bodyIds.length > 0 ? count(bodyIds) : undefined

const ifKeeper =
  (count: () => Promise<number>): Count =>
  ({ isKeeper }) =>
    isKeeper ? count() : undefined

const lines: readonly (readonly [what: string, url: string, count: Count])[] = [
  ['待审核登记', '/staff/registrations/registrations', ({ reviewed }) => ifAny(reviewed, countWaiting)],
  ['待审核项目', '/staff-giving/projects/projects', ifKeeper(countProposed)],
  ['待复核退款', '/staff-giving/money/money', ifKeeper(countRefundsAsked)],
  ['待核对账目', '/staff-giving/money/money', ifKeeper(countExceptions)],
  ['待开具票据', '/staff-giving/invoices/invoices', ifKeeper(countInvoicesAsked)],
  ['待看留言', '/staff-giving/words/words', ifKeeper(countGiftWords)],
  ['待审核祝福', '/staff-stories/anniversaries/anniversaries', ({ edited }) => ifAny(edited, countWishes)],
  ['待批准通知', '/staff-office/notices/notices', ({ administered }) => ifAny(administered, countNotices)],
  ['我的筹备任务', '/staff-office/preparation/preparation', ({ personId }) => countOpenOf(personId)],
]

/** Whether the caller keeps the money of the whole house, as a treasurer of a college does not. */
export async function isKeeper(caller: Caller): Promise<boolean> {
  const bodies = await readBodies(bodiesFor('treasurer', caller))
  return [...bodies.values()].some(({ kind }) => kind === 'foundation' || kind === 'university')
}

/** All that can wait for the caller, with how much of it does. */
export async function waitingFor(caller: Caller): Promise<Waiting[]> {
  const office: Office = {
    personId: caller.personId,
    reviewed: bodiesFor('reviewer', caller),
    edited: bodiesFor('editor', caller),
    administered: bodiesFor('administrator', caller),
    isKeeper: await isKeeper(caller),
  }
  const counted = await Promise.all(
    lines.map(async ([what, url, count]) => ({ what, url, count: await count(office) })),
  )
  return counted.flatMap(({ count, ...line }) => (count === undefined ? [] : [{ ...line, count }]))
}
