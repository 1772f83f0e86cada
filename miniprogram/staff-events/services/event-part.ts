/** A page for one part of an event: it finds the draft on the phone, and is left when what it asks for can be sent. */
import { type Part, parts } from '../utils/event-rows'
import { type EventDraft, problemsOf, readKept, withProblems } from './event-draft'

const firstPageOf = (eventId: string) => `/staff-events/event-edit/event-edit?eventId=${eventId}`

/** The draft that the editor's first page left here; without one the way leads there. */
export function openPart(eventId: string): EventDraft | undefined {
  const draft = readKept(eventId)
  if (!draft) void wx.redirectTo({ url: firstPageOf(eventId) })
  return draft
}

/** Back to where this page was opened; after a crash nothing lies before it, and the way leads to the first page. */
export function leavePart(eventId: string): void {
  const toFirstPage = () => void wx.redirectTo({ url: firstPageOf(eventId) })
  wx.navigateBack({ fail: toFirstPage })
}

/** Goes back to the first page; or stays, with sentences beside what cannot be sent. */
export function finishPart(draft: EventDraft, part: Part): EventDraft {
  const problems = problemsOf(draft.form, parts[part])
  if (Object.keys(problems).length > 0) return withProblems(draft, { ...draft.problems, ...problems })
  leavePart(draft.eventId)
  return draft
}
