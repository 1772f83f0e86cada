/** What the honour roll shows, and what it can be narrowed to. */
import { type Honour, type HonourBand, type HonourSums, honourBands } from '../../contract/giving'
import type { Input, Output } from '../../contract/index'
import { formatYuan } from '../../contract/money'
import { campusTime } from '../../utils/date'
import { giftCount } from '../../utils/gift-count'

/** What the roll is of; each empty for all. */
export interface Wish {
  readonly projectId: string
  readonly bodyId: string
  readonly year: string
  readonly band: HonourBand | ''
}

export type FilterName = 'projectId' | 'year' | 'band'

export interface Choice {
  readonly value: string
  readonly label: string
}

export type Choices = Readonly<Record<FilterName, readonly Choice[]>>

/** A line of the roll, numbered because nothing else tells two gifts of one donor apart. */
interface Row extends Honour {
  readonly row: number
}

export interface Ready {
  readonly state: 'ready'
  readonly rows: readonly Row[]
  /** Where the next page begins; empty at the end. */
  readonly next: string
  /** What the foot of the list shows. */
  readonly more: 'idle' | 'loading' | 'failed'
  readonly totalFen: number
  readonly count: string
  /** Gifts too small for a line of their own, in words; empty when there are none. */
  readonly unlisted: string
  readonly offline: boolean
}

/** `isNarrowed`: there may be others, if less is asked for. */
export type View =
  | { readonly state: 'empty'; readonly title: string; readonly hint: string; readonly isNarrowed: boolean }
  | Ready

/** This year and those before it that can be chosen. */
const yearsOffered = 5

export const filterHeadings: Readonly<Record<FilterName, string>> = {
  projectId: '捐赠项目',
  year: '年份',
  band: '金额',
}

const everything: Readonly<Record<FilterName, string>> = {
  projectId: '全部项目',
  year: '全部年份',
  band: '不限金额',
}

const withAll = (name: FilterName, choices: readonly Choice[]): Choice[] => [
  { value: '', label: everything[name] },
  ...choices,
]

export function choicesOf(projects: readonly Choice[], nowMs: number): Choices {
  const { year: thisYear } = campusTime(nowMs)
  const years = Array.from({ length: yearsOffered }, (_, back) => String(thisYear - back))
  return {
    projectId: withAll('projectId', projects),
    year: withAll(
      'year',
      years.map((year) => ({ value: year, label: `${year}年` })),
    ),
    band: withAll(
      'band',
      Object.entries(honourBands).map(([value, label]) => ({ value, label })),
    ),
  }
}

export interface Chip {
  readonly name: FilterName
  readonly label: string
  readonly isSet: boolean
}

export const chipsOf = (wish: Wish, choices: Choices): Chip[] =>
  (['projectId', 'year', 'band'] as const).map((name) => ({
    name,
    isSet: wish[name] !== '',
    label:
      wish[name] === ''
        ? filterHeadings[name]
        : (choices[name].find(({ value }) => value === wish[name])?.label ?? filterHeadings[name]),
  }))

export const inputOf = (
  { projectId, bodyId, year, band }: Wish,
  after?: string,
): Input<'giving.listHonours'> => ({
  ...(projectId === '' ? {} : { projectId }),
  ...(bodyId === '' ? {} : { bodyId }),
  ...(year === '' ? {} : { year: Number(year) }),
  ...(band === '' ? {} : { band }),
  ...(after === undefined ? {} : { after }),
})

function unlistedWords({ unlisted: { gifts, totalFen } }: HonourSums): string {
  return gifts === 0 ? '' : `另有 ${giftCount(gifts)}小额捐赠，共 ${formatYuan(totalFen)} 元，已计入总额`
}

function emptyOf({ projectId, bodyId, year, band }: Wish): View {
  const isNarrowed = year !== '' || band !== '' || (bodyId !== '' && projectId !== '')
  if (isNarrowed) return { state: 'empty', title: '没有符合条件的捐赠', hint: '换个条件再看看', isNarrowed }
  if (bodyId !== '')
    return { state: 'empty', title: '芳名录虚位以待', hint: '满 5 人参与后在此列名', isNarrowed }
  return { state: 'empty', title: '芳名录虚位以待', hint: '期待您成为第一位支持者', isNarrowed }
}

export const rowsFrom = (honours: readonly Honour[], from: number): Row[] =>
  honours.map((honour, at) => ({ ...honour, row: from + at }))

/** The first page of a roll. */
export function viewOf({ honours, next, sums }: Output<'giving.listHonours'>, wish: Wish): View {
  if (!sums || sums.gifts === 0) return emptyOf(wish)
  return {
    state: 'ready',
    rows: rowsFrom(honours, 0),
    next: next ?? '',
    more: 'idle',
    totalFen: sums.totalFen,
    count: giftCount(sums.gifts),
    unlisted: unlistedWords(sums),
    offline: false,
  }
}
