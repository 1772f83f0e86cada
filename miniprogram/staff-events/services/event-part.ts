/** A page for one part of an event: it finds the draft on the phone, and is left when what it asks for can be sent. */
import { type Part, parts } from '../utils/event-rows'
import { type EventDraft, problemsOf, readKept, withProblems } from './event-draft'

/** The draft that the editor's first page left here; without one the way leads there. */
export function openPart(eventId: string): EventDraft | undefined {
  const draft = readKept(eventId)
  if (!draft) void wx.redirectTo({ url: `/staff-events/event-edit/event-edit?eventId=${eventId}` })
  return draft
}

/** Goes back to the first page; or stays, with sentences beside what cannot be sent. */
export function finishPart(draft: EventDraft, part: Part): EventDraft {
  const problems = problemsOf(draft.form, parts[part])
  if (Object.keys(problems).length > 0) return withProblems(draft, { ...draft.problems, ...problems })
  void wx.navigateBack()
  return draft
}

/** A list with one of its things put before or behind its neighbour. */
export function moved<Item>(items: readonly Item[], place: number, by: number): Item[] {
  const others = items.filter((_item, at) => at !== place)
  const item = items[place]
  return item === undefined ? others : [...others.slice(0, place + by), item, ...others.slice(place + by)]
}

/** A list with one of its things changed. */
export const replaced = <Item>(items: readonly Item[], place: number, change: (item: Item) => Item): Item[] =>
  items.map((item, at) => (at === place ? change(item) : item))

/** A list without one of its things. */
export const without = <Item>(items: readonly Item[], place: number): Item[] =>
  items.filter((_item, at) => at !== place)
