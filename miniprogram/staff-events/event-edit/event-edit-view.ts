/** The first page of the editor as it is shown. */
import type { FieldMessages } from '../../contract/errors'
import { type EventDraft, isUnsaved, messageOf } from '../services/event-draft'
import type { EventForm, FormField } from '../utils/event-form'
import { parts, type Row, rowsOf } from '../utils/event-rows'

interface RowView extends Row {
  readonly problem: string
  readonly conflict: string
}

export interface EditorView {
  readonly state: 'ready'
  readonly isPublished: boolean
  readonly isEdited: boolean
  readonly form: EventForm
  readonly hostName: string
  readonly rows: readonly RowView[]
  readonly problems: FieldMessages
  readonly conflicts: FieldMessages
}

export function editorViewOf(draft: EventDraft, nowMs: number): EditorView {
  const { form, names, problems, conflicts } = draft
  // The place stands on this page, the rest of it on another.
  const ownOfPlace = 'venue.name'
  const { [ownOfPlace]: _own, ...problemsElsewhere } = problems
  const first = (messages: FieldMessages, fields: readonly FormField[]) =>
    fields.map((field) => messageOf(messages, field)).find((words) => words !== '') ?? ''
  return {
    state: 'ready',
    isPublished: draft.status === 'published',
    isEdited: isUnsaved(draft),
    form,
    hostName: names[form.hostId] ?? '',
    rows: rowsOf(form, names, nowMs).map((row) => ({
      ...row,
      problem: first(problemsElsewhere, parts[row.part]),
      conflict: first(conflicts, row.part === 'place' ? ['meeting'] : parts[row.part]),
    })),
    problems,
    conflicts,
  }
}

/** The fields of this page, in their order. */
const ownFields = ['title', 'startsAt', 'endsAt', 'venue.name', 'capacity', 'hostId'] as const

/** Where the first thing that is wrong is told. */
export function firstProblem(problems: FieldMessages): string {
  const own = ownFields.find((path) => problems[path] !== undefined)
  return own === undefined ? '#parts' : `#field-${own === 'venue.name' ? 'venue' : own}`
}
