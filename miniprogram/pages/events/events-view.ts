/** What the tab of events shows: cards of a list or of a day, and the filters in words. */
import { type Admission, admissions, eventWays } from '../../contract/events'
import type { Input, Output } from '../../contract/index'
import type { BodyName } from '../../contract/organisations'
import { type EventCard, eventCardOf } from '../../utils/event-state'
import { type Cell, cellsOf, dayIn, firstChoice, type Month, titleOf } from './month'

export type Period = 'upcoming' | 'past' | 'calendar'

export const periods: readonly { readonly period: Period; readonly label: string }[] = [
  { period: 'upcoming', label: '近期' },
  { period: 'past', label: '往期' },
  { period: 'calendar', label: '日历' },
]

export type Filters = Pick<Input<'events.list'>, 'hostId' | 'admission' | 'way' | 'words'>
export type FilterName = 'hostId' | 'admission' | 'way'

/** A filter as a chip: its own name, or what was chosen. */
export interface FilterChip {
  readonly name: FilterName
  readonly label: string
  readonly isSet: boolean
}

interface Option {
  readonly value: string
  readonly label: string
}

export const filterHeadings: Readonly<Record<FilterName, string>> = {
  hostId: '主办单位',
  admission: '参加范围',
  way: '形式',
}

const optionsOf = (names: Readonly<Record<string, string>>): Option[] =>
  Object.entries(names).map(([value, label]) => ({ value, label }))

/** What one may choose from; an empty value is no filter. */
export function filterOptions(name: FilterName, colleges: readonly BodyName[]): readonly Option[] {
  const all = { value: '', label: '不限' }
  if (name === 'hostId')
    return [all, ...colleges.map(({ bodyId, name: label }) => ({ value: bodyId, label }))]
  return [all, ...optionsOf(name === 'admission' ? admissions : eventWays)]
}

export function filterChips(filters: Filters, colleges: readonly BodyName[]): FilterChip[] {
  const names: readonly FilterName[] = ['hostId', 'admission', 'way']
  return names.map((name) => {
    const value = filters[name]
    const chosen = filterOptions(name, colleges).find((option) => option.value === value)
    return { name, label: (value && chosen?.label) || filterHeadings[name], isSet: value !== undefined }
  })
}

/** The filters with one of them set, or taken away by an empty value. */
export function withFilter(filters: Filters, name: FilterName | 'words', value: string): Filters {
  const { [name]: _, ...others } = filters
  return value === '' ? others : { ...others, [name]: value as Admission }
}

export const hasFilters = (filters: Filters): boolean => Object.keys(filters).length > 0

export const cardsOf = ({ events }: Output<'events.list'>, nowMs: number): readonly EventCard[] =>
  events.map((event) => eventCardOf(event, event.mine, nowMs))

/** A month with the cards of the day that was chosen. */
export interface MonthView {
  readonly heading: string
  readonly cells: readonly Cell[]
  readonly chosen: number
  readonly cards: readonly EventCard[]
  /** One sentence where there is no card. */
  readonly note: string
}

/** `chosen`: a day of the month, or undefined for the first that is of interest. */
export function monthView(
  month: Month,
  cards: readonly EventCard[],
  chosen: number | undefined,
  nowMs: number,
): MonthView {
  const startsAt = cards.map((card) => card.startsAt)
  const day = chosen ?? firstChoice(month, startsAt, nowMs)
  const shown = cards.filter((card) => dayIn(month, card.startsAt) === day)
  return {
    heading: titleOf(month),
    cells: cellsOf(month, startsAt, day, nowMs),
    chosen: day,
    cards: shown,
    note: shown.length > 0 ? '' : cards.length === 0 ? '这个月没有活动' : '这一天没有活动',
  }
}

const nothing = {
  upcoming: { title: '近期暂无活动', hint: '新的活动发布后会出现在这里' },
  past: { title: '还没有往期活动', hint: '活动结束后会收在这里' },
} as const

/** The words of an empty list. */
export const emptyWords = (period: 'upcoming' | 'past', filters: Filters) =>
  hasFilters(filters)
    ? { title: '没有符合条件的活动', hint: '换一个条件试试', action: '清除条件' }
    : { ...nothing[period], action: '' }
