/** The editor's first page as it stands. */
import { isReadable, paletteStyle, sampleColours } from '../../contract/colours'
import type { FieldMessages } from '../../contract/errors'
import { type AnniversaryDraft, type AnniversaryForm, isEdited } from '../services/anniversary-draft'

export interface EditorView {
  readonly state: 'ready'
  readonly form: Omit<AnniversaryForm, 'number'> & { readonly number: string }
  readonly bodyName: string
  readonly problems: FieldMessages
  readonly colours: readonly { readonly name: string; readonly colour: string; readonly style: string }[]
  /** The colours of the whole page; the usual ones while what is typed cannot be read. */
  readonly palette: string
  /** The year of the day, to see how the head looks. */
  readonly date: number
  readonly foundedYear: number
  readonly historyNote: string
  readonly historyProblem: string
  readonly guideNote: string
  readonly guideProblem: string
  readonly isEdited: boolean
}

const colours = Object.entries(sampleColours).map(([name, colour]) => ({
  name,
  colour,
  style: `background: ${colour};`,
}))

const firstUnder = (problems: FieldMessages, field: string): string =>
  Object.entries(problems).find(([path]) => path.split('.')[0] === field)?.[1] ?? ''

const isColour = (value: string) => /^#[0-9a-f]{6}$/i.test(value)

export function editorViewOf(draft: AnniversaryDraft): EditorView {
  const { form, bodyName, problems } = draft
  const { guide } = form
  const parts = [
    [guide.travel.length, '条交通'],
    [guide.places.length, '个地点'],
    [guide.contacts.length, '位联系人'],
    [guide.questions.length, '个问答'],
  ] as const
  const told = parts.flatMap(([count, unit]) => (count > 0 ? [`${count} ${unit}`] : []))
  const date = form.day === '' ? 0 : Date.parse(`${form.day}T00:00:00+08:00`)
  return {
    state: 'ready',
    form: { ...form, number: form.number > 0 ? String(form.number) : '' },
    bodyName,
    problems,
    colours,
    palette: isColour(form.colour) && isReadable(form.colour) ? paletteStyle(form.colour.toLowerCase()) : '',
    date,
    foundedYear: date > 0 && form.number > 0 ? Number(form.day.slice(0, 4)) - form.number : 0,
    historyNote: form.history.length > 0 ? `${form.history.length} 个年份` : '还没有',
    historyProblem: firstUnder(problems, 'history'),
    guideNote: told.join('、') || '还没有',
    guideProblem: firstUnder(problems, 'guide'),
    isEdited: isEdited(draft),
  }
}
